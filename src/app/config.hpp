// SPDX-License-Identifier: Apache-2.0
// What an operator of a house can set, in one TOML file; every key has a default and an unknown
// one is an error. Secrets are not in it: they are files in the secrets folder (SEC-C2).
#pragma once

#include "api/customer_leases.hpp"
#include "api/limit_settings.hpp"
#include "api/support_contacts.hpp"
#include "app/mail_config.hpp"
#include "base/error.hpp"
#include "base/log.hpp"
#include "identity/second_factor.hpp"
#include "net/client_ip.hpp"
#include "site/language.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::app {

/// Commands may run beside a server of any other node.
inline constexpr unsigned command_line_node = 63;

/// One text for all languages, or one for each of some.
struct LocalText {
    std::string for_all;
    std::map<site::Language, std::string> each;
};

/// The pages for everybody. What is empty is ours, in the language of who reads.
struct SiteConfig {
    site::Language language = site::Language::en;  ///< of texts for all; others read its text, too
    LocalText tagline;
    LocalText terms_file;    ///< names of files in Markdown
    LocalText privacy_file;  ///< the same
};

struct Config {
    std::string listen_address = "127.0.0.1";
    unsigned short listen_port = 8080;
    std::string public_url;  ///< as browsers and suppliers reach us; empty: http://listen
    std::string tls_certificate;
    std::string tls_key;
    std::vector<std::string> trusted_proxies;
    net::ForwardHeader proxy_header = net::ForwardHeader::x_forwarded_for;
    std::int64_t connections_per_ip_max = 1000;

    std::string store;  ///< sqlite:PATH or postgres://...; empty: sqlite in the data folder
    std::filesystem::path data = "otpost-data";
    unsigned node = 0;

    std::string brand = "Otpost";
    std::string currency = "USD";
    std::int64_t minimum_age = 18;
    std::string terms_version = "2026-11";
    Money credit_approval_above{100'000'000};  ///< what one administrator may credit alone (SEC-A5)
    std::filesystem::path geoip_file;          ///< tells where devices are; empty: it is not shown
    /// Whose accounts must sign in with a second factor.
    identity::second_factor::RequiredFor second_factor_for{
        identity::Role::operator_, identity::Role::admin
    };
    api::LeaseTerms terms;
    api::LimitSettings limits;
    MailConfig mail;
    api::SupportContacts support;
    SiteConfig site;
    std::filesystem::path audit_checkpoints;  ///< a file; empty: one in the data folder
    log::Settings log;
};

Config default_config();

/// Reads the file over `defaults`. The refusal names file, line, key and what is wrong with it.
Result<Config> load_config(const std::filesystem::path& file, const Config& defaults);

/// The same of a text; `file` is how the refusal calls it.
Result<Config> parse_config(
    std::string_view text, const std::filesystem::path& file, const Config& defaults
);

/// `127.0.0.1:8080` or `[::1]:8080`; port 0 takes any free one.
Result<> set_listen(Config& config, std::string_view text);

/// What can't be seen from one key alone: files that must be there, ages, world-readable secrets.
std::vector<std::string> check_config(const Config& config);

}  // namespace otpost::app
