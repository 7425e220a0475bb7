// SPDX-License-Identifier: Apache-2.0
#include "app/config.hpp"

#include "app/private_file.hpp"
#include "app/settings.hpp"
#include "db/open.hpp"
#include "net/client_ip.hpp"
#include "net/places.hpp"

#include <boost/asio/ip/address.hpp>
#include <fmt/format.h>

#include <charconv>
#include <fstream>
#include <iterator>

namespace otpost::app {

namespace {

namespace fs = std::filesystem;

Error config_error(std::string_view place, std::string_view message) {
    return {ErrorCode::invalid_request, fmt::format("{}: {}", place, message), std::nullopt, {}};
}

std::string place_of(const fs::path& file, const toml::source_region& region) {
    return fmt::format("{}:{}", file.string(), region.begin.line);
}

/// `section` may be `plans` or `limits`, whose keys are sections again.
Result<> read_section(
    Config& config, const fs::path& file, const std::string& name, const toml::node& node
) {
    const auto known = known_settings(name);
    if (known.empty()) {
        return std::unexpected{config_error(
            place_of(file, node.source()),
            fmt::format("[{}] is not a section; there are {}", name, known_sections())
        )};
    }
    const auto* table = node.as_table();
    if (table == nullptr) {
        return std::unexpected{config_error(
            place_of(file, node.source()),
            fmt::format("{} must be a section: write [{}] and its settings below", name, name)
        )};
    }
    for (const auto& [key, value] : *table) {
        const std::string full = name + "." + std::string{key.str()};
        const auto fault = apply_setting(config, name, key.str(), value);
        if (fault.empty()) continue;
        return std::unexpected{
            config_error(place_of(file, value.source()), fmt::format("{} {}", full, fault))
        };
    }
    return {};
}

/// Of a name that may be too long for one, too.
bool is_there(const fs::path& file) {
    std::error_code ignored;
    return fs::exists(file, ignored);
}

void check_listening(const Config& config, std::vector<std::string>& faults) {
    if (config.tls_certificate.empty() != config.tls_key.empty())
        faults.emplace_back("server.tls_certificate and server.tls_key go together: set both");
    for (const auto& file : {config.tls_certificate, config.tls_key})
        if (!file.empty() && !is_there(file))
            faults.push_back(fmt::format("server: there is no file {}", file));
    if (is_there(config.tls_key) && is_open_to_others(config.tls_key))
        faults.push_back(fmt::format("{} is open to others: chmod 600 it", config.tls_key));
    for (const auto& text : config.trusted_proxies)
        if (!net::Cidr::parse(text))
            faults.push_back(fmt::format(
                "server.trusted_proxies: '{}' is not an address block such as 10.0.0.0/8", text
            ));
    if (config.connections_per_ip_max < 1)
        faults.emplace_back("server.connections_per_ip_max must be at least 1");
    const std::string_view url = config.public_url;
    if (!url.empty() && !url.starts_with("https://") && !url.starts_with("http://"))
        faults.emplace_back("server.public_url must begin with https:// or http://");
}

void check_terms(const Config& config, std::vector<std::string>& faults) {
    if (config.minimum_age < 16) faults.emplace_back("house.minimum_age must be at least 16");
    if (!is_currency(config.currency))
        faults.emplace_back("house.currency must be an ISO 4217 code such as USD");
    if (config.terms.window < std::chrono::seconds{1})
        faults.emplace_back("leases.window_seconds must be at least 1");
    if (config.terms.cancel_after >= config.terms.window)
        faults.emplace_back(
            "leases.cancel_after_seconds must be less than leases.window_seconds, or nobody could "
            "ever cancel"
        );
}

void check_site(const SiteConfig& site, std::vector<std::string>& faults) {
    const auto check_language = [&](std::string_view name, const LocalText& text) {
        if (!text.each.empty() && !text.each.contains(site.language))
            faults.push_back(fmt::format(
                "{} has none in {}, which readers of other languages get: add it, or set "
                "site.language to one that it has",
                name,
                site::code_of(site.language)
            ));
    };
    const auto check_file = [&](std::string_view name, const fs::path& file) {
        std::error_code ignored;
        if (!file.empty() && !fs::is_regular_file(file, ignored))
            faults.push_back(fmt::format("{}: there is no file {}", name, file.string()));
    };
    check_language("site.tagline", site.tagline);
    for (const auto& [name, text] :
         {std::pair{"site.terms_file", &site.terms_file},
          std::pair{"site.privacy_file", &site.privacy_file}}) {
        check_language(name, *text);
        check_file(name, text->for_all);
        for (const auto& [language, file] : text->each) check_file(name, file);
    }
}

void check_files(const Config& config, std::vector<std::string>& faults) {
    std::error_code ignored;
    for (const char* folder : {"secrets", "keys"})
        for (const auto& entry : fs::directory_iterator(config.data / folder, ignored))
            if (entry.is_regular_file() && is_open_to_others(entry.path()))
                faults.push_back(fmt::format(
                    "{} is open to others: chmod 600 it, and change it if they read it",
                    entry.path().string()
                ));
    try {
        const net::Places places{config.geoip_file};
    } catch (const std::runtime_error& fault) {
        faults.push_back(fmt::format("accounts.geoip_file: {}", fault.what()));
    }
}

}  // namespace

Config default_config() {
    Config config;
    config.terms.limits["free"] = {20, 200};
    return config;
}

Result<Config> load_config(const fs::path& file, const Config& defaults) {
    std::error_code error;
    if (!fs::exists(file, error) || fs::is_directory(file, error)) {
        return std::unexpected{
            config_error(file.string(), "there is no such file; --config names the configuration")
        };
    }
    std::ifstream stream(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>{stream}, {}};
    if (!stream) return std::unexpected{config_error(file.string(), "can't be read")};
    return parse_config(text, file, defaults);
}

Result<Config> parse_config(std::string_view text, const fs::path& file, const Config& defaults) {
    Config config = defaults;
    try {
        const toml::table document = toml::parse(text, file.string());
        for (const auto& [section, node] : document)
            CHECK(read_section(config, file, std::string{section.str()}, node));
    } catch (const toml::parse_error& fault) {
        const auto at = fault.source().begin;
        return std::unexpected{config_error(
            fmt::format("{}:{}:{}", file.string(), at.line, at.column), fault.description()
        )};
    }
    return config;
}

Result<> set_listen(Config& config, std::string_view text) {
    const auto colon = text.rfind(':');
    unsigned port = 0;
    std::string_view address = text.substr(0, colon);
    if (address.starts_with('[') && address.ends_with(']'))
        address = address.substr(1, address.size() - 2);
    bool good = colon != std::string_view::npos && text.find('\0') == std::string_view::npos;
    if (good) {
        const std::string_view digits = text.substr(colon + 1);
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), port);
        good = error == std::errc{} && end == digits.data() + digits.size() && port <= 65'535;
    }
    boost::system::error_code error;
    boost::asio::ip::make_address(std::string{address}, error);
    if (!good || error) {
        return refuse(
            ErrorCode::invalid_request,
            "must be ADDRESS:PORT with an IP address, such as 127.0.0.1:8080 or [::]:8080"
        );
    }
    config.listen_address = address;
    config.listen_port = static_cast<unsigned short>(port);
    return {};
}

std::vector<std::string> check_config(const Config& config) {
    std::vector<std::string> faults;
    check_listening(config, faults);
    check_terms(config, faults);
    check_mail(config.mail, config.brand, faults);
    check_site(config.site, faults);
    check_support(config.support, faults);
    if (!config.store.empty()) {
        const auto url = db::parse_store_url(config.store);
        if (!url) faults.push_back("store.url: " + url.error().message);
    }
    if (config.node >= command_line_node)
        faults.emplace_back("store.node must be from 0 to 62, another one for each server");
    check_files(config, faults);
    return faults;
}

}  // namespace otpost::app
