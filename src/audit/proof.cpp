// SPDX-License-Identifier: Apache-2.0
#include "audit/proof.hpp"

#include "audit/audit_sql.hpp"
#include "audit/pruning.hpp"

namespace otpost::audit {

namespace sql = otpost::sql::audit;

namespace {

constexpr std::int64_t page_size = 10'000;

struct Leaf {
    std::int64_t seq;
    std::string hash;
};

Leaf leaf_from(const db::Row& row) {
    return {row.int64(0), std::string{crypto::as_text(row.bytes(1))}};
}

/// Adds the entries after the anchor up to `size`; the hash of the one before `seq`.
std::string walk(
    db::Tx& tx, const Anchor& begin, std::int64_t seq, PathBuilder& builder, std::int64_t size
) {
    std::string previous = seq == begin.seq + 1 ? begin.hash : "";
    std::int64_t last = begin.seq;
    while (last < size) {
        const auto leaves = tx.all(sql::hashes_after, leaf_from, last, page_size);
        for (const auto& leaf : leaves) {
            if (leaf.seq != ++last) break;
            if (leaf.seq == seq - 1) previous = leaf.hash;
            if (leaf.seq <= size) builder.add(leaf.hash);
        }
        if (leaves.empty() || last != leaves.back().seq)
            throw db::Corruption{"the audit log has a gap, or its tail was cut"};
    }
    return previous;
}

}  // namespace

Result<Proof> prove(db::Tx& tx, std::int64_t seq, const Checkpoint& checkpoint) {
    if (checkpoint.root.empty() || seq > checkpoint.seq)
        return refuse(
            ErrorCode::not_found, "No signed checkpoint stands for this entry yet; try in a minute."
        );
    const Anchor begin = anchor(tx);
    const auto row = tx.one(sql::entry, row_from, seq);
    if (!row)
        return refuse(
            ErrorCode::not_found,
            seq > 0 && seq <= begin.seq ? "This entry was pruned: entries are kept twelve months."
                                        : "There is no such entry."
        );
    PathBuilder builder{seq - 1, checkpoint.seq};
    builder.begin_after(begin.tree);
    auto previous = walk(tx, begin, seq, builder, checkpoint.seq);
    return Proof{*row, std::move(previous), builder.path(), checkpoint.line};
}

std::optional<std::string> fault_of(const Proof& proof, const crypto::PublicKey& key) {
    const auto checkpoint = read_checkpoint(proof.checkpoint, key);
    if (!checkpoint) return "The checkpoint is not signed by this key.";
    if (checkpoint->root.empty()) return "The checkpoint is of before there was a tree.";
    const auto hash = chain_hash(proof.previous, proof.entry);
    if (crypto::as_text(hash) != proof.entry.hash) return "The entry does not have its hash.";
    const auto root =
        root_from(crypto::as_text(hash), proof.entry.seq - 1, checkpoint->seq, proof.path);
    if (crypto::as_text(root) != checkpoint->root)
        return "The path does not lead to the root that was signed.";
    return std::nullopt;
}

}  // namespace otpost::audit
