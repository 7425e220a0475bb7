// SPDX-License-Identifier: Apache-2.0
// The audit log (A9): one chain of entries, each with the hash of the one before. An act appends in
// the transaction that does it, so neither is there without the other. Appending locks the head of
// the chain until the commit: do it last in a transaction, and not on paths that are taken often.
#pragma once

#include "audit/entry.hpp"
#include "audit/merkle.hpp"
#include "base/moment.hpp"
#include "db/database.hpp"

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace otpost::audit {

/// How long what an entry tells of a person is kept.
inline constexpr std::chrono::days personal_kept{365};

/// Returns its place in the chain, which begins at 1.
std::int64_t append(db::Tx& tx, const Entry& entry, const Moment& moment);

/// The same for many at once, in their order; returns the place of the last.
std::int64_t append_all(db::Tx& tx, std::span<const Entry> entries, const Moment& moment);

struct Head {
    std::int64_t seq = 0;  ///< of the newest entry; 0: there is none
    std::string hash;
};

Head head(db::Tx& tx);

struct Filter {
    std::optional<AccountId> account{};  ///< who acted or was acted upon
    std::optional<Action> action{};
    std::optional<std::int64_t> before{};  ///< entries with a smaller place; absent: the newest
    int limit = 50;
};

struct Listed {
    Row row;
    PersonalParts personal;  ///< what is still there
};

/// Newest first.
std::vector<Listed> page(db::Tx& tx, const Filter& filter);

/// What a tree over the first `size` entries lacks, in pieces of `limit`.
struct Growth {
    Head head;
    std::optional<Frontier> pruned{};  ///< to go on from, where the tree ends before it
    std::vector<std::string> hashes{};
};

Growth growth(db::Tx& tx, std::int64_t size, std::int64_t limit);

/// One step of the sweeper: erases personal parts whose time is over; returns how many.
std::int64_t erase_personal(db::Tx& tx, Time now, std::int64_t limit);

}  // namespace otpost::audit
