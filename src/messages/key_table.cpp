// SPDX-License-Identifier: Apache-2.0
#include "messages/key_table.hpp"

#include "messages/key_table_sql.hpp"
#include "messages/renewal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace otpost::messages {

namespace {

namespace sql = otpost::sql::key_table;

SealedKey sealed_key(const db::Row& row) {
    return {
        static_cast<KeyArea>(row.int64(0)), {row.int64(1), row.int64(2)}, std::string{row.text(3)}
    };
}

void check_clock(db::Tx& tx, Time now, Duration tolerance) {
    const auto theirs = tx.one(sql::store_clock, [](const db::Row& row) { return row.time(0); });
    const Duration ahead = now - theirs.value_or(now);
    if (ahead <= tolerance && -ahead <= tolerance) return;
    throw std::runtime_error(fmt::format(
        "this machine's clock is {} ms away from the store's: keys can't be kept on time, set the "
        "clocks",
        std::chrono::duration_cast<std::chrono::milliseconds>(ahead).count()
    ));
}

/// False when somebody holds the table for long.
bool seize(db::Tx& tx) {
    tx.begin_savepoint();
    try {
        tx.exec(sql::seize_keys);
    } catch (const db::Unavailable&) {
        tx.rollback_to_savepoint();
        return false;
    }
    tx.release_savepoint();
    return true;
}

void insert(db::Tx& tx, const SealedKey& key) {
    tx.send(
        sql::insert_key,
        static_cast<std::int64_t>(key.area),
        key.ref.number,
        key.ref.tag,
        key.sealed
    );
}

bool contains(const std::vector<SealedKey>& all, const SealedKey& key) {
    return std::ranges::any_of(all, [&](const SealedKey& other) {
        return other.area == key.area && other.ref == key.ref;
    });
}

bool has_span(const std::vector<SealedKey>& all, KeyArea area, std::int64_t number) {
    return std::ranges::any_of(all, [&](const SealedKey& other) {
        return other.area == area && other.ref.number == number;
    });
}

/// What `all` lacks: this node's own first, for content may be sealed under them already.
std::vector<SealedKey> missing(
    const SharedKeys& keys, const std::vector<SealedKey>& all, Time now
) {
    std::vector<SealedKey> missing;
    for (SealedKey& key : keys.living(now))
        if (!contains(all, key)) missing.push_back(std::move(key));
    for (const KeyArea area : key_areas) {
        const std::int64_t current = number_at(area, now);
        for (std::int64_t number = current; number <= current + spans_ahead; ++number)
            if (!has_span(all, area, number) && !has_span(missing, area, number))
                missing.push_back(keys.make(area, number));
    }
    return missing;
}

/// Removes the keys whose time is over; whether there were any.
bool remove_over(
    db::Tx& tx,
    const SharedKeys& keys,
    std::vector<SealedKey>& all,
    const std::vector<crypto::KeyRef>& moved,
    Time now
) {
    const std::int64_t span = number_at(KeyArea::pending, now);
    const auto in_use = slots_in_use(tx, slot_numbers_end(span), now);
    const auto may_go = [&](const SealedKey& key) {
        if (!is_over(key.area, key.ref.number, now)) return false;
        if (key.area != KeyArea::pending) return true;
        // Nobody will move what is under a key that nobody can read.
        if (std::ranges::find(moved, key.ref) == moved.end()) return !keys.unseal(key);
        return std::ranges::find(in_use, slot_number(key.ref)) == in_use.end() ||
               key.ref.number <= span - pending_life_most;
    };
    return std::erase_if(all, may_go) > 0;
}

}  // namespace

void make_key_table(db::Tx& tx) {
    tx.exec(sql::take_turn);
    tx.exec(sql::create_table);
}

KeyTable exchange_keys(
    db::Tx& tx,
    const SharedKeys& keys,
    const std::vector<crypto::KeyRef>& moved,
    Time now,
    Duration tolerance
) {
    const bool wants_all = keys.has_overdue(now);
    const bool has_all = wants_all && seize(tx);
    if (!has_all) tx.exec(sql::join_keys);
    check_clock(tx, now, tolerance);
    KeyTable table{tx.all(sql::all_keys, sealed_key), has_all, wants_all && !has_all};
    const auto added = missing(keys, table.keys, now);
    if (has_all && remove_over(tx, keys, table.keys, moved, now)) {
        tx.exec(sql::empty_keys);
        for (const SealedKey& key : table.keys) insert(tx, key);
    }
    for (const SealedKey& key : added) insert(tx, key);
    table.keys.insert(table.keys.end(), added.begin(), added.end());
    return table;
}

}  // namespace otpost::messages
