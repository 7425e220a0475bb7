// SPDX-License-Identifier: Apache-2.0
#include "audit/verify.hpp"

#include "audit/audit.hpp"
#include "audit/audit_sql.hpp"
#include "audit/pruning.hpp"
#include "crypto/encoding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace otpost::audit {

namespace sql = otpost::sql::audit;

namespace {

constexpr int page_size = 1000;

using Found = std::optional<Difference>;

struct StoredPart {
    std::int64_t seq = 0;
    std::string name;
    std::string value;
    std::string salt;
};

StoredPart part_from(const db::Row& row) {
    return {
        row.int64(0),
        std::string{row.text(1)},
        std::string{row.text(2)},
        std::string{crypto::as_text(row.bytes(3))}
    };
}

template <class T>
Found compare(std::string where, const T& expected, const T& found) {
    if (expected == found) return std::nullopt;
    return Difference{std::move(where), fmt::format("{}", expected), fmt::format("{}", found)};
}

class Verifier {
public:
    Verifier(db::Tx& tx, const Evidence& evidence, const TimeIsOver& is_over)
        : tx_(tx),
          is_over_(is_over),
          checkpoints_(evidence.checkpoints.begin(), evidence.checkpoints.end()),
          key_(evidence.key) {
        std::ranges::sort(checkpoints_, {}, &Checkpoint::seq);
    }

    VerifyReport run() {
        report_.difference = check_begin();
        if (!report_.difference) report_.difference = walk();
        if (report_.finished && !report_.difference) report_.difference = check_end();
        return std::move(report_);
    }

private:
    /// Where entries were pruned the log begins at their anchor, which its signature must bear out.
    Found check_begin() {
        const Anchor begin = anchor(tx_);
        if (begin.seq == 0) return std::nullopt;
        if (!key_) return Difference{"anchor", "a public key to check its signature with", "none"};
        const auto said = read_line(StatementKind::anchor, begin.line, *key_);
        if (!said) return Difference{"anchor", "a line signed by the key", begin.line};
        if (auto found = compare("anchor: place", said->seq, begin.seq)) return found;
        if (auto found = compare("anchor: hash", crypto::hex(said->hash), crypto::hex(begin.hash)))
            return found;
        const auto root = crypto::hex(begin.tree.root());
        if (auto found = compare("anchor: root", crypto::hex(said->root), root)) return found;
        last_seq_ = report_.pruned = begin.seq;
        last_hash_ = begin.hash;
        tree_ = begin.tree;
        for (; next_ < checkpoints_.size() && checkpoints_[next_].seq < last_seq_; ++next_)
            ++report_.checkpoints_pruned;
        return check_checkpoints();
    }

    Found walk() {
        std::int64_t parts_from = std::numeric_limits<std::int64_t>::min();
        for (;;) {
            if (is_over_ && is_over_()) {
                report_.finished = false;
                return std::nullopt;
            }
            const auto rows = tx_.all(
                sql::entries_after,
                row_from,
                report_.entries == 0 ? parts_from : last_seq_,
                page_size
            );
            if (rows.empty()) return orphan_of(parts_between(parts_from, last_possible));
            const auto parts = parts_between(parts_from, rows.back().seq);
            parts_from = rows.back().seq;
            auto part = parts.begin();
            for (const auto& row : rows)
                if (auto found = check(row, part, parts.end())) return found;
            if (part != parts.end()) return orphan(*part);
        }
    }

    using Part = std::vector<StoredPart>::const_iterator;

    std::vector<StoredPart> parts_between(std::int64_t after, std::int64_t last) {
        return tx_.all(sql::personal_between, part_from, after, last);
    }

    static Found orphan(const StoredPart& part) {
        return Difference{
            fmt::format("{} of entry {}", part.name, part.seq), "an entry that has it", "none"
        };
    }

    static Found orphan_of(const std::vector<StoredPart>& parts) {
        return parts.empty() ? Found{} : orphan(parts.front());
    }

    Found check(const Row& row, Part& part, const Part& end) {
        const auto where = fmt::format("entry {}", row.seq);
        if (auto found = compare(where + ": place", last_seq_ + 1, row.seq)) return found;
        const auto hash = chain_hash(last_hash_, row);
        if (auto found = compare(where + ": hash", crypto::hex(hash), crypto::hex(row.hash)))
            return found;
        if (auto found = check_parts(row, part, end)) return found;
        last_seq_ = row.seq;
        last_hash_ = row.hash;
        tree_.add(row.hash);
        ++report_.entries;
        return check_checkpoints();
    }

    Found check_parts(const Row& row, Part& part, const Part& end) {
        std::int64_t kept = 0;
        for (; part != end && part->seq == row.seq; ++part) {
            const auto name = std::ranges::find(part_names, part->name, &PartName::name);
            if (name == part_names.end()) return orphan(*part);
            const auto index = static_cast<std::size_t>(name - part_names.begin());
            const auto& committed = row.commitments[index];
            if (!committed) return orphan(*part);
            const auto made = commitment(part->name, part->value, part->salt);
            if (auto found = compare(
                    fmt::format("entry {}: {}", row.seq, part->name),
                    crypto::hex(*committed),
                    crypto::hex(made)
                ))
                return found;
            ++kept;
        }
        report_.personal_kept += kept;
        const auto committed = std::ranges::count_if(row.commitments, [](const auto& commitment) {
            return commitment.has_value();
        });
        report_.personal_erased += committed - kept;
        return std::nullopt;
    }

    /// Those of the entry that was just checked, or of the anchor.
    Found check_checkpoints() {
        for (; next_ < checkpoints_.size() && checkpoints_[next_].seq <= last_seq_; ++next_) {
            const auto& checkpoint = checkpoints_[next_];
            if (checkpoint.seq < last_seq_) return missing(checkpoint);
            if (auto found = compare(
                    fmt::format("entry {}: signed checkpoint", last_seq_),
                    crypto::hex(checkpoint.hash),
                    crypto::hex(last_hash_)
                ))
                return found;
            const bool has_root = !checkpoint.root.empty();
            if (has_root && checkpoint.root != crypto::as_text(tree_.root()))
                return Difference{
                    fmt::format("entry {}: signed root", last_seq_),
                    crypto::hex(checkpoint.root),
                    crypto::hex(tree_.root())
                };
            ++report_.checkpoints;
        }
        return std::nullopt;
    }

    Found missing(const Checkpoint& checkpoint) const {
        return Difference{
            fmt::format("signed checkpoint of {}", format_rfc3339(checkpoint.at)),
            fmt::format("entry {} with hash {}", checkpoint.seq, crypto::hex(checkpoint.hash)),
            fmt::format("a log that ends with entry {}: its tail was cut", last_seq_)
        };
    }

    Found check_end() {
        const Head stored = head(tx_);
        if (auto found = compare("head: place", last_seq_, stored.seq)) return found;
        if (auto found = compare("head: hash", crypto::hex(last_hash_), crypto::hex(stored.hash)))
            return found;
        if (next_ < checkpoints_.size()) return missing(checkpoints_[next_]);
        return std::nullopt;
    }

    static constexpr auto last_possible = std::numeric_limits<std::int64_t>::max();

    db::Tx& tx_;
    const TimeIsOver& is_over_;
    std::vector<Checkpoint> checkpoints_;
    std::optional<crypto::PublicKey> key_;
    std::size_t next_ = 0;
    std::int64_t last_seq_ = 0;
    std::string last_hash_;
    Frontier tree_;
    VerifyReport report_;
};

}  // namespace

VerifyReport verify(db::Tx& tx, const Evidence& evidence, const TimeIsOver& is_over) {
    return Verifier{tx, evidence, is_over}.run();
}

std::string format(const VerifyReport& report) {
    if (!report.difference) {
        auto whole = fmt::format(
            "The audit log is whole: {} entries, {} personal parts ({} more erased), {} "
            "checkpoints agree.\n",
            report.entries,
            report.personal_kept,
            report.personal_erased,
            report.checkpoints
        );
        if (report.pruned == 0) return whole;
        return whole +
               fmt::format(
                   "It begins after entry {}: older ones were pruned, and the signed anchor "
                   "stands for them and {} checkpoints.\n",
                   report.pruned,
                   report.checkpoints_pruned
               );
    }
    const auto& [where, expected, found] = *report.difference;
    return fmt::format(
        "The audit log differs at {}\n  expected: {}\n  found:    {}\n", where, expected, found
    );
}

}  // namespace otpost::audit
