// SPDX-License-Identifier: Apache-2.0
#include "messages/shared_keys.hpp"

#include "crypto/aead.hpp"
#include "crypto/encoding.hpp"
#include "crypto/hash.hpp"
#include "db/database.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace otpost::messages {

namespace {

using crypto::Key;
using crypto::KeyRef;

constexpr Duration read_interval = std::chrono::seconds{5};

/// A key with less left is not put back into a table that lost it: another node, its clock a
/// little ahead, may have destroyed it.
constexpr Duration least_left = std::chrono::seconds{10};

/// How long a caller waits for keys that the rotation is about to bring.
constexpr std::chrono::seconds patience{2};

/// How long a pending key stays in memory: reads that began before its content moved still ask.
constexpr std::int64_t pending_kept = 4;

constexpr int tag_bits_in_slot = 16;
constexpr std::int64_t tag_mask = (std::int64_t{1} << tag_bits_in_slot) - 1;

/// The records of an area in memory: a few times as many as live at once, for after a crash of
/// the store there may be several keys of one span.
struct Place {
    std::uint32_t first;
    std::uint32_t end;
};

constexpr std::uint32_t records = 108;

constexpr Place place_of(KeyArea area) {
    switch (area) {
        case KeyArea::pending:
            return {0, 32};
        case KeyArea::bucket:
            return {32, 96};
        case KeyArea::fingerprint:
            return {96, records};
    }
    std::unreachable();
}

Key derived(const Key& key, std::string_view purpose, crypto::ByteView data) {
    const crypto::Digest256 digest = crypto::hmac_sha256(key.reveal(), {purpose, data});
    return Key{digest};
}

/// Where a sealed key belongs.
std::string row_of(KeyArea area, const KeyRef& ref) {
    return fmt::format("vault_key:{}:{}:{}", static_cast<int>(area), ref.number, ref.tag);
}

}  // namespace

std::int64_t slot_number(const KeyRef& pending) {
    return (pending.number << tag_bits_in_slot) | (pending.tag & tag_mask);
}

std::int64_t slot_numbers_end(std::int64_t span) {
    return (span + 1) << tag_bits_in_slot;
}

Key derive_slot_key(const Key& pending, std::int64_t tag) {
    return derived(pending, "slot:", std::as_bytes(std::span{&tag, 1}));
}

SharedKeys::SharedKeys(const Key& server_key, Random& random)
    : random_(random),
      sealing_key_(derived(server_key, "vault key table:", {})),
      memory_(std::nullopt, records, random) {}

std::optional<crypto::SlotKey> SharedKeys::take(Time now) {
    return retake(static_cast<std::int64_t>(random_.next_u64() >> 1U), now);
}

crypto::SlotKey SharedKeys::retake(std::int64_t tag, Time now) {
    std::unique_lock lock{mutex_};
    // Not an older one: the caller may have waited long for its transaction.
    const std::int64_t span = number_at(KeyArea::pending, std::max(now, newest_));
    const std::uint32_t record = await(KeyArea::pending, span, lock);
    return {
        {slot_number({span, memory_.tag(record)}), tag}, derive_slot_key(memory_.key(record), tag)
    };
}

std::optional<Key> SharedKeys::slot_key(KeyRef ref) const {
    const std::lock_guard lock{mutex_};
    if (std::ranges::find(destroyed_, ref.tag) != destroyed_.end()) return std::nullopt;
    const Place place = place_of(KeyArea::pending);
    for (std::uint32_t record = place.first; record < place.end; ++record) {
        const KeyRef pending{memory_.id(record), memory_.tag(record)};
        if (pending.number != 0 && slot_number(pending) == ref.number)
            return derive_slot_key(memory_.key(record), ref.tag);
    }
    return std::nullopt;
}

void SharedKeys::destroy(std::span<const KeyRef> slots) {
    const std::lock_guard lock{mutex_};
    for (const KeyRef& slot : slots) destroyed_.push_back(slot.tag);
}

crypto::BucketKey SharedKeys::delivery_bucket(Time now) {
    std::unique_lock lock{mutex_};
    const std::int64_t number = number_at(KeyArea::bucket, now);
    const std::uint32_t record = await(KeyArea::bucket, number, lock);
    return {{number, memory_.tag(record)}, end_of(KeyArea::bucket, number), memory_.key(record)};
}

std::optional<Key> SharedKeys::bucket_key(KeyRef ref, Time now) const {
    if (is_over(KeyArea::bucket, ref.number, now)) return std::nullopt;
    const std::lock_guard lock{mutex_};
    const auto record = find(KeyArea::bucket, ref);
    if (!record) return std::nullopt;
    return memory_.key(*record);
}

crypto::FingerprintKeys SharedKeys::fingerprint_keys(Time now) {
    std::unique_lock lock{mutex_};
    const std::int64_t number = number_at(KeyArea::fingerprint, now);
    const std::uint32_t current = await(KeyArea::fingerprint, number, lock);
    const auto previous = find(KeyArea::fingerprint, number - 1);
    if (!previous) return {memory_.key(current), std::nullopt};
    return {memory_.key(current), memory_.key(*previous)};
}

void SharedKeys::forget(Time now) {
    const std::lock_guard lock{mutex_};
    newest_ = now;
    forget_over(now);
    const Place place = place_of(KeyArea::pending);
    const std::int64_t oldest = number_at(KeyArea::pending, now) - pending_life_most;
    for (std::uint32_t record = place.first; record < place.end; ++record)
        if (memory_.id(record) != 0 && memory_.id(record) <= oldest)
            memory_.renew(record, 0, random_);
}

bool SharedKeys::is_due(Time now) const {
    const std::lock_guard lock{mutex_};
    if (now < read_at_ || now >= read_at_ + read_interval || !destroyed_.empty()) return true;
    const auto lacks_one = [&](KeyArea area) {
        const std::int64_t current = number_at(area, now);
        for (std::int64_t number = current; number <= current + spans_ahead; ++number)
            if (!find(area, number)) return true;
        return false;
    };
    const auto over = [&](const Listed& key) { return is_over(key.area, key.ref.number, now); };
    return std::ranges::any_of(key_areas, lacks_one) || std::ranges::any_of(table_, over);
}

bool SharedKeys::has_current(Time now) const {
    const std::lock_guard lock{mutex_};
    return find(KeyArea::pending, number_at(KeyArea::pending, now)).has_value();
}

bool SharedKeys::has_overdue(Time now) const {
    const std::lock_guard lock{mutex_};
    return std::ranges::any_of(table_, [&](const Listed& key) {
        return is_over(key.area, key.ref.number, now);
    });
}

std::vector<KeyRef> SharedKeys::ending(Time now) const {
    const std::lock_guard lock{mutex_};
    std::vector<KeyRef> all;
    const Place place = place_of(KeyArea::pending);
    for (std::uint32_t record = place.first; record < place.end; ++record) {
        const KeyRef ref{memory_.id(record), memory_.tag(record)};
        if (ref.number != 0 && is_over(KeyArea::pending, ref.number, now)) all.push_back(ref);
    }
    return all;
}

std::vector<SealedKey> SharedKeys::living(Time now) const {
    const std::lock_guard lock{mutex_};
    std::vector<SealedKey> all;
    for (const KeyArea area : key_areas) {
        const Place place = place_of(area);
        for (std::uint32_t record = place.first; record < place.end; ++record) {
            const KeyRef ref{memory_.id(record), memory_.tag(record)};
            if (ref.number == 0 || is_over(area, ref.number, now + least_left)) continue;
            all.push_back(seal(area, ref, memory_.key(record)));
        }
    }
    return all;
}

SealedKey SharedKeys::make(KeyArea area, std::int64_t number) const {
    const KeyRef ref{number, static_cast<std::int64_t>(random_.next_u64() >> 1U)};
    return seal(area, ref, Key::random(random_));
}

SealedKey SharedKeys::seal(KeyArea area, const KeyRef& ref, const Key& key) const {
    const auto sealed = crypto::seal(
        sealing_key_, random_, std::span<const std::byte>{key.reveal()}, row_of(area, ref)
    );
    return {area, ref, crypto::hex(sealed)};
}

std::optional<Key> SharedKeys::unseal(const SealedKey& key) const {
    const auto bytes = crypto::from_hex(key.sealed);
    if (!bytes) return std::nullopt;
    const auto opened = crypto::open(sealing_key_, *bytes, row_of(key.area, key.ref));
    if (!opened || opened->reveal().size() != Key::size) return std::nullopt;
    return Key{std::as_bytes(std::span{opened->reveal()}).first<Key::size>()};
}

int SharedKeys::adopt(const std::vector<SealedKey>& table, Time now) {
    int foreign = 0;
    const std::lock_guard lock{mutex_};
    table_.clear();
    for (const SealedKey& row : table) {
        table_.push_back({row.area, row.ref});
        const bool over = is_over(row.area, row.ref.number, now);
        // Content under an old pending key may have to move yet.
        if (over && row.area != KeyArea::pending) continue;
        if (find(row.area, row.ref)) continue;
        const auto key = unseal(row);
        if (key) keep(row.area, row.ref, *key);
        if (!key && !over) ++foreign;
    }
    forget_over(now);
    read_at_ = now;
    newest_ = std::max(newest_, now);
    adopted_.notify_all();
    return foreign;
}

std::vector<std::int64_t> SharedKeys::destroyed() const {
    const std::lock_guard lock{mutex_};
    return destroyed_;
}

void SharedKeys::note_told(std::span<const std::int64_t> destroyed) {
    const std::lock_guard lock{mutex_};
    std::erase_if(destroyed_, [&](std::int64_t tag) {
        return std::ranges::find(destroyed, tag) != destroyed.end();
    });
}

/// Of several keys of one span the one that every node chooses.
std::optional<std::uint32_t> SharedKeys::find(KeyArea area, std::int64_t number) const {
    const Place place = place_of(area);
    std::optional<std::uint32_t> found;
    for (std::uint32_t record = place.first; record < place.end; ++record) {
        if (memory_.id(record) != number) continue;
        if (!found || memory_.tag(record) < memory_.tag(*found)) found = record;
    }
    return found;
}

std::optional<std::uint32_t> SharedKeys::find(KeyArea area, const KeyRef& ref) const {
    const Place place = place_of(area);
    for (std::uint32_t record = place.first; record < place.end; ++record)
        if (memory_.id(record) == ref.number && memory_.tag(record) == ref.tag) return record;
    return std::nullopt;
}

/// Keys are there ahead of their time unless the store was away.
std::uint32_t SharedKeys::await(
    KeyArea area, std::int64_t number, std::unique_lock<std::mutex>& lock
) {
    adopted_.wait_for(lock, patience, [&] { return find(area, number).has_value(); });
    const auto record = find(area, number);
    if (!record) throw db::Unavailable("the keys of the vault are not there yet");
    return *record;
}

void SharedKeys::keep(KeyArea area, const KeyRef& ref, const Key& key) {
    const Place place = place_of(area);
    for (std::uint32_t record = place.first; record < place.end; ++record) {
        if (memory_.id(record) != 0) continue;
        memory_.put(record, ref.number, ref.tag, key);
        return;
    }
}

void SharedKeys::forget_over(Time now) {
    const auto is_listed = [&](std::uint32_t record) {
        return std::ranges::any_of(table_, [&](const Listed& key) {
            return key.area == KeyArea::pending && key.ref.number == memory_.id(record) &&
                   key.ref.tag == memory_.tag(record);
        });
    };
    for (const KeyArea area : key_areas) {
        const Place place = place_of(area);
        for (std::uint32_t record = place.first; record < place.end; ++record) {
            const std::int64_t number = memory_.id(record);
            if (number == 0 || !is_over(area, number, now)) continue;
            const bool is_young = number > number_at(area, now) - pending_kept;
            if (area == KeyArea::pending && (is_young || is_listed(record))) continue;
            memory_.renew(record, 0, random_);
        }
    }
}

}  // namespace otpost::messages
