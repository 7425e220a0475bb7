// SPDX-License-Identifier: Apache-2.0
// Rate limits on this node (T3, SEC-H6, SEC-H8): counts requests by address before anything else is
// done for them, by account and API key when the caller is known, and tells in headers how near the
// nearest limit is. Memory is bounded. It goes by a clock that nobody sets. Lives on the server's
// thread; the counters may be read from any.
#pragma once

#include "api/limit_settings.hpp"
#include "base/error.hpp"
#include "base/gcra.hpp"
#include "net/counters.hpp"
#include "net/http.hpp"

#include <array>
#include <cstdint>
#include <string>

namespace otpost::api {

/// One quota at work.
struct LimitPolicy {
    std::optional<RateLimit> rate;  ///< nothing: no limit
    std::string name;               ///< `reads-key`
    std::string described;          ///< the value of RateLimit-Policy
    net::Counter refusals;
    Time told_at;  ///< when a refusal was last worth a line, by the limits' clock
};

/// How one request stands with its limits.
struct LimitStanding {
    LimitClass limit_class = LimitClass::none;
    Time now{};                      ///< of `decision`, by the limits' clock
    LimitPolicy* nearest = nullptr;  ///< the one with the least left; null: none counted it
    RateDecision decision{};         ///< of `nearest`
};

class Limits {
public:
    /// `clock` outlives it. `seed` must not be known to strangers.
    Limits(const LimitSettings& settings, const Clock& clock, std::uint64_t seed);

    /// A request that nothing has counted yet.
    LimitStanding begin(LimitClass limit_class) const { return {.limit_class = limit_class}; }

    /// Counts the request. False when it is too much: `standing.nearest` refuses it.
    bool admit(LimitStanding& standing, LimitSubject subject, std::uint64_t id);

    /// Of a request that was not admitted; `now` is the wall clock's.
    static net::Response refusal(const LimitStanding& standing, Time now);

    /// Whether this refusal deserves a line: one a second does for each policy, a flood would
    /// otherwise be as costly as what it is kept from. The counters know all of them.
    static bool is_news(LimitStanding& standing);

    /// RateLimit-Policy and RateLimit, unless the answer has a Retry-After of its own.
    static void tell(const LimitStanding& standing, net::Response& response);

    /// Refused so far.
    std::int64_t refusals(LimitClass limit_class, LimitSubject subject) const;

private:
    static std::size_t index(LimitClass limit_class, LimitSubject subject) {
        return static_cast<std::size_t>(limit_class) * limit_subject_count +
               static_cast<std::size_t>(subject);
    }

    const Clock& clock_;
    std::array<LimitPolicy, limit_class_count * limit_subject_count> policies_;
    ArrivalTable arrivals_;
};

}  // namespace otpost::api
