// SPDX-License-Identifier: Apache-2.0
#include "app/audit_keeping.hpp"

#include "audit/pruning.hpp"
#include "base/log.hpp"
#include "crypto/encoding.hpp"
#include "crypto/key_file.hpp"
#include "db/async.hpp"

namespace otpost::app {

using boost::asio::awaitable;

namespace {

constexpr std::chrono::minutes checkpoint_interval{1};
constexpr std::int64_t tree_page = 10'000;

std::int64_t newest_place(const std::filesystem::path& file, const crypto::SigningKey& key) {
    const auto newest = audit::newest_checkpoint(file, key.public_key());
    return newest ? newest->seq : 0;
}

}  // namespace

std::filesystem::path checkpoint_file(const Config& config) {
    return config.audit_checkpoints.empty() ? config.data / "audit-checkpoints.jsonl"
                                            : config.audit_checkpoints;
}

crypto::SigningKey checkpoint_key(const Config& config, Random& random) {
    return crypto::SigningKey{crypto::load_or_create_key(config.data / "keys" / "audit.key", random)
    };
}

AuditKeeping::AuditKeeping(
    const Config& config,
    db::Database& database,
    const Clock& clock,
    IdGenerator& ids,
    Random& random
)
    : database_(database),
      clock_(clock),
      key_(checkpoint_key(config, random)),
      file_(checkpoint_file(config)),
      checkpointed_(newest_place(file_, key_)),
      refusals_(database, ids, random) {}

void AuditKeeping::add_duties(Duties& duties) {
    duties.add("record refusals", [this](Time now) { return refusals_.write(now); });
    duties.add("audit checkpoint", [this](Time) { return write_checkpoint(); });
    duties.add_sweep(
        database_, {"erase personal parts", std::chrono::minutes{10}, 500, audit::erase_personal}
    );
    duties.add_sweep(
        database_,
        {"prune audit log",
         std::chrono::minutes{10},
         500,
         [this](db::Tx& tx, Time now, std::int64_t limit) {
             return audit::prune(tx, now, limit, key_);
         }}
    );
}

/// Up to the head that it returns. What is read for one call may have been added by another.
awaitable<audit::Head> AuditKeeping::grow_tree() {
    for (;;) {
        const std::int64_t size = tree_.size();
        auto look = [size](db::Tx& tx) { return audit::growth(tx, size, tree_page); };
        auto growth = co_await db::async_read(database_, std::move(look));
        if (tree_.size() != size) continue;
        if (growth.pruned) tree_ = *std::move(growth.pruned);
        for (const auto& hash : growth.hashes) tree_.add(hash);
        if (growth.hashes.empty() || tree_.size() >= growth.head.seq) co_return growth.head;
    }
}

awaitable<Duration> AuditKeeping::write_checkpoint() {
    const Time now = clock_.now();
    const auto head = co_await grow_tree();
    if (head.seq < checkpointed_)
        log::error(
            "the audit log is shorter than its checkpoint: its tail was cut, or an old backup was "
            "put back",
            {{"entries", head.seq}, {"checkpoint", checkpointed_}}
        );
    if (head.seq <= checkpointed_) co_return checkpoint_interval;
    // A log with a gap has no tree; `audit verify` names the gap.
    std::string root;
    if (tree_.size() == head.seq) root = crypto::as_text(tree_.root());
    const auto line = audit::sign_checkpoint({head.seq, head.hash, root, now}, key_);
    audit::append_checkpoint(file_, line);
    checkpointed_ = head.seq;
    log::info("audit checkpoint", {{"seq", head.seq}, {"hash", crypto::hex(head.hash)}});
    co_return checkpoint_interval;
}

awaitable<void> AuditKeeping::finish() {
    co_await refusals_.finish(clock_.now());
    try {
        co_await write_checkpoint();
    } catch (const std::exception& failure) {
        log::error("no last audit checkpoint", {{"reason", failure.what()}});
    }
}

}  // namespace otpost::app
