// SPDX-License-Identifier: Apache-2.0
// Checks of the ledger and of the audit log (W10, A9) as they are asked for and reported: an
// administrator, or the house once a day, asks; one node claims it, runs it beside the requests and
// writes down what it found.
#pragma once

#include "base/error.hpp"
#include "base/id.hpp"
#include "base/time.hpp"
#include "db/database.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace otpost::audit {

enum class CheckKind { ledger, audit };
enum class CheckOutcome {
    whole,
    differs,
    unfinished,  ///< it took longer than it may
};

std::string_view to_string(CheckKind kind);
std::string_view to_string(CheckOutcome outcome);

struct CheckResult {
    Time ended_at;
    Duration took{0};
    CheckOutcome outcome = CheckOutcome::whole;
    std::string report;  ///< for a person
};

struct Check {
    std::optional<Time> asked_at;  ///< it is to come, or running
    std::optional<AccountId> asked_by;
    std::optional<Time> claimed_at;  ///< it is running
    std::optional<CheckResult> newest;
};

Check find_check(db::Tx& tx, CheckKind kind);

/// Refuses conflict when it is asked for already.
Result<> ask_check(db::Tx& tx, CheckKind kind, AccountId by, Time now);

/// Asks when the newest result is older than `age`, or there is none.
void ask_check_if_old(db::Tx& tx, CheckKind kind, Duration age, Time now);

/// True: it is asked for, and this node is to run it. After `lost` another may.
bool claim_check(db::Tx& tx, CheckKind kind, Duration lost, Time now);

/// False: another node took it over from the one that claimed it at `claimed`.
bool end_check(db::Tx& tx, CheckKind kind, Time claimed, const CheckResult& result);

}  // namespace otpost::audit
