// SPDX-License-Identifier: Apache-2.0
#include "app/commands/audit_commands.hpp"

#include "app/audit_keeping.hpp"
#include "app/audit_proof.hpp"
#include "app/commands/shared.hpp"
#include "audit/verify.hpp"
#include "crypto/encoding.hpp"
#include "crypto/key_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <optional>

namespace otpost::app {

namespace {

namespace fs = std::filesystem;

/// As given, or that of the data folder; nothing if there is neither.
Result<std::optional<crypto::PublicKey>> public_key_of(
    const AuditOptions& options, const Config& config
) {
    if (!options.public_key.empty()) {
        const auto bytes = crypto::from_hex(options.public_key);
        crypto::PublicKey key{};
        if (!bytes || bytes->size() != key.size())
            return refuse(
                ErrorCode::validation_failed,
                "A public key is 64 hexadecimal digits, as `otpost audit public-key` prints."
            );
        std::ranges::copy(*bytes, key.begin());
        return key;
    }
    const auto seed = crypto::load_key(config.data / "keys" / "audit.key");
    return seed ? std::optional{crypto::SigningKey{*seed}.public_key()} : std::nullopt;
}

Error no_key() {
    return {
        ErrorCode::not_found,
        "keys/audit.key is missing in the data folder: give the public key with --public-key",
        {},
        {}
    };
}

fs::path file_of(const AuditOptions& options, const Config& config) {
    return options.checkpoints.empty() ? checkpoint_file(config) : fs::path{options.checkpoints};
}

/// Before the log itself is read: it may only be ahead of them.
Result<audit::CheckpointFile> read_checkpoint_file(
    const fs::path& file, const std::optional<crypto::PublicKey>& key
) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return {};
    if (!key) return std::unexpected{no_key()};
    return audit::read_checkpoints(stream, *key);
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
        const fs::path file = file_of(options, store.config);
        if (!options.checkpoints.empty() && !fs::exists(file))
            return complain({ErrorCode::not_found, "There is no file " + file.string(), {}, {}});
        const auto key = public_key_of(options, store.config);
        if (!key) return complain(key.error());
        const auto read = read_checkpoint_file(file, *key);
        if (!read) return complain(read.error());
        const auto& [checkpoints, torn, forged_line] = *read;
        if (torn > 0)
            fmt::print("{}: {} half written lines, as a crash leaves them\n", file.string(), torn);
        const auto report = db::read(*store.database, [&](db::Tx& tx) {
            return audit::verify(tx, {checkpoints, *key});
        });
        fmt::print("{}", audit::format(report));
        if (forged_line)
            fmt::print("{}:{}: not signed by the key of this log\n", file.string(), *forged_line);
        return report.ok() && !forged_line ? 0 : 1;
    });
}

int print_audit_key(const CommonOptions& common) {
    return guarded([&] {
        const auto config = resolve_config(common, default_config());
        if (!config) return complain(config.error());
        const auto key = public_key_of({}, *config);
        if (!key) return complain(key.error());
        if (!*key) return complain(no_key());
        fmt::print("{}\n", crypto::hex(**key));
        return 0;
    });
}

int prove_audit(const CommonOptions& common, const AuditOptions& options) {
    return with_store(common, db::Access::read_only, [&](OpenedStore& store) {
        const auto key = public_key_of(options, store.config);
        if (!key) return complain(key.error());
        if (!*key) return complain(no_key());
        const fs::path file = file_of(options, store.config);
        const auto newest = audit::newest_checkpoint(file, **key);
        if (!newest)
            return complain(
                {ErrorCode::not_found, "There is no signed checkpoint in " + file.string(), {}, {}}
            );
        const auto proof = db::read(*store.database, [&](db::Tx& tx) {
            return audit::prove(tx, options.seq, *newest);
        });
        if (!proof) return complain(proof.error());
        fmt::print("{}\n", proof_text(*proof));
        return 0;
    });
}

int verify_audit_proof(const CommonOptions& common, const AuditOptions& options) {
    return guarded([&] {
        const auto config = resolve_config(common, default_config());
        if (!config) return complain(config.error());
        const auto key = public_key_of(options, *config);
        if (!key) return complain(key.error());
        if (!*key) return complain(no_key());
        const auto text = read_file(options.proof);
        if (!text) return complain(text.error());
        const auto proof = parse_proof(*text);
        if (!proof) return complain(proof.error());
        if (const auto fault = audit::fault_of(*proof, **key)) {
            fmt::print("{}\n", *fault);
            return 1;
        }
        fmt::print("{}\nwas in the log when {}\n", line_of({proof->entry, {}}), proof->checkpoint);
        return 0;
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
