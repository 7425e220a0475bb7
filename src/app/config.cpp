// SPDX-License-Identifier: Apache-2.0
#include "app/config.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <charconv>
#include <functional>
#include <map>

namespace otpost::app {

namespace {

namespace fs = std::filesystem;

using Setter = std::function<std::string(Config&, const toml::node&)>;  ///< empty: accepted

template <class T>
Setter value_into(T Config::* member) {
    return [member](Config& config, const toml::node& node) -> std::string {
        if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, fs::path>) {
            const auto text = node.value<std::string>();
            if (!text) return "must be a text";
            config.*member = *text;
        } else {
            const auto number = node.value<std::int64_t>();
            if (!number || *number < 0) return "must be a whole number of at least 0";
            config.*member = static_cast<T>(*number);
        }
        return {};
    };
}

Setter seconds_into(std::chrono::seconds api::LeaseTerms::* member) {
    return [member](Config& config, const toml::node& node) -> std::string {
        const auto number = node.value<std::int64_t>();
        if (!number || *number < 0 || *number > 86'400) return "must be from 0 to 86400 seconds";
        config.terms.*member = std::chrono::seconds{*number};
        return {};
    };
}

std::string set_listen_node(Config& config, const toml::node& node) {
    const auto text = node.value<std::string>();
    if (!text) return "must be a text such as 127.0.0.1:8080";
    const auto set = set_listen(config, *text);
    return set ? "" : set.error().message;
}

std::string set_proxies(Config& config, const toml::node& node) {
    const auto* list = node.as_array();
    if (list == nullptr) return "must be a list of CIDR texts";
    for (const auto& item : *list) {
        const auto text = item.value<std::string>();
        if (!text) return "must be a list of CIDR texts";
        config.trusted_proxies.push_back(*text);
    }
    return {};
}

std::string set_log_level(Config& config, const toml::node& node) {
    const auto level = log::parse_level(node.value<std::string>().value_or(""));
    if (!level) return "must be debug, info, warning or error";
    config.log.level = *level;
    return {};
}

std::string set_log_format(Config& config, const toml::node& node) {
    const std::string text = node.value<std::string>().value_or("");
    if (text != "json" && text != "text") return "must be json or text";
    config.log.format = text == "json" ? log::Format::json : log::Format::text;
    return {};
}

/// `[plans.free] open_at_once = 20, per_hour = 200`
std::string set_plans(Config& config, const toml::node& node) {
    const auto* plans = node.as_table();
    if (plans == nullptr) return "must be a table of plans";
    for (const auto& [name, plan] : *plans) {
        const auto* table = plan.as_table();
        if (table == nullptr) return "must be a table of plans";
        const auto open = (*table)["open_at_once"].value<int>();
        const auto hour = (*table)["per_hour"].value<int>();
        if (!open || !hour || *open < 1 || *hour < 1 || table->size() != 2)
            return fmt::format(
                "plan {} needs open_at_once and per_hour, both at least 1", name.str()
            );
        config.terms.limits[std::string{name.str()}] = {*open, *hour};
    }
    return {};
}

const std::map<std::string, Setter>& setters() {
    static const std::map<std::string, Setter> all{
        {"server.listen", set_listen_node},
        {"server.public_url", value_into(&Config::public_url)},
        {"server.tls_certificate", value_into(&Config::tls_certificate)},
        {"server.tls_key", value_into(&Config::tls_key)},
        {"server.trusted_proxies", set_proxies},
        {"server.connections_per_ip_max", value_into(&Config::connections_per_ip_max)},
        {"store.url", value_into(&Config::store)},
        {"store.data", value_into(&Config::data)},
        {"store.node", value_into(&Config::node)},
        {"house.brand", value_into(&Config::brand)},
        {"house.currency", value_into(&Config::currency)},
        {"house.minimum_age", value_into(&Config::minimum_age)},
        {"house.terms_version", value_into(&Config::terms_version)},
        {"leases.window_seconds", seconds_into(&api::LeaseTerms::window)},
        {"leases.cancel_after_seconds", seconds_into(&api::LeaseTerms::cancel_after)},
        {"log.level", set_log_level},
        {"log.format", set_log_format},
    };
    return all;
}

Error config_error(std::string_view key, std::string_view message) {
    return {ErrorCode::invalid_request, fmt::format("{}: {}", key, message), std::nullopt, {}};
}

}  // namespace

Config default_config() {
    Config config;
    config.terms.limits["free"] = {20, 200};
    return config;
}

Result<Config> load_config(const fs::path& file) {
    Config config = default_config();
    try {
        const toml::table document = toml::parse_file(file.string());
        for (const auto& [section, node] : document) {
            const std::string name{section.str()};
            const auto* table = node.as_table();
            if (table == nullptr) return std::unexpected{config_error(name, "must be a section")};
            if (name == "plans") {
                const std::string fault = set_plans(config, *table);
                if (!fault.empty()) return std::unexpected{config_error(name, fault)};
                continue;
            }
            for (const auto& [key, value] : *table) {
                const std::string full = name + "." + std::string{key.str()};
                const auto setter = setters().find(full);
                if (setter == setters().end())
                    return std::unexpected{config_error(full, "is not a setting we know")};
                const std::string fault = setter->second(config, value);
                if (!fault.empty()) return std::unexpected{config_error(full, fault)};
            }
        }
    } catch (const toml::parse_error& error) {
        const auto at = error.source().begin;
        return std::unexpected{config_error(
            fmt::format("{}:{}:{}", file.string(), at.line, at.column), error.description()
        )};
    }
    return config;
}

Result<> set_listen(Config& config, std::string_view text) {
    const auto colon = text.rfind(':');
    unsigned port = 0;
    bool good = colon != std::string_view::npos && colon > 0;
    if (good) {
        const std::string_view digits = text.substr(colon + 1);
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), port);
        good = error == std::errc{} && end == digits.data() + digits.size() && port <= 65'535;
    }
    if (!good)
        return refuse(ErrorCode::invalid_request, "must be ADDRESS:PORT, such as 127.0.0.1:8080");
    std::string_view address = text.substr(0, colon);
    if (address.starts_with('[') && address.ends_with(']'))
        address = address.substr(1, address.size() - 2);
    config.listen_address = address;
    config.listen_port = static_cast<unsigned short>(port);
    return {};
}

std::vector<std::string> check_config(const Config& config) {
    std::vector<std::string> faults;
    if (config.minimum_age < 16) faults.emplace_back("house.minimum_age: must be at least 16");
    if (!is_currency(config.currency))
        faults.emplace_back("house.currency: must be an ISO 4217 code such as USD");
    if (config.node > 63) faults.emplace_back("store.node: must be from 0 to 63");
    if (config.tls_certificate.empty() != config.tls_key.empty())
        faults.emplace_back("server: tls_certificate and tls_key go together");
    for (const auto& file : {config.tls_certificate, config.tls_key})
        if (!file.empty() && !fs::exists(file)) faults.push_back("server: no such file: " + file);
    std::error_code error;
    const fs::path secrets = config.data / "secrets";
    for (const auto& entry : fs::directory_iterator(secrets, error)) {
        const auto mode = entry.status().permissions();
        if ((mode & fs::perms::others_read) != fs::perms::none)
            faults.push_back(entry.path().string() + ": is readable by everyone; chmod 600");
    }
    return faults;
}

}  // namespace otpost::app
