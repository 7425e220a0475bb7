// SPDX-License-Identifier: Apache-2.0
#include "ledger/approvals.hpp"

#include "ledger/approvals_sql.hpp"

#include <limits>
#include <utility>

namespace otpost::ledger {

namespace sql = otpost::sql::approvals;

namespace {

constexpr std::string_view pending_word = "pending";
constexpr std::string_view approved_word = "approved";
constexpr std::string_view rejected_word = "rejected";

ApprovalStatus stored_status(std::string_view word) {
    if (word == pending_word) return ApprovalStatus::pending;
    if (word == approved_word) return ApprovalStatus::approved;
    if (word == rejected_word) return ApprovalStatus::rejected;
    throw db::Corruption{"credit_approval.status is unknown"};
}

Approval from_row(const db::Row& row, Time now) {
    Approval approval{
        .id = row.id<ApprovalId>(0),
        .account = row.id<AccountId>(1),
        .wallet = row.id<WalletId>(2),
        .amount = Money{row.int64(3)},
        .reason = std::string{row.text(4)},
        .asked_by = row.id<AccountId>(5),
        .asked_at = row.time(6),
        .expires_at = row.time(7),
        .status = stored_status(row.text(8)),
        .decided_by = {},
        .decided_at = row.optional_time(10)
    };
    if (const auto decider = row.optional_int64(9)) approval.decided_by = AccountId{*decider};
    if (approval.status == ApprovalStatus::pending && approval.expires_at <= now)
        approval.status = ApprovalStatus::expired;
    return approval;
}

std::optional<Approval> find(db::Tx& tx, ApprovalId id, Time now) {
    return tx.one(sql::approval, [now](const db::Row& row) { return from_row(row, now); }, id);
}

Result<> may_decide(const Approval& approval, AccountId decider) {
    if (approval.asked_by == decider)
        return refuse(
            ErrorCode::forbidden, "You asked for this credit: another administrator decides."
        );
    if (approval.account == decider)
        return refuse(
            ErrorCode::forbidden, "This credit is for you: another administrator decides."
        );
    if (approval.status == ApprovalStatus::pending) return {};
    return refuse(
        ErrorCode::conflict,
        "This credit can't be decided any more: it is " + std::string{to_string(approval.status)} +
            "."
    );
}

Result<Approval> decide(
    db::Tx& tx, ApprovalId id, std::string_view outcome, AccountId decider, Time now
) {
    auto found = find(tx, id, now);
    if (!found) return refuse(ErrorCode::not_found, "There is no such approval.");
    CHECK(may_decide(*found, decider));
    if (tx.exec(sql::decide_approval, id, outcome, decider, now) == 0)
        return refuse(ErrorCode::conflict, "Another administrator has just decided this.");
    found->status = stored_status(outcome);
    found->decided_by = decider;
    found->decided_at = now;
    return *std::move(found);
}

/// What is left to be decided alone; the wallet is locked, so that two credits at once count one
/// after the other.
Result<bool> needs_approval(db::Tx& tx, const CreditRequest& request, Time now) {
    const auto wallet = lock_wallet(tx, request.credit.wallet);
    if (!wallet) return std::unexpected{wallet.error()};
    const auto read = [](const db::Row& row) { return Money{row.int64(0)}; };
    const auto before = tx.one(
        sql::credited_unapproved,
        read,
        request.credit.wallet,
        std::to_underlying(HouseAccount::clearing_manual),
        now - credits_count_for
    );
    const auto together = checked_add(before.value_or(Money{}), request.credit.amount);
    return !together || *together > request.alone_up_to;
}

}  // namespace

std::string_view to_string(ApprovalStatus status) {
    switch (status) {
        case ApprovalStatus::pending:
            return "pending_approval";
        case ApprovalStatus::approved:
            return approved_word;
        case ApprovalStatus::rejected:
            return rejected_word;
        case ApprovalStatus::expired:
            return "expired";
    }
    std::unreachable();
}

Result<CreditOutcome> credit_or_ask(
    db::Tx& tx, const CreditRequest& request, const Moment& moment
) {
    const auto& credit = request.credit;
    CHECK(check_manual_credit(credit));
    TRY(const bool needed, needs_approval(tx, request, moment.now));
    if (!needed) {
        TRY(auto wallet, credit_manual(tx, credit, moment));
        return CreditOutcome{std::move(wallet)};
    }
    Approval approval{
        .id = moment.ids.make<ApprovalId>(),
        .account = request.account,
        .wallet = credit.wallet,
        .amount = credit.amount,
        .reason = credit.reason,
        .asked_by = credit.actor,
        .asked_at = moment.now,
        .expires_at = moment.now + approval_life,
        .status = ApprovalStatus::pending,
        .decided_by = {},
        .decided_at = {}
    };
    tx.send(
        sql::insert_approval,
        approval.id,
        approval.account,
        approval.wallet,
        approval.amount,
        approval.reason,
        approval.asked_by,
        approval.asked_at,
        approval.expires_at
    );
    return CreditOutcome{std::move(approval)};
}

Result<Approval> approve(db::Tx& tx, ApprovalId id, AccountId decider, const Moment& moment) {
    TRY(auto approval, decide(tx, id, approved_word, decider, moment.now));
    const ManualCredit credit{approval.wallet, approval.amount, approval.reason, decider};
    CHECK(credit_manual(tx, credit, moment));
    return approval;
}

Result<Approval> reject(db::Tx& tx, ApprovalId id, AccountId decider, Time now) {
    return decide(tx, id, rejected_word, decider, now);
}

std::vector<Approval> approvals(db::Tx& tx, const ApprovalPage& page, Time now) {
    const auto before = page.before.value_or(std::numeric_limits<std::int64_t>::max());
    const auto read = [now](const db::Row& row) { return from_row(row, now); };
    switch (page.which) {
        case Which::all:
            return tx.all(sql::approvals, read, before, page.limit);
        case Which::pending:
            return tx.all(sql::pending_approvals, read, before, page.limit, now);
    }
    std::unreachable();
}

}  // namespace otpost::ledger
