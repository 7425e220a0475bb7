// SPDX-License-Identifier: Apache-2.0
#include "app/integrity.hpp"

#include "audit/audit.hpp"
#include "audit/verify.hpp"
#include "base/log.hpp"
#include "db/async.hpp"
#include "leases/verify.hpp"

#include <fstream>
#include <utility>

namespace otpost::app {

using audit::CheckKind;
using audit::CheckOutcome;
using boost::asio::awaitable;

namespace {

constexpr Duration look_again = std::chrono::seconds{2};
/// A check holds a snapshot, and with it a reader and the store's log.
constexpr Duration at_most = std::chrono::seconds{60};
constexpr Duration taken_for_dead = std::chrono::minutes{5};
constexpr Duration asked_by_itself_after = std::chrono::hours{24};
constexpr Duration quiet_at_first = std::chrono::minutes{1};
static_assert(taken_for_dead > 2 * at_most);

std::string unfinished_report(std::int64_t looked_at, std::string_view command) {
    return "Not finished within a minute: " + std::to_string(looked_at) +
           " rows were right so far. `otpost " + std::string{command} +
           "` on a node takes the time it needs.";
}

audit::Entry entry_of(
    CheckKind kind, const std::optional<AccountId>& asked_by, const audit::CheckResult& result
) {
    audit::Entry entry{.action = audit::Action::check_ended, .actor = audit::Actor::system()};
    if (asked_by) entry.actor = audit::Actor::account(*asked_by);
    entry.object = {"check", std::string{audit::to_string(kind)}};
    if (result.outcome != CheckOutcome::whole) entry.result = audit::to_string(result.outcome);
    entry.detail = result.report.substr(0, result.report.find('\n'));
    return entry;
}

}  // namespace

void Integrity::add_duties(Duties& duties) {
    for (const auto kind : {CheckKind::ledger, CheckKind::audit})
        duties.add("check " + std::string{audit::to_string(kind)}, [this, kind](Time now) {
            return step(kind, now);
        });
}

std::function<bool()> Integrity::end_of_time() const {
    const auto end = parts_.timer.steady_now() + at_most;
    return [end, &timer = parts_.timer] { return timer.steady_now() >= end; };
}

/// Asked for, or the house is to ask: not while it starts, when there is other work.
bool Integrity::is_due(const audit::Check& check, Time now) {
    if (!started_at_) started_at_ = now;
    if (check.claimed_at && *check.claimed_at > now - taken_for_dead) return false;
    if (check.asked_at) return true;
    if (now < *started_at_ + quiet_at_first) return false;
    return !check.newest || check.newest->ended_at < now - asked_by_itself_after;
}

awaitable<Duration> Integrity::step(CheckKind kind, Time now) {
    auto look = [kind](db::Tx& tx) { return audit::find_check(tx, kind); };
    const auto known = co_await db::async_read(parts_.database, std::move(look));
    if (!is_due(known, now)) co_return look_again;
    auto claim = [kind, now](db::Tx& tx) {
        audit::ask_check_if_old(tx, kind, asked_by_itself_after, now);
        return audit::claim_check(tx, kind, taken_for_dead, now);
    };
    const bool is_ours = co_await db::async_write(parts_.database, std::move(claim));
    if (!is_ours) co_return look_again;

    const auto begin = parts_.timer.steady_now();
    const Found found = co_await check(kind);
    const audit::CheckResult result{
        .ended_at = parts_.timer.now(),
        .took = std::chrono::duration_cast<Duration>(parts_.timer.steady_now() - begin),
        .outcome = found.outcome,
        .report = found.report
    };
    auto end = [&](db::Tx& tx) {
        if (!audit::end_check(tx, kind, now, result)) return;
        if (kind == CheckKind::ledger && result.outcome == CheckOutcome::whole)
            ledger::put_tallies(tx, found.tallies, now);
        // That all is well once more, the house need not tell the log every day.
        if (!known.asked_by && result.outcome == CheckOutcome::whole) return;
        const Moment moment{result.ended_at, parts_.ids, parts_.random};
        audit::append(tx, entry_of(kind, known.asked_by, result), moment);
    };
    co_await db::async_write(parts_.database, std::move(end));
    if (result.outcome == CheckOutcome::differs)
        log::error(
            "a check found a difference",
            {{"check", audit::to_string(kind)}, {"report", result.report}}
        );
    co_return look_again;
}

awaitable<Integrity::Found> Integrity::check(CheckKind kind) {
    switch (kind) {
        case CheckKind::ledger:
            return check_ledger();
        case CheckKind::audit:
            return check_audit();
    }
    std::unreachable();
}

awaitable<Integrity::Found> Integrity::check_ledger() {
    auto verify = [this](db::Tx& tx) { return leases::verify(tx, end_of_time()); };
    auto report = co_await db::async_read(parts_.database, std::move(verify));
    Found found;
    found.report = ledger::format(report);
    found.tallies = std::move(report.tallies);
    if (!report.finished) {
        found.outcome = CheckOutcome::unfinished;
        found.report = unfinished_report(report.transfers, "ledger verify");
    } else if (!report.ok()) {
        found.outcome = CheckOutcome::differs;
    }
    co_return found;
}

awaitable<Integrity::Found> Integrity::check_audit() {
    // Read before the log itself, which may only be ahead of them.
    audit::CheckpointFile file;
    std::ifstream stream(checkpoints_, std::ios::binary);
    if (stream) file = audit::read_checkpoints(stream, key_);
    auto verify = [&](db::Tx& tx) {
        return audit::verify(tx, {.checkpoints = file.checkpoints, .key = key_}, end_of_time());
    };
    const auto report = co_await db::async_read(parts_.database, std::move(verify));
    Found found;
    found.report = audit::format(report);
    if (!report.ok()) {
        found.outcome = CheckOutcome::differs;
    } else if (file.forged_line) {
        found.outcome = CheckOutcome::differs;
        found.report = "Line " + std::to_string(*file.forged_line) +
                       " of the checkpoints is not signed by the key of this log.";
    } else if (!report.finished) {
        found.outcome = CheckOutcome::unfinished;
        found.report = unfinished_report(report.entries, "audit verify");
    }
    co_return found;
}

}  // namespace otpost::app
