// SPDX-License-Identifier: Apache-2.0
// The keys that open the content of messages (SEC-C3, SEC-C4): random, in locked memory and in a
// small file of fixed size outside the database and its backups, overwritten in place. What the
// ring has destroyed nobody can bring back, so content lives as long as its key:
//  - a *slot* holds the key of content not yet delivered; its random tag tells its generations;
//  - a *bucket* key wraps what is delivered within its 15 s and dies 5 min after it began;
//  - *fingerprint* keys, 2.5 min each, make duplicates comparable without keeping their text.
// Taking a slot costs no write: its key was made durable before. Which slots live is what the
// store says (keep_only), so a transaction that rolls back loses nothing. Thread-safe.
// A file that can't be read or written is a std::system_error.
#pragma once

#include "base/random.hpp"
#include "base/time.hpp"
#include "crypto/key.hpp"
#include "crypto/vault_keys.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>

namespace otpost::crypto {

inline constexpr std::uint32_t ring_slots_default = 65'536;

class KeyRing final : public VaultKeys {
public:
    /// Opens the ring of `file`, or makes it (mode 0600) with `slots` slots, all free. Destroys
    /// what is overdue. Slots of an existing ring wait for the first keep_only. Without a file
    /// the ring is in memory alone and a restart loses what was live. `random` is borrowed.
    KeyRing(
        const std::optional<std::filesystem::path>& file,
        Random& random,
        Time now,
        std::uint32_t slots = ring_slots_default
    );
    ~KeyRing() override;
    KeyRing(const KeyRing&) = delete;
    KeyRing& operator=(const KeyRing&) = delete;

    /// A free slot for one content; nothing when the ring is exhausted.
    std::optional<SlotKey> take(Time now) override;

    /// Nothing once that generation is destroyed.
    std::optional<Key> slot_key(KeyRef ref) const override;

    /// Destroys these slots now, whatever the store says; writes the file. Those that are no longer
    /// of that generation are passed over.
    void destroy(std::span<const KeyRef> slots) override;

    /// Of the bucket that `now` falls in; durable when this returns.
    BucketKey delivery_bucket(Time now) override;

    /// Nothing once the bucket is over 5 minutes old.
    std::optional<Key> bucket_key(KeyRef ref, Time now) const override;

    FingerprintKeys fingerprint_keys(Time now) override;

    /// Destroys and renews every slot that was taken `slot_grace` or longer before `as_of` and is
    /// not among `live`. `as_of` is a time before `live` was read from the store. Run at start-up
    /// and every few seconds; writes the file.
    void keep_only(std::span<const KeyRef> live, Time as_of);

    /// Every second: destroys overdue bucket and fingerprint keys, makes the next ones.
    void step(Time now);

    std::optional<std::size_t> free_slots() const override;

    /// False when the memory could not be locked (RLIMIT_MEMLOCK): keys may reach the swap.
    bool is_memory_locked() const override;

private:
    class State;
    std::unique_ptr<State> state_;
};

}  // namespace otpost::crypto
