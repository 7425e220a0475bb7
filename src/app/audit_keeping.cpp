// SPDX-License-Identifier: Apache-2.0
#include "app/audit_keeping.hpp"

#include "base/log.hpp"
#include "crypto/encoding.hpp"
#include "crypto/key_file.hpp"
#include "db/async.hpp"

namespace otpost::app {

using boost::asio::awaitable;

namespace {

constexpr std::chrono::minutes checkpoint_interval{1};

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
}

awaitable<Duration> AuditKeeping::write_checkpoint() {
    const Time now = clock_.now();
    auto look = [](db::Tx& tx) { return audit::head(tx); };
    const auto head = co_await db::async_read(database_, std::move(look));
    if (head.seq < checkpointed_)
        log::error(
            "the audit log is shorter than its checkpoint: its tail was cut, or an old backup was "
            "put back",
            {{"entries", head.seq}, {"checkpoint", checkpointed_}}
        );
    if (head.seq <= checkpointed_) co_return checkpoint_interval;
    const auto line = audit::sign_checkpoint({head.seq, head.hash, now}, key_);
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
