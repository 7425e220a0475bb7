// SPDX-License-Identifier: Apache-2.0
// Recomputes the audit log on one snapshot and in bounded memory: places without a gap, hashes,
// commitments of personal parts that are still there, the head, the anchor of what was pruned, and
// what earlier checkpoints say of it (SEC-L3, SEC-L4). It stops at the first difference and names
// it.
#pragma once

#include "audit/checkpoint.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

namespace otpost::audit {

struct Difference {
    std::string where;  ///< such as `entry 17: hash`
    std::string expected;
    std::string found;
};

/// What is known from elsewhere.
struct Evidence {
    /// Read before the transaction began, or the log may be ahead of them alone.
    std::span<const Checkpoint> checkpoints{};
    /// Of who signs; without it a log that was pruned can't be believed.
    std::optional<crypto::PublicKey> key{};
};

struct VerifyReport {
    std::int64_t entries = 0;
    std::int64_t pruned = 0;  ///< entries that only the anchor stands for
    std::int64_t personal_kept = 0;
    std::int64_t personal_erased = 0;
    std::int64_t checkpoints = 0;         ///< that agree
    std::int64_t checkpoints_pruned = 0;  ///< of entries that are gone
    std::optional<Difference> difference;
    bool finished = true;  ///< false: the time was over before all was looked at

    bool ok() const { return !difference; }
};

/// Whether no more time is left; empty: there is always some.
using TimeIsOver = std::function<bool()>;

VerifyReport verify(db::Tx& tx, const Evidence& evidence = {}, const TimeIsOver& is_over = {});

/// Text for a person, one line or three.
std::string format(const VerifyReport& report);

}  // namespace otpost::audit
