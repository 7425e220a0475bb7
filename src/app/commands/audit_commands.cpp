// SPDX-License-Identifier: Apache-2.0
#include "app/commands/audit_commands.hpp"

#include "app/audit_keeping.hpp"
#include "app/commands/shared.hpp"
#include "audit/verify.hpp"
#include "crypto/key_file.hpp"

#include <fmt/format.h>

#include <fstream>

namespace otpost::app {

namespace {

namespace fs = std::filesystem;

/// Before the log itself is read: it may only be ahead of them.
Result<audit::CheckpointFile> read_checkpoint_file(const fs::path& file, const Config& config) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return {};
    const auto key = crypto::load_key(config.data / "keys" / "audit.key");
    if (!key)
        return refuse(
            ErrorCode::not_found,
            "keys/audit.key is missing in the data folder: the checkpoints can't be checked"
        );
    return audit::read_checkpoints(stream, crypto::SigningKey{*key}.public_key());
}

std::string with_parts(const audit::PersonalParts& personal) {
    std::string text;
    for (const auto& [name, member] : audit::part_names)
        if (const auto& part = personal.*member)
            text += fmt::format(" {}=\"{}\"", name, part->reveal());
    return text;
}

std::string line_of(const audit::Listed& entry) {
    const auto& [row, personal] = entry;
    std::string text = fmt::format(
        "{} {} {} by {}", row.seq, format_rfc3339(from_micros(row.at)), row.action, row.actor
    );
    if (!row.object.id.empty()) text += fmt::format(" on {} {}", row.object.kind, row.object.id);
    text += fmt::format(": {}", row.result);
    if (!row.detail.empty()) text += fmt::format(" ({})", row.detail);
    if (row.repeats > 1) text += fmt::format(" x{}", row.repeats);
    return text + with_parts(personal);
}

}  // namespace

int verify_audit(const CommonOptions& common, const AuditOptions& options) {
    return with_store(common, db::Access::read_only, [&](OpenedStore& store) {
        const fs::path file = options.checkpoints.empty() ? checkpoint_file(store.config)
                                                          : fs::path{options.checkpoints};
        if (!options.checkpoints.empty() && !fs::exists(file))
            return complain({ErrorCode::not_found, "There is no file " + file.string(), {}, {}});
        const auto read = read_checkpoint_file(file, store.config);
        if (!read) return complain(read.error());
        const auto& [checkpoints, torn, forged_line] = *read;
        if (torn > 0)
            fmt::print("{}: {} half written lines, as a crash leaves them\n", file.string(), torn);
        const auto report =
            db::read(*store.database, [&](db::Tx& tx) { return audit::verify(tx, checkpoints); });
        fmt::print("{}", audit::format(report));
        if (forged_line)
            fmt::print(
                "{}:{}: not signed by this house's keys/audit.key\n", file.string(), *forged_line
            );
        return report.ok() && !forged_line ? 0 : 1;
    });
}

int list_audit(const CommonOptions& common, const AuditOptions& options) {
    return with_store(common, db::Access::read_only, [&](OpenedStore& store) {
        const auto entries = db::read(*store.database, [&](db::Tx& tx) {
            return audit::page(tx, {.limit = options.limit});
        });
        for (const auto& entry : entries) fmt::print("{}\n", line_of(entry));
        return 0;
    });
}

}  // namespace otpost::app
