// SPDX-License-Identifier: Apache-2.0
// Who recent credentials stood for, so that a busy API key or session needs no read for each
// request. Keyed by a hash of the API key or of the session's id; an entry is at most a second old
// and goes at once when its account's keys change (Topic::keys_changed). Bounded, thread-safe.
#pragma once

#include "base/lru_map.hpp"
#include "base/secret.hpp"
#include "base/time.hpp"
#include "crypto/hash.hpp"
#include "identity/principal.hpp"

#include <cstdint>
#include <cstring>
#include <memory>
#include <mutex>

namespace otpost::identity {

inline constexpr std::chrono::seconds principal_age_max{1};

class PrincipalCache {
public:
    using Key = crypto::Digest256;

    explicit PrincipalCache(std::size_t entries_max);

    static Key key_of(const Secret& api_key);

    /// Of one that an access token has proved.
    static Key key_of(SessionId session);

    /// Null when the credential must be looked up in the store.
    std::shared_ptr<const Principal> find(const Key& key, Time now);

    /// Before the store is asked: what changes from here on is not overwritten by the answer.
    struct Lookup {
        Time started_at;
        std::uint64_t changes = 0;
    };

    Lookup begin_lookup(Time now);

    /// The answer of the store. Dropped when anything was forgotten since the look-up began.
    void put(const Lookup& lookup, const Key& key, Principal principal);

    void forget(AccountId account);
    void clear();

private:
    struct Entry {
        std::shared_ptr<const Principal> principal;
        Time read_at;
    };

    struct HashKey {
        /// The key is a hash already.
        std::size_t operator()(const Key& key) const {
            std::size_t bits = 0;
            std::memcpy(&bits, key.data(), sizeof bits);
            return bits;
        }
    };

    std::mutex mutex_;
    std::uint64_t changes_ = 0;
    LruMap<Key, Entry, HashKey> entries_;
};

}  // namespace otpost::identity
