// SPDX-License-Identifier: Apache-2.0
// Manual credits above a limit need a second administrator (SEC-A5): they wait here until another
// one than who asked approves or rejects them. What one administrator alone credited to a wallet
// within a day counts together, so that a large credit can't be cut into small ones.
#pragma once

#include "ledger/ledger.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace otpost::ledger {

struct ApprovalTag {
    static constexpr std::string_view prefix = "ap";
};

using ApprovalId = Id<ApprovalTag>;

inline constexpr std::chrono::days approval_life{7};

/// How long what one administrator alone credited counts against the limit.
inline constexpr std::chrono::hours credits_count_for{24};

/// `expired` is not stored: it is a pending one whose time is over.
enum class ApprovalStatus : std::uint8_t { pending, approved, rejected, expired };

/// `pending_approval`, `approved`, `rejected`, `expired`.
std::string_view to_string(ApprovalStatus status);

struct Approval {
    ApprovalId id;
    AccountId account;  ///< who gets the money
    WalletId wallet;
    Money amount;
    std::string reason;
    AccountId asked_by;
    Time asked_at;
    Time expires_at;
    ApprovalStatus status = ApprovalStatus::pending;
    std::optional<AccountId> decided_by;
    std::optional<Time> decided_at;
};

struct CreditRequest {
    AccountId account;    ///< the wallet's owner
    ManualCredit credit;  ///< its actor is who asks
    Money alone_up_to;    ///< what one administrator may decide alone
};

/// The wallet after the credit was booked, or what waits for the second administrator.
using CreditOutcome = std::variant<Wallet, Approval>;

/// Refuses as credit_manual does.
Result<CreditOutcome> credit_or_ask(db::Tx& tx, const CreditRequest& request, const Moment& moment);

/// Books the credit in the same transaction. ErrorCode::not_found; forbidden to who asked and to
/// who gets the money; conflict if it was decided before or its time is over.
Result<Approval> approve(db::Tx& tx, ApprovalId id, AccountId decider, const Moment& moment);

/// The same refusals.
Result<Approval> reject(db::Tx& tx, ApprovalId id, AccountId decider, Time now);

enum class Which : std::uint8_t { all, pending };

struct ApprovalPage {
    Which which = Which::all;
    std::optional<std::int64_t> before = {};  ///< those with a smaller id; absent: the newest
    int limit = 50;
};

/// Newest first.
std::vector<Approval> approvals(db::Tx& tx, const ApprovalPage& page, Time now);

}  // namespace otpost::ledger
