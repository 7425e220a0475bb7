// SPDX-License-Identifier: Apache-2.0
// The end of an entry's life: after twelve months it is deleted, and what stands for all that are
// gone is one anchor, signed: the place and hash of the last of them, and the edge of their tree.
// The log is verified from there, and entries behind it are proved as before (SEC-L4). The store
// itself refuses to delete an entry that no anchor stands for.
#pragma once

#include "audit/merkle.hpp"
#include "audit/signed_line.hpp"
#include "base/time.hpp"
#include "crypto/signing.hpp"
#include "db/database.hpp"

#include <chrono>
#include <cstdint>
#include <string>

namespace otpost::audit {

inline constexpr std::chrono::days entries_kept{365};

struct Anchor {
    std::int64_t seq = 0;  ///< of the newest entry that is gone; 0: none is
    std::string hash;      ///< its hash
    Frontier tree;         ///< of all that are gone
    std::string line;      ///< which says so, signed; empty while none is gone
};

Anchor anchor(db::Tx& tx);

/// One step of the sweeper: deletes the oldest entries whose time is over; returns how many.
std::int64_t prune(db::Tx& tx, Time now, std::int64_t limit, const crypto::SigningKey& key);

}  // namespace otpost::audit
