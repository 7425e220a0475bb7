// SPDX-License-Identifier: Apache-2.0
#include "api/limit_settings.hpp"

#include <algorithm>

namespace otpost::api {

namespace {

using namespace std::chrono_literals;

constexpr std::array<std::string_view, limit_class_count> class_names{
    "none",
    "reads",
    "writes",
    "leasing",
    "streams",
    "sign-in",
    "registration",
    "support",
    "ingest",
    "admin"
};
constexpr std::array<std::string_view, limit_subject_count> subject_names{
    "address", "account", "key"
};

template <class Enum, std::size_t N>
std::optional<Enum> parse(const std::array<std::string_view, N>& names, std::string_view text) {
    const auto found = std::ranges::find(names, text);
    if (found == names.end()) return std::nullopt;
    return static_cast<Enum>(found - names.begin());
}

}  // namespace

std::string_view to_string(LimitClass limit_class) {
    return class_names[static_cast<std::size_t>(limit_class)];
}

std::string_view to_string(LimitSubject subject) {
    return subject_names[static_cast<std::size_t>(subject)];
}

std::optional<LimitClass> parse_limit_class(std::string_view text) {
    return parse<LimitClass>(class_names, text);
}

std::optional<LimitSubject> parse_limit_subject(std::string_view text) {
    return parse<LimitSubject>(subject_names, text);
}

bool is_possible(const Quota& quota) {
    return quota.window >= 1s && quota.window <= window_max && quota.requests >= 1 &&
           quota.requests <= requests_per_second_max * quota.window.count();
}

RateLimit rate_of(const Quota& quota) {
    return {.burst = quota.requests, .interval = Duration{quota.window} / quota.requests};
}

bool counts_accounts(LimitClass limit_class) {
    switch (limit_class) {
        case LimitClass::reads:
        case LimitClass::writes:
        case LimitClass::leasing:
        case LimitClass::streams:
        case LimitClass::support:
        case LimitClass::admin:
            return true;
        case LimitClass::none:
        case LimitClass::sign_in:
        case LimitClass::registration:
        case LimitClass::ingest:
            return false;
    }
    return false;
}

LimitSettings::LimitSettings() {
    using enum LimitClass;
    const auto set = [this](LimitClass limit_class, Quota address, Quota account, Quota key) {
        of(limit_class, LimitSubject::address) = address;
        of(limit_class, LimitSubject::account) = account;
        of(limit_class, LimitSubject::key) = key;
    };
    // A key may poll twenty leases ten times a second, and that is half of what it may do.
    set(reads, {4000, 4s}, {2000, 4s}, {1600, 4s});
    set(writes, {400, 10s}, {200, 10s}, {160, 10s});
    set(leasing, {400, 20s}, {200, 20s}, {160, 20s});
    set(streams, {600, 60s}, {120, 60s}, {90, 60s});
    set(support, {20, 3000s}, {5, 3000s}, {5, 3000s});
    set(admin, {400, 10s}, {200, 10s}, {160, 10s});
    of(sign_in, LimitSubject::address) = Quota{20, 5min};
    of(registration, LimitSubject::address) = Quota{5, 50min};
    of(ingest, LimitSubject::address) = Quota{60, 60s};
}

void LimitSettings::raise() {
    for (std::size_t i = 0; i < limit_class_count; ++i) {
        const auto limit_class = static_cast<LimitClass>(i);
        if (!counts_accounts(limit_class)) continue;
        for (std::optional<Quota>& quota : quotas_[i]) quota = Quota{requests_per_second_max, 1s};
    }
}

}  // namespace otpost::api
