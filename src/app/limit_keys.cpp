// SPDX-License-Identifier: Apache-2.0
#include "app/limit_keys.hpp"

#include <fmt/format.h>

#include <utility>

namespace otpost::app {

namespace {

using api::LimitClass;
using api::LimitSubject;

std::string class_names() {
    std::string names;
    for (std::size_t i = 1; i < api::limit_class_count; ++i)
        names += fmt::format("{}{}", i == 1 ? "" : ", ", to_string(static_cast<LimitClass>(i)));
    return names;
}

std::optional<api::Quota> parse_quota(const toml::node& node) {
    const auto* table = node.as_table();
    if (table == nullptr || table->size() != 2) return std::nullopt;
    const auto requests = (*table)["requests"].value_exact<std::int64_t>().value_or(0);
    const auto seconds = (*table)["seconds"].value_exact<std::int64_t>().value_or(0);
    if (seconds < 1 || seconds > api::window_max.count()) return std::nullopt;
    const api::Quota quota{requests, std::chrono::seconds{seconds}};
    return is_possible(quota) ? std::optional{quota} : std::nullopt;
}

std::string set_quota(std::optional<api::Quota>& quota, const toml::node& node) {
    if (node.value_exact<std::string>() == "unlimited") {
        quota.reset();
        return {};
    }
    const auto parsed = parse_quota(node);
    if (!parsed)
        return fmt::format(
            "must be \"unlimited\" or like {{ requests = 100, seconds = 10 }}, with 1 to {} "
            "seconds "
            "and at most {} requests a second",
            api::window_max.count(),
            api::requests_per_second_max
        );
    quota = parsed;
    return {};
}

}  // namespace

std::string set_limits(
    api::LimitSettings& limits, std::string_view limit_class, const toml::node& node
) {
    const auto known = api::parse_limit_class(limit_class);
    if (!known || *known == LimitClass::none)
        return fmt::format("is not a class of routes; there are {}", class_names());
    const auto* table = node.as_table();
    if (table == nullptr) return fmt::format("must be a section: write [limits.{}]", limit_class);
    for (const auto& [key, value] : *table) {
        const auto subject = api::parse_limit_subject(key.str());
        const bool is_counted =
            subject && (*subject == LimitSubject::address || api::counts_accounts(*known));
        if (!is_counted)
            return fmt::format(
                "has no {}; its callers are counted by {}",
                key.str(),
                api::counts_accounts(*known) ? "address, account and key" : "address alone"
            );
        const std::string fault = set_quota(limits.of(*known, *subject), value);
        if (!fault.empty()) return fmt::format("has a wrong {}: it {}", key.str(), fault);
    }
    return {};
}

}  // namespace otpost::app
