// SPDX-License-Identifier: Apache-2.0
// Rate limits as they are set (T3): a quota for each class of routes and each kind of subject. The
// defaults let a person and an honest program never notice them; docs/limits.md has the table.
#pragma once

#include "base/gcra.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace otpost::api {

/// What a route counts as.
enum class LimitClass : std::uint8_t {
    none,  ///< never limited: probes and metrics
    reads,
    writes,
    leasing,  ///< takes a number out of stock
    streams,  ///< the opening of one
    sign_in,  ///< may hash, or tells by its answer whether a secret was guessed
    registration,
    support,  ///< writes to people
    ingest,   ///< only what is wrongly signed counts
    admin,
};

inline constexpr std::size_t limit_class_count = 10;

/// Who is counted: an IPv4 address or the /64 of an IPv6 one, an account, an API key.
enum class LimitSubject : std::uint8_t { address, account, key };

inline constexpr std::size_t limit_subject_count = 3;

/// The words of the configuration, the headers and the metrics.
std::string_view to_string(LimitClass limit_class);
std::string_view to_string(LimitSubject subject);
std::optional<LimitClass> parse_limit_class(std::string_view text);
std::optional<LimitSubject> parse_limit_subject(std::string_view text);

/// `requests` may come at once; all of them are there again `window` later, one by one.
struct Quota {
    std::int64_t requests;
    std::chrono::seconds window;

    friend bool operator==(const Quota&, const Quota&) = default;
};

inline constexpr std::int64_t requests_per_second_max = 1'000'000;
inline constexpr std::chrono::seconds window_max{std::chrono::days{1}};

/// One to requests_per_second_max a second, over a window of a second to window_max.
bool is_possible(const Quota& quota);

/// Of a possible quota.
RateLimit rate_of(const Quota& quota);

/// Whether callers of such routes are known, so that accounts and keys can be counted.
bool counts_accounts(LimitClass limit_class);

class LimitSettings {
public:
    /// The defaults.
    LimitSettings();

    /// Nothing: no limit.
    const std::optional<Quota>& of(LimitClass limit_class, LimitSubject subject) const {
        return quotas_[index(limit_class)][index(subject)];
    }

    std::optional<Quota>& of(LimitClass limit_class, LimitSubject subject) {
        return quotas_[index(limit_class)][index(subject)];
    }

    /// For a house all of whose callers share an address or an account, as in a demo or a
    /// simulation: everything as far up as it goes, but what guards passwords.
    void raise();

private:
    static std::size_t index(LimitClass limit_class) {
        return static_cast<std::size_t>(limit_class);
    }

    static std::size_t index(LimitSubject subject) { return static_cast<std::size_t>(subject); }

    std::array<std::array<std::optional<Quota>, limit_subject_count>, limit_class_count> quotas_;
};

}  // namespace otpost::api
