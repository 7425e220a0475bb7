// SPDX-License-Identifier: Apache-2.0
#include "crypto/key_ring.hpp"

#include "base/assert.hpp"
#include "crypto/ring_file.hpp"

#include <algorithm>
#include <cerrno>
#include <mutex>
#include <system_error>
#include <utility>
#include <vector>

namespace otpost::crypto {

namespace {

/// Records that hold the keys of successive spans of time, each named by its number since the
/// epoch and kept in the record `number % records`.
struct SpanArea {
    std::uint32_t first;
    std::uint32_t records;
    Duration span;
    std::int64_t life;  ///< in spans, from the start of its own

    std::int64_t number_at(Time now) const {
        return std::chrono::floor<std::chrono::microseconds>(now.time_since_epoch()) / span;
    }

    std::uint32_t record_of(std::int64_t number) const {
        return first + static_cast<std::uint32_t>(number % records);
    }

    /// A key from further ahead than the next span was made before the clock stepped back; it
    /// would outlive its term, so it goes.
    bool is_alive(std::int64_t number, Time now) const {
        const std::int64_t current = number_at(now);
        return number > current - life && number <= current + 1;
    }
};

constexpr SpanArea buckets{0, 24, bucket_span, delivered_life / bucket_span};
constexpr SpanArea fingerprints{24, 4, fingerprint_span, 2};
constexpr std::uint32_t first_slot = 32;

static_assert(delivered_life % bucket_span == Duration::zero());
static_assert(buckets.life + 2 <= buckets.records);
static_assert(fingerprints.life + 2 <= fingerprints.records);
static_assert(fingerprints.first + fingerprints.records <= first_slot);

struct SpanKey {
    KeyRef ref;
    Key key;
};

}  // namespace

class KeyRing::State {
public:
    State(
        const std::optional<std::filesystem::path>& path,
        Random& random,
        Time now,
        std::uint32_t slots
    )
        : random_(random),
          file_(path, first_slot + slots, random),
          unsaved_mark_(file_.size()) {
        if (file_.size() <= first_slot) {
            throw std::system_error(
                EINVAL, std::generic_category(), "key ring: has too few records; remove it"
            );
        }
        for (std::uint32_t record = 0; record < first_slot; ++record)
            if (!file_.is_intact(record)) renew(record, 0);
        const std::uint32_t count = file_.size() - first_slot;
        slots_.resize(count);
        for (std::uint32_t slot = 0; slot < count; ++slot)
            if (file_.is_new() || !file_.is_intact(first_slot + slot)) renew_slot(slot);
        step(now);
    }

    std::optional<SlotKey> take(Time now) {
        const std::lock_guard lock{mutex_};
        if (free_.empty()) return std::nullopt;
        const std::uint32_t slot = free_.back();
        free_.pop_back();
        slots_[slot] = {SlotState::taken, now};
        const std::uint32_t record = first_slot + slot;
        return SlotKey{{slot, file_.tag(record)}, file_.key(record)};
    }

    std::optional<Key> slot_key(KeyRef ref) const {
        const std::lock_guard lock{mutex_};
        if (!names_taken(ref)) return std::nullopt;
        return file_.key(first_slot + static_cast<std::uint32_t>(ref.number));
    }

    /// The key of a span, if it is alive and durable.
    std::optional<SpanKey> find(const SpanArea& area, std::int64_t number, Time now) const {
        if (number <= 0 || !area.is_alive(number, now)) return std::nullopt;
        const std::lock_guard lock{mutex_};
        const std::uint32_t record = area.record_of(number);
        if (file_.id(record) != number || unsaved_mark_[record] != 0) return std::nullopt;
        return SpanKey{{number, file_.tag(record)}, file_.key(record)};
    }

    /// The same of the current span, made now if the last step was too long ago.
    SpanKey current(const SpanArea& area, Time now) {
        const std::int64_t number = area.number_at(now);
        ASSERT(number > 0);
        if (auto found = find(area, number, now)) return *std::move(found);
        step(now);
        auto found = find(area, number, now);
        ASSERT(found.has_value());
        return *std::move(found);
    }

    void keep_only(std::span<const KeyRef> live, Time as_of) {
        const std::lock_guard writing{writing_};
        {
            const std::lock_guard lock{mutex_};
            std::vector<bool> keep(slots_.size());
            for (const KeyRef& ref : live)
                if (names_taken(ref)) keep[static_cast<std::size_t>(ref.number)] = true;
            for (std::uint32_t slot = 0; slot < slots_.size(); ++slot) {
                const Slot& use = slots_[slot];
                if (use.state != SlotState::taken || keep[slot]) continue;
                if (use.taken_at + slot_grace <= as_of) renew_slot(slot);
            }
        }
        save();
    }

    void destroy(std::span<const KeyRef> slots) {
        const std::lock_guard writing{writing_};
        {
            const std::lock_guard lock{mutex_};
            for (const KeyRef& ref : slots)
                if (names_taken(ref)) renew_slot(static_cast<std::uint32_t>(ref.number));
        }
        save();
    }

    void step(Time now) {
        const std::lock_guard writing{writing_};
        {
            const std::lock_guard lock{mutex_};
            renew_area(buckets, now);
            renew_area(fingerprints, now);
        }
        save();
    }

    std::size_t free_slots() const {
        const std::lock_guard lock{mutex_};
        return free_.size();
    }

    bool is_locked() const { return file_.is_locked(); }

private:
    enum class SlotState : std::uint8_t {
        taken,     ///< may be in a row; what was there at start-up counts as taken long ago
        renewing,  ///< its new key is not durable yet
        free,
    };

    struct Slot {
        SlotState state = SlotState::taken;
        Time taken_at = Time{};
    };

    bool names_taken(KeyRef ref) const {
        if (ref.number < 0 || ref.number >= std::ssize(slots_)) return false;
        const auto slot = static_cast<std::uint32_t>(ref.number);
        return slots_[slot].state == SlotState::taken && file_.tag(first_slot + slot) == ref.tag;
    }

    void renew(std::uint32_t record, std::int64_t id) {
        file_.renew(record, id, random_);
        if (unsaved_mark_[record] != 0) return;
        unsaved_mark_[record] = 1;
        unsaved_.push_back(record);
    }

    void renew_slot(std::uint32_t slot) {
        renew(first_slot + slot, 0);
        slots_[slot].state = SlotState::renewing;
    }

    void renew_area(const SpanArea& area, Time now) {
        for (std::uint32_t record = area.first; record < area.first + area.records; ++record) {
            const std::int64_t number = file_.id(record);
            if (number != 0 && !area.is_alive(number, now)) renew(record, 0);
        }
        const std::int64_t current = area.number_at(now);
        for (const std::int64_t number : {current, current + 1})
            if (file_.id(area.record_of(number)) != number) renew(area.record_of(number), number);
    }

    /// Writes what was renewed. Without the lock on the memory, so that nobody waits for the disk:
    /// only the holder of `writing_` changes records. After a failure all of it is due again.
    void save() {
        std::ranges::sort(unsaved_);
        file_.save(unsaved_);
        const std::lock_guard lock{mutex_};
        for (const std::uint32_t record : unsaved_) {
            unsaved_mark_[record] = 0;
            if (record < first_slot) continue;
            slots_[record - first_slot].state = SlotState::free;
            free_.push_back(record - first_slot);
        }
        unsaved_.clear();
    }

    Random& random_;  ///< used by the holder of `writing_`
    std::mutex writing_;
    mutable std::mutex mutex_;  ///< after `writing_`; guards the memory and what follows
    RingFile file_;
    std::vector<Slot> slots_;
    std::vector<std::uint32_t> free_;
    std::vector<std::uint32_t> unsaved_;  ///< records; changed by the holder of `writing_`
    std::vector<std::uint8_t> unsaved_mark_;
};

KeyRing::KeyRing(
    const std::optional<std::filesystem::path>& file, Random& random, Time now, std::uint32_t slots
)
    : state_(std::make_unique<State>(file, random, now, slots)) {}

KeyRing::~KeyRing() = default;

std::optional<SlotKey> KeyRing::take(Time now) {
    return state_->take(now);
}

std::optional<Key> KeyRing::slot_key(KeyRef ref) const {
    return state_->slot_key(ref);
}

void KeyRing::destroy(std::span<const KeyRef> slots) {
    state_->destroy(slots);
}

BucketKey KeyRing::delivery_bucket(Time now) {
    SpanKey current = state_->current(buckets, now);
    const Time start{current.ref.number * bucket_span};
    return {current.ref, start + delivered_life, std::move(current.key)};
}

std::optional<Key> KeyRing::bucket_key(KeyRef ref, Time now) const {
    auto found = state_->find(buckets, ref.number, now);
    if (!found || found->ref != ref) return std::nullopt;
    return std::move(found->key);
}

FingerprintKeys KeyRing::fingerprint_keys(Time now) {
    Key current = state_->current(fingerprints, now).key;
    auto previous = state_->find(fingerprints, fingerprints.number_at(now) - 1, now);
    if (!previous) return {std::move(current), std::nullopt};
    return {std::move(current), std::move(previous->key)};
}

void KeyRing::keep_only(std::span<const KeyRef> live, Time as_of) {
    state_->keep_only(live, as_of);
}

void KeyRing::step(Time now) {
    state_->step(now);
}

std::optional<std::size_t> KeyRing::free_slots() const {
    return state_->free_slots();
}

bool KeyRing::is_memory_locked() const {
    return state_->is_locked();
}

}  // namespace otpost::crypto
