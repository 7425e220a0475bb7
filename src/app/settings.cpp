// SPDX-License-Identifier: Apache-2.0
#include "app/settings.hpp"

#include "app/limit_keys.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <functional>
#include <map>
#include <set>
#include <utility>

namespace otpost::app {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view plans = "plans";
constexpr std::string_view limits = "limits";

/// Returns what is wrong; empty if the value was taken.
using Setter = std::function<std::string(Config&, const toml::node&)>;

template <class T>
Setter value_into(T Config::* member) {
    return [member](Config& config, const toml::node& node) -> std::string {
        if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, fs::path>) {
            const auto text = node.value_exact<std::string>();
            if (!text) return "must be a text in quotes";
            config.*member = *text;
        } else {
            const auto number = node.value_exact<std::int64_t>();
            if (!number || *number < 0 || !std::in_range<T>(*number))
                return "must be a whole number of at least 0";
            config.*member = static_cast<T>(*number);
        }
        return {};
    };
}

Setter seconds_into(std::chrono::seconds api::LeaseTerms::* member) {
    return [member](Config& config, const toml::node& node) -> std::string {
        const auto number = node.value_exact<std::int64_t>();
        if (!number || *number < 0 || *number > 86'400)
            return "must be a whole number of seconds from 0 to 86400";
        config.terms.*member = std::chrono::seconds{*number};
        return {};
    };
}

std::string set_approval_limit(Config& config, const toml::node& node) {
    const auto amount = parse_amount(node.value_exact<std::string>().value_or(""));
    if (!amount || amount->is_negative()) return R"(must be an amount in quotes such as "100.00")";
    config.credit_approval_above = *amount;
    return {};
}

/// A text of a section, or the name of a file.
template <class Section, class Member>
Setter text_into(Section Config::* section, Member Section::* member) {
    return [section, member](Config& config, const toml::node& node) -> std::string {
        const auto text = node.value_exact<std::string>();
        if (!text) return "must be a text in quotes";
        (config.*section).*member = *text;
        return {};
    };
}

std::string set_site_language(Config& config, const toml::node& node) {
    const auto language = site::parse_language(node.value_exact<std::string>().value_or(""));
    if (!language) return R"(must be "en", "es", "ar" or "de")";
    config.site.language = *language;
    return {};
}

/// A text, or `{ en = "...", es = "..." }`.
Setter local_text_into(LocalText SiteConfig::* member) {
    return [member](Config& config, const toml::node& node) -> std::string {
        constexpr std::string_view needs =
            R"(must be a text in quotes, or one for each of en, es, ar, de: { en = "...", es = "..." })";
        LocalText text{.for_all = node.value_exact<std::string>().value_or(""), .each = {}};
        const auto* table = node.as_table();
        if (!node.is_string() && table == nullptr) return std::string{needs};
        for (const auto& [key, value] : table == nullptr ? toml::table{} : *table) {
            const auto language = site::parse_language(key.str());
            const auto one = value.value_exact<std::string>();
            if (!language || !one) return std::string{needs};
            text.each.emplace(*language, *one);
        }
        config.site.*member = std::move(text);
        return {};
    };
}

std::string set_starttls(Config& config, const toml::node& node) {
    using delivery::mail::StartTls;
    const std::string text = node.value_exact<std::string>().value_or("");
    if (text != "required" && text != "off") return R"(must be "required" or "off")";
    config.mail.starttls = text == "off" ? StartTls::off : StartTls::required;
    return {};
}

std::string set_listen_node(Config& config, const toml::node& node) {
    const auto text = node.value_exact<std::string>();
    if (!text) return "must be a text such as \"127.0.0.1:8080\"";
    const auto set = set_listen(config, *text);
    return set ? "" : set.error().message;
}

std::string set_proxies(Config& config, const toml::node& node) {
    const auto* list = node.as_array();
    if (list == nullptr) return "must be a list of address blocks such as [\"10.0.0.0/8\"]";
    config.trusted_proxies.clear();
    for (const auto& item : *list) {
        const auto text = item.value_exact<std::string>();
        if (!text) return "must be a list of address blocks such as [\"10.0.0.0/8\"]";
        config.trusted_proxies.push_back(*text);
    }
    return {};
}

std::string set_second_factor(Config& config, const toml::node& node) {
    constexpr std::string_view needs =
        R"(must be a list of roles such as ["operator", "admin"]; [] asks nobody)";
    const auto* list = node.as_array();
    if (list == nullptr) return std::string{needs};
    config.second_factor_for.clear();
    for (const auto& item : *list) {
        const auto role = identity::parse_role(item.value_exact<std::string>().value_or(""));
        if (!role) return std::string{needs};
        config.second_factor_for.push_back(*role);
    }
    return {};
}

std::string set_proxy_header(Config& config, const toml::node& node) {
    const std::string text = node.value_exact<std::string>().value_or("");
    for (const auto header : {net::ForwardHeader::x_forwarded_for, net::ForwardHeader::forwarded}) {
        if (text != net::header_name(header)) continue;
        config.proxy_header = header;
        return {};
    }
    return R"(must be "x-forwarded-for" or "forwarded")";
}

std::string set_log_level(Config& config, const toml::node& node) {
    const auto level = log::parse_level(node.value_exact<std::string>().value_or(""));
    if (!level) return "must be \"debug\", \"info\", \"warning\" or \"error\"";
    config.log.level = *level;
    return {};
}

std::string set_log_format(Config& config, const toml::node& node) {
    const std::string text = node.value_exact<std::string>().value_or("");
    if (text != "json" && text != "text") return "must be \"json\" or \"text\"";
    config.log.format = text == "json" ? log::Format::json : log::Format::text;
    return {};
}

/// `[plans.free]` with `open_at_once = 20` and `per_hour = 200`.
std::string set_plan(Config& config, const std::string& name, const toml::node& node) {
    constexpr std::string_view needs = "needs open_at_once and per_hour, both at least 1";
    const auto* table = node.as_table();
    if (table == nullptr) return std::string{needs};
    const auto limit = [&](std::string_view key) {
        const auto number = (*table)[key].value_exact<std::int64_t>().value_or(0);
        return std::in_range<int>(number) ? static_cast<int>(number) : 0;
    };
    const int open = limit("open_at_once");
    const int hour = limit("per_hour");
    if (open < 1 || hour < 1) return std::string{needs};
    if (table->size() != 2) return fmt::format("{}, and nothing else", needs);
    config.terms.limits[name] = {open, hour};
    return {};
}

const std::map<std::string, Setter>& setters() {
    static const std::map<std::string, Setter> all{
        {"server.listen", set_listen_node},
        {"server.public_url", value_into(&Config::public_url)},
        {"server.tls_certificate", value_into(&Config::tls_certificate)},
        {"server.tls_key", value_into(&Config::tls_key)},
        {"server.trusted_proxies", set_proxies},
        {"server.proxy_header", set_proxy_header},
        {"server.connections_per_ip_max", value_into(&Config::connections_per_ip_max)},
        {"store.url", value_into(&Config::store)},
        {"store.data", value_into(&Config::data)},
        {"store.node", value_into(&Config::node)},
        {"accounts.credit_approval_above", set_approval_limit},
        {"house.brand", value_into(&Config::brand)},
        {"house.currency", value_into(&Config::currency)},
        {"house.minimum_age", value_into(&Config::minimum_age)},
        {"house.terms_version", value_into(&Config::terms_version)},
        {"accounts.require_second_factor", set_second_factor},
        {"leases.window_seconds", seconds_into(&api::LeaseTerms::window)},
        {"leases.cancel_after_seconds", seconds_into(&api::LeaseTerms::cancel_after)},
        {"leases.quarantine_seconds", seconds_into(&api::LeaseTerms::quarantine)},
        {"accounts.geoip_file", value_into(&Config::geoip_file)},
        {"mail.smtp", text_into(&Config::mail, &MailConfig::smtp)},
        {"mail.starttls", set_starttls},
        {"mail.from", text_into(&Config::mail, &MailConfig::from)},
        {"mail.username", text_into(&Config::mail, &MailConfig::username)},
        {"mail.password_file", text_into(&Config::mail, &MailConfig::password_file)},
        {"mail.ca_file", text_into(&Config::mail, &MailConfig::ca_file)},
        {"mail.support", text_into(&Config::mail, &MailConfig::support)},
        {"site.language", set_site_language},
        {"site.tagline", local_text_into(&SiteConfig::tagline)},
        {"site.terms_file", local_text_into(&SiteConfig::terms_file)},
        {"site.privacy_file", local_text_into(&SiteConfig::privacy_file)},
        {"support.email", text_into(&Config::support, &api::SupportContacts::email)},
        {"support.whatsapp", text_into(&Config::support, &api::SupportContacts::whatsapp)},
        {"support.recharge", text_into(&Config::support, &api::SupportContacts::recharge)},
        {"audit.checkpoints", value_into(&Config::audit_checkpoints)},
        {"log.level", set_log_level},
        {"log.format", set_log_format},
    };
    return all;
}

}  // namespace

std::vector<std::string> known_settings(std::string_view section) {
    if (section == plans) return {"NAME.open_at_once", "NAME.per_hour"};
    if (section == limits) return {"CLASS.address", "CLASS.account", "CLASS.key"};
    const std::string prefix = std::string{section} + ".";
    std::vector<std::string> names;
    for (const auto& [name, setter] : setters())
        if (name.starts_with(prefix)) names.push_back(name.substr(prefix.size()));
    return names;
}

std::string known_sections() {
    std::set<std::string> names{std::string{plans}, std::string{limits}};
    for (const auto& [name, setter] : setters()) names.insert(name.substr(0, name.find('.')));
    return fmt::format("[{}]", fmt::join(names, "], ["));
}

std::string apply_setting(
    Config& config, const std::string& section, std::string_view key, const toml::node& value
) {
    if (section == plans) return set_plan(config, std::string{key}, value);
    if (section == limits) return set_limits(config.limits, key, value);
    const auto setter = setters().find(fmt::format("{}.{}", section, key));
    if (setter != setters().end()) return setter->second(config, value);
    return fmt::format(
        "is not a setting; [{}] has {}", section, fmt::join(known_settings(section), ", ")
    );
}

}  // namespace otpost::app
