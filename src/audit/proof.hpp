// SPDX-License-Identifier: Apache-2.0
// A short proof that an entry is in the audit log: the entry, the hash before it, the path to the
// root of the tree, and the signed checkpoint that names the root. Whoever has the public key
// checks it without the log, the store or this house (SEC-L4).
#pragma once

#include "audit/checkpoint.hpp"
#include "audit/entry.hpp"
#include "audit/merkle.hpp"
#include "base/error.hpp"
#include "crypto/signing.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace otpost::audit {

struct Proof {
    Row entry;
    std::string previous;  ///< the hash of the entry before; empty for the first
    std::vector<Digest256> path;
    std::string checkpoint;  ///< the signed line
};

/// Of an entry that is still there, towards a checkpoint that has a root and is not before it.
Result<Proof> prove(db::Tx& tx, std::int64_t seq, const Checkpoint& checkpoint);

/// Why the proof does not hold; nothing if it does.
std::optional<std::string> fault_of(const Proof& proof, const crypto::PublicKey& key);

}  // namespace otpost::audit
