// SPDX-License-Identifier: Apache-2.0
// Signed checkpoints of the audit log (SEC-L4): how far the chain had got, with which hash and over
// which tree, as lines of JSON in a second place. Who can write the store alone can then not cut
// the log's tail unseen.
#pragma once

#include "audit/signed_line.hpp"
#include "base/time.hpp"
#include "crypto/signing.hpp"

#include <cstdint>
#include <filesystem>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::audit {

struct Checkpoint : Statement {
    std::string line{};  ///< as it was read
};

/// A line without its end.
std::string sign_checkpoint(const Statement& checkpoint, const crypto::SigningKey& key);

/// Nothing unless the line has our form and the signature is by this key.
std::optional<Checkpoint> read_checkpoint(std::string_view line, const crypto::PublicKey& key);

struct CheckpointFile {
    std::vector<Checkpoint> checkpoints;
    std::int64_t torn = 0;                    ///< lines that a crash left half written
    std::optional<std::int64_t> forged_line;  ///< the first whole one that this key has not signed
};

CheckpointFile read_checkpoints(std::istream& lines, const crypto::PublicKey& key);

/// The newest whole and signed one, from the end of the file; nothing if there is no file.
std::optional<Checkpoint> newest_checkpoint(
    const std::filesystem::path& file, const crypto::PublicKey& key
);

/// Durable when it returns. A line that was torn before is ended first. Several may append at once.
/// Throws std::system_error.
void append_checkpoint(const std::filesystem::path& file, std::string_view line);

}  // namespace otpost::audit
