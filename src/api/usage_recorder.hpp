// SPDX-License-Identifier: Apache-2.0
// Notes what API keys are used for (P7), beside the requests: nobody waits for it. Noting costs no
// more than a place in memory, of which an account has as many as are kept for it at all, and all
// of them together a bound; a duty writes them every few seconds, a bounded number at once. What
// the store does not take, or has no place, is dropped: usage may be missing, a request may not
// wait. Lives on the edge's thread.
#pragma once

#include "api/route.hpp"
#include "identity/api_requests.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace otpost::api {

struct UsageLimits {
    std::size_t each = identity::api_requests_kept;  ///< of one account, until they are written
    std::size_t all = 20'000;                        ///< of all accounts
    std::size_t in_a_commit = 500;                   ///< or as many as one account has
};

class UsageRecorder {
public:
    /// The references outlive it.
    UsageRecorder(db::Database& database, IdGenerator& ids, const UsageLimits& limits = {})
        : database_(database),
          ids_(ids),
          limits_(limits) {}

    /// `spec` is a route of the house, which outlives what is noted.
    void note(
        AccountId account, const RouteSpec& spec, unsigned status, std::string_view ip, Time now
    );

    /// Writes some of what was noted; throws as the store does. The pause until the next turn.
    boost::asio::awaitable<Duration> write();

    /// The end: writes all, or gives up.
    boost::asio::awaitable<void> finish();

private:
    struct Noted {
        const RouteSpec* spec;
        unsigned status;
        std::string ip;
        Time at;
    };

    /// The newest of an account: a ring once it is full.
    struct Ring {
        std::vector<Noted> noted;
        std::size_t oldest = 0;
    };

    std::vector<identity::ApiRequest> take_some();
    boost::asio::awaitable<void> write_some();

    db::Database& database_;
    IdGenerator& ids_;
    UsageLimits limits_;
    std::unordered_map<std::int64_t, Ring> rings_;  ///< by account
    std::size_t count_ = 0;
    std::int64_t dropped_ = 0;  ///< since the last turn, for want of a place
};

}  // namespace otpost::api
