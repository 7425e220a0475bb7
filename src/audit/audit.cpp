// SPDX-License-Identifier: Apache-2.0
#include "audit/audit.hpp"

#include "audit/audit_sql.hpp"
#include "audit/pruning.hpp"
#include "base/assert.hpp"

#include <limits>

namespace otpost::audit {

namespace sql = otpost::sql::audit;

namespace {

constexpr std::size_t text_max = 300;
constexpr std::size_t reason_max = 1'000;
constexpr std::size_t salt_size = 32;

std::span<const std::byte> bytes_of(std::string_view text) {
    return std::as_bytes(std::span{text});
}

std::optional<std::span<const std::byte>> bytes_of(const std::optional<std::string>& text) {
    if (!text) return std::nullopt;
    return bytes_of(std::string_view{*text});
}

Head head_from(const db::Row& row) {
    return {row.int64(0), std::string{crypto::as_text(row.bytes(1))}};
}

Head must_be_there(std::optional<Head> head) {
    if (!head) throw db::Corruption{"audit_head has lost its row"};
    return *std::move(head);
}

struct Salted {
    std::string value;
    std::array<std::byte, salt_size> salt{};
};

using SaltedParts = std::array<std::optional<Salted>, part_count>;

SaltedParts salt_parts(const PersonalParts& personal, Random& random) {
    SaltedParts parts;
    for (std::size_t i = 0; i < part_count; ++i) {
        const auto& [name, member] = part_names[i];
        const auto& value = personal.*member;
        if (!value || value->reveal().empty()) continue;
        auto& part = parts[i].emplace();
        part.value = clean(value->reveal(), name == "reason" ? reason_max : text_max);
        random.fill(part.salt);
    }
    return parts;
}

Row row_of(const Entry& entry, const SaltedParts& parts, std::int64_t seq, Time now) {
    Row row;
    row.seq = seq;
    row.at = to_micros(now);
    row.actor = entry.actor.text();
    row.action = to_string(entry.action);
    row.object = {clean(entry.object.kind, text_max), clean(entry.object.id, text_max)};
    row.result = clean(entry.result, text_max);
    row.detail = clean(entry.detail, text_max);
    row.repeats = entry.repeats;
    row.request_id = clean(entry.request_id, text_max);
    for (std::size_t i = 0; i < part_count; ++i) {
        const auto& part = parts[i];
        if (!part) continue;
        const auto salt = crypto::as_text(part->salt);
        row.commitments[i] = crypto::as_text(commitment(part_names[i].name, part->value, salt));
    }
    return row;
}

void insert(db::Tx& tx, const Row& row) {
    tx.send(
        sql::insert_entry,
        row.seq,
        row.at,
        row.actor,
        row.action,
        row.object.kind,
        row.object.id,
        row.result,
        row.detail,
        row.repeats,
        row.request_id,
        bytes_of(row.commitments[0]),
        bytes_of(row.commitments[1]),
        bytes_of(row.commitments[2]),
        bytes_of(row.commitments[3]),
        bytes_of(std::string_view{row.hash})
    );
}

void insert_personal(db::Tx& tx, std::int64_t seq, const SaltedParts& parts, Time kept_until) {
    for (std::size_t i = 0; i < part_count; ++i) {
        const auto& part = parts[i];
        if (!part) continue;
        tx.send(
            sql::insert_personal,
            seq,
            part_names[i].name,
            part->value,
            std::span<const std::byte>{part->salt},
            kept_until
        );
    }
}

/// The personal parts stand behind the columns of the entry, in the order of their names.
Listed listed_from(const db::Row& row) {
    Listed listed{row_from(row), {}};
    int column = row_columns;
    for (const auto& [name, member] : part_names) {
        if (!row.is_null(column)) listed.personal.*member = Personal{std::string{row.text(column)}};
        ++column;
    }
    return listed;
}

}  // namespace

std::vector<Listed> page(db::Tx& tx, const Filter& filter) {
    const auto before = filter.before.value_or(std::numeric_limits<std::int64_t>::max());
    const std::string_view action = filter.action ? to_string(*filter.action) : "";
    if (filter.account) {
        const auto account = otpost::to_string(*filter.account);
        return tx.all(sql::page_of_account, listed_from, account, before, filter.limit, action);
    }
    if (filter.action)
        return tx.all(sql::page_of_action, listed_from, action, before, filter.limit);
    return tx.all(sql::page, listed_from, before, filter.limit);
}

std::int64_t append(db::Tx& tx, const Entry& entry, const Moment& moment) {
    return append_all(tx, std::span{&entry, 1}, moment);
}

std::int64_t append_all(db::Tx& tx, std::span<const Entry> entries, const Moment& moment) {
    Head last = must_be_there(tx.one(sql::lock_head, head_from));
    if (entries.empty()) return last.seq;
    for (const auto& entry : entries) {
        ASSERT(entry.repeats > 0);
        const auto parts = salt_parts(entry.personal, moment.random);
        Row row = row_of(entry, parts, last.seq + 1, moment.now);
        row.hash = crypto::as_text(chain_hash(last.hash, row));
        insert(tx, row);
        insert_personal(tx, row.seq, parts, moment.now + personal_kept);
        last = {row.seq, std::move(row.hash)};
    }
    tx.send(sql::move_head, last.seq, bytes_of(std::string_view{last.hash}));
    return last.seq;
}

Head head(db::Tx& tx) {
    return must_be_there(tx.one(sql::head, head_from));
}

Growth growth(db::Tx& tx, std::int64_t size, std::int64_t limit) {
    Growth growth{.head = head(tx)};
    Anchor begin = anchor(tx);
    if (begin.seq > size) {
        size = begin.seq;
        growth.pruned = std::move(begin.tree);
    }
    growth.hashes = tx.all(
        sql::hashes_after,
        [](const db::Row& row) { return std::string{crypto::as_text(row.bytes(1))}; },
        size,
        limit
    );
    return growth;
}

std::int64_t erase_personal(db::Tx& tx, Time now, std::int64_t limit) {
    return tx.exec(sql::erase_personal, now, limit);
}

}  // namespace otpost::audit
