// SPDX-License-Identifier: Apache-2.0
#include "audit/pruning.hpp"

#include "audit/audit_sql.hpp"
#include "audit/entry.hpp"

namespace otpost::audit {

namespace sql = otpost::sql::audit;

namespace {

std::string bytes_at(const db::Row& row, int column) {
    return std::string{crypto::as_text(row.bytes(column))};
}

Anchor anchor_from(const db::Row& row) {
    const std::int64_t seq = row.int64(0);
    return {seq, bytes_at(row, 1), Frontier{seq, bytes_at(row, 2)}, std::string{row.text(3)}};
}

Anchor must_be_there(std::optional<Anchor> anchor) {
    if (!anchor) throw db::Corruption{"audit_anchor has lost its row"};
    return *std::move(anchor);
}

std::span<const std::byte> as_bytes(const std::string& text) {
    return std::as_bytes(std::span{text});
}

}  // namespace

Anchor anchor(db::Tx& tx) {
    return must_be_there(tx.one(sql::anchor, anchor_from));
}

std::int64_t prune(db::Tx& tx, Time now, std::int64_t limit, const crypto::SigningKey& key) {
    Anchor last = must_be_there(tx.one(sql::lock_anchor, anchor_from));
    const std::int64_t begin = last.seq;
    const auto due = to_micros(now - entries_kept);
    for (const Row& row : tx.all(sql::entries_after, row_from, begin, limit)) {
        // The clock of another node may have been behind: only a whole front part goes.
        if (row.at > due) break;
        if (row.seq != last.seq + 1) throw db::Corruption{"the audit log has a gap"};
        last.seq = row.seq;
        last.hash = row.hash;
        last.tree.add(row.hash);
    }
    if (last.seq == begin) return 0;
    const Statement statement{
        last.seq, last.hash, std::string{crypto::as_text(last.tree.root())}, now
    };
    tx.send(
        sql::move_anchor,
        last.seq,
        as_bytes(last.hash),
        as_bytes(last.tree.nodes()),
        sign_line(StatementKind::anchor, statement, key)
    );
    tx.send(sql::delete_personal_to, last.seq);
    const auto gone = tx.exec(sql::delete_entries_to, last.seq);
    if (gone != last.seq - begin) throw db::Corruption{"the audit log has more than it told of"};
    return gone;
}

}  // namespace otpost::audit
