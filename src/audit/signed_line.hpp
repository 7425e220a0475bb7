// SPDX-License-Identifier: Apache-2.0
// Lines of JSON with an Ed25519 signature at their end, over the bytes before it: checkpoints and
// anchors of the audit log, which have to be believed without the store.
#pragma once

#include "base/time.hpp"
#include "crypto/signing.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace otpost::audit {

/// What a line says: how far the log went. Which of the two kinds it is stands in its first word,
/// so that none can be taken for the other.
struct Statement {
    std::int64_t seq = 0;
    std::string hash;  ///< of the entry with that place; 32 bytes
    std::string
        root;  ///< of the tree of all entries up to it; empty in lines of before there was one
    Time at;
};

enum class StatementKind : std::uint8_t { checkpoint, anchor };

/// A line without its end.
std::string sign_line(
    StatementKind kind, const Statement& statement, const crypto::SigningKey& key
);

/// Nothing unless the line has that form and the signature is by this key.
std::optional<Statement> read_line(
    StatementKind kind, std::string_view line, const crypto::PublicKey& key
);

/// Ends as a line of ours does; one that a crash tore does not.
bool is_whole_line(std::string_view line);

}  // namespace otpost::audit
