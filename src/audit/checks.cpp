// SPDX-License-Identifier: Apache-2.0
#include "audit/checks.hpp"

#include "audit/checks_sql.hpp"

#include <array>
#include <utility>

namespace otpost::audit {

namespace sql = otpost::sql::checks;

namespace {

CheckOutcome outcome_of(std::string_view word) {
    for (const auto outcome :
         std::array{CheckOutcome::whole, CheckOutcome::differs, CheckOutcome::unfinished})
        if (to_string(outcome) == word) return outcome;
    throw db::Corruption{"a check has no known outcome"};
}

Check from_row(const db::Row& row) {
    Check check{
        .asked_at = row.optional_time(0),
        .asked_by = {},
        .claimed_at = row.optional_time(2),
        .newest = {}
    };
    if (const auto by = row.optional_int64(1)) check.asked_by = AccountId{*by};
    if (const auto ended = row.optional_time(3))
        check.newest = CheckResult{
            .ended_at = *ended,
            .took = Duration{row.int64(4)},
            .outcome = outcome_of(row.text(5)),
            .report = std::string{row.text(6)}
        };
    return check;
}

}  // namespace

std::string_view to_string(CheckKind kind) {
    switch (kind) {
        case CheckKind::ledger:
            return "ledger";
        case CheckKind::audit:
            return "audit";
    }
    std::unreachable();
}

std::string_view to_string(CheckOutcome outcome) {
    switch (outcome) {
        case CheckOutcome::whole:
            return "whole";
        case CheckOutcome::differs:
            return "differs";
        case CheckOutcome::unfinished:
            return "unfinished";
    }
    std::unreachable();
}

Check find_check(db::Tx& tx, CheckKind kind) {
    auto found = tx.one(sql::find_check, from_row, to_string(kind));
    if (!found) throw db::Corruption{"integrity_check lacks a row"};
    return *std::move(found);
}

Result<> ask_check(db::Tx& tx, CheckKind kind, AccountId by, Time now) {
    if (tx.exec(sql::ask_check, to_string(kind), now, by) == 1) return {};
    return refuse(ErrorCode::conflict, "This check is asked for already, and runs soon.");
}

void ask_check_if_old(db::Tx& tx, CheckKind kind, Duration age, Time now) {
    tx.exec(sql::ask_check_if_old, to_string(kind), now, now - age);
}

bool claim_check(db::Tx& tx, CheckKind kind, Duration lost, Time now) {
    return tx.exec(sql::claim_check, to_string(kind), now, now - lost) == 1;
}

bool end_check(db::Tx& tx, CheckKind kind, Time claimed, const CheckResult& result) {
    const auto affected = tx.exec(
        sql::end_check,
        to_string(kind),
        claimed,
        result.ended_at,
        result.took.count(),
        to_string(result.outcome),
        result.report
    );
    return affected == 1;
}

}  // namespace otpost::audit
