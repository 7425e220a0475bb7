// SPDX-License-Identifier: Apache-2.0
// The keys that open the content of messages, as those see them who seal and open it (SEC-C3).
// What has been destroyed nobody can bring back, so content lives as long as its key:
//  - a *slot* holds the key of content not yet delivered;
//  - a *bucket* key wraps what is delivered within its 15 s and dies 5 min after it began;
//  - *fingerprint* keys, 2.5 min each, make duplicates comparable without keeping their text.
// All calls are answered from memory. Who makes and destroys the keys is the implementation's
// affair: crypto/key_ring.hpp for one process, messages/shared_keys.hpp for several nodes.
// Thread-safe.
#pragma once

#include "base/time.hpp"
#include "crypto/key.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace otpost::crypto {

inline constexpr Duration bucket_span = std::chrono::seconds{15};
inline constexpr Duration delivered_life = std::chrono::minutes{5};
inline constexpr Duration fingerprint_span = std::chrono::seconds{75};
/// How long a taken slot may wait for its row to be committed.
inline constexpr Duration slot_grace = std::chrono::seconds{30};

/// Names a key as stored in a row: the number of its slot or bucket, and the random tag that tells
/// it from keys that were in that place before or after.
struct KeyRef {
    std::int64_t number = 0;
    std::int64_t tag = 0;

    friend bool operator==(const KeyRef&, const KeyRef&) = default;
};

struct SlotKey {
    KeyRef ref;
    Key key;
};

struct BucketKey {
    KeyRef ref;  ///< numbered by bucket spans since the epoch
    Time dies_at;
    Key key;
};

struct FingerprintKeys {
    Key current;
    std::optional<Key> previous;
};

class VaultKeys {
public:
    virtual ~VaultKeys() = default;

    /// A free slot for one content; nothing when there is none.
    virtual std::optional<SlotKey> take(Time now) = 0;

    /// Nothing once that slot is destroyed.
    virtual std::optional<Key> slot_key(KeyRef ref) const = 0;

    /// Destroys these slots now, whatever the store says. Those that are no longer what they were
    /// are passed over.
    virtual void destroy(std::span<const KeyRef> slots) = 0;

    /// Of the bucket that `now` falls in; durable when this returns.
    virtual BucketKey delivery_bucket(Time now) = 0;

    /// Nothing once the bucket is over 5 minutes old.
    virtual std::optional<Key> bucket_key(KeyRef ref, Time now) const = 0;

    virtual FingerprintKeys fingerprint_keys(Time now) = 0;

    /// For metrics; nothing where slots are without number.
    virtual std::optional<std::size_t> free_slots() const = 0;

    /// False when the memory could not be locked (RLIMIT_MEMLOCK): keys may reach the swap.
    virtual bool is_memory_locked() const = 0;
};

}  // namespace otpost::crypto
