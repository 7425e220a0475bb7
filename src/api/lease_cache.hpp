// SPDX-License-Identifier: Apache-2.0
// Answers to status reads, so that a customer who polls a lease to which nothing happens asks the
// store once a second at most. Only leases without messages: content is never kept (SEC-C6). What
// an account did is forgotten when its commit is announced, which is before the caller is answered;
// the age limit covers announcements of other nodes that are late or lost. Bounded, thread-safe.
#pragma once

#include "base/id.hpp"
#include "base/lru_map.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::api {

inline constexpr std::chrono::seconds lease_answer_age_max{1};

class LeaseCache {
public:
    explicit LeaseCache(std::size_t accounts_max) : accounts_(accounts_max) {}

    /// The JSON of the lease as its owner last read it; null when the store must be asked.
    std::shared_ptr<const std::string> find(AccountId account, std::string_view lease, Time now);

    /// Before the store is asked: an answer older than a change is not kept.
    struct Lookup {
        std::uint64_t version = 0;
        Time started_at;
    };

    Lookup begin_lookup(AccountId account, Time now);
    void put(AccountId account, std::string lease, const Lookup& lookup, std::string answer);

    /// Something happened to the account.
    void forget(AccountId account);

private:
    struct Answer {
        std::string lease;
        std::shared_ptr<const std::string> json;
        Time read_at;
    };

    struct Answers {
        std::uint64_t version = 0;
        std::vector<Answer> leases;
    };

    std::mutex mutex_;
    std::uint64_t versions_ = 0;
    LruMap<AccountId, Answers> accounts_;
};

}  // namespace otpost::api
