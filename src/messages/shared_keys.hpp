// SPDX-License-Identifier: Apache-2.0
// The vault's keys where several nodes share a PostgreSQL store (SEC-C5). Each node has them all
// in locked memory and answers from there; key_rotation.hpp carries them to and from the one table
// of the store that is not logged, and destroys them there. In that table a key is sealed by one
// that all nodes derive from their server key, so that neither the store's files nor what it may
// log of parameters is enough to open content.
//
// A slot is not stored anywhere: its key is derived from the pending key of its time and a random
// tag, both named by the row. Thread-safe.
#pragma once

#include "base/random.hpp"
#include "crypto/ring_file.hpp"
#include "crypto/vault_keys.hpp"
#include "messages/key_schedule.hpp"

#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

namespace otpost::messages {

/// As it stands in the table.
struct SealedKey {
    KeyArea area = KeyArea::pending;
    crypto::KeyRef ref;
    std::string sealed;
};

/// What a row of sealed content says about its pending key: the span, and enough of the key's tag
/// to tell it from another of that span.
std::int64_t slot_number(const crypto::KeyRef& pending);

/// The slot number above all those of `span`.
std::int64_t slot_numbers_end(std::int64_t span);

crypto::Key derive_slot_key(const crypto::Key& pending, std::int64_t tag);

class SharedKeys final : public crypto::VaultKeys {
public:
    /// `random` is borrowed.
    SharedKeys(const crypto::Key& server_key, Random& random);

    std::optional<crypto::SlotKey> take(Time now) override;
    std::optional<crypto::Key> slot_key(crypto::KeyRef ref) const override;
    void destroy(std::span<const crypto::KeyRef> slots) override;
    crypto::BucketKey delivery_bucket(Time now) override;
    std::optional<crypto::Key> bucket_key(crypto::KeyRef ref, Time now) const override;
    crypto::FingerprintKeys fingerprint_keys(Time now) override;

    std::optional<std::size_t> free_slots() const override { return std::nullopt; }

    bool is_memory_locked() const override { return memory_.is_locked(); }

    // What follows is for the rotation alone.

    /// Forgets what is over, store or no store.
    void forget(Time now);

    /// Whether the store has to be asked: keys are missing or over, or it was long ago.
    bool is_due(Time now) const;

    /// Whether content can be sealed now.
    bool has_current(Time now) const;

    /// Whether the table had keys that are over when it was last read.
    bool has_overdue(Time now) const;

    /// The pending keys whose undelivered content has to move.
    std::vector<crypto::KeyRef> ending(Time now) const;

    /// All that lives on and is in memory, sealed: a store that crashed has lost its table.
    std::vector<SealedKey> living(Time now) const;

    /// The slot of the same tag under the current pending key: content that moves keeps its tag, so
    /// that whoever knew it before can still destroy it.
    crypto::SlotKey retake(std::int64_t tag, Time now);

    SealedKey make(KeyArea area, std::int64_t number) const;
    std::optional<crypto::Key> unseal(const SealedKey& key) const;

    /// Takes over what the table holds. How many of those that live were sealed by another server
    /// key, and are of no use here.
    int adopt(const std::vector<SealedKey>& table, Time now);

    /// The tags of slots destroyed here that the store does not know of yet.
    std::vector<std::int64_t> destroyed() const;
    void note_told(std::span<const std::int64_t> destroyed);

private:
    struct Listed {
        KeyArea area = KeyArea::pending;
        crypto::KeyRef ref;
    };

    std::optional<std::uint32_t> find(KeyArea area, std::int64_t number) const;
    std::optional<std::uint32_t> find(KeyArea area, const crypto::KeyRef& ref) const;
    std::uint32_t await(KeyArea area, std::int64_t number, std::unique_lock<std::mutex>& lock);
    void keep(KeyArea area, const crypto::KeyRef& ref, const crypto::Key& key);
    void forget_over(Time now);
    SealedKey seal(KeyArea area, const crypto::KeyRef& ref, const crypto::Key& key) const;

    Random& random_;
    const crypto::Key sealing_key_;
    mutable std::mutex mutex_;
    std::condition_variable adopted_;
    crypto::RingFile memory_;
    std::vector<Listed> table_;            ///< when it was last read
    std::vector<std::int64_t> destroyed_;  ///< tags
    Time newest_;                          ///< the latest time that was told
    Time read_at_;
};

}  // namespace otpost::messages
