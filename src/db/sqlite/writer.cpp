// SPDX-License-Identifier: Apache-2.0
#include "db/sqlite/writer.hpp"

#include "base/assert.hpp"
#include "db/sqlite/control_sql.hpp"
#include "db/sqlite/tx.hpp"

#include <algorithm>

namespace otpost::db::sqlite {

namespace {

/// A log so many times as long as one checkpoint leaves means that snapshots overlap without a gap.
constexpr int checkpoints_missed = 16;

constexpr std::chrono::milliseconds patience_with_readers{50};

}  // namespace

Writer::Writer(const StoreOptions& options, JobQueue& queue, Listeners& listeners, ReadGate& gate)
    : connection_(options, Access::read_write),
      queue_(queue),
      listeners_(listeners),
      gate_(gate),
      batch_max_(options.batch_max),
      checkpoint_pages_(options.checkpoint_pages) {}

void Writer::run() {
    while (true) {
        auto batch = queue_.take(batch_max_);
        if (batch.empty()) return;
        work(batch);
    }
}

void Writer::work(std::vector<Job>& batch) {
    process(batch);
    tend_log();
}

void Writer::process(std::vector<Job>& batch) {
    std::vector<std::exception_ptr> errors(batch.size());
    std::vector<Announcement> announcements;
    perform(batch, {errors, announcements});
    ASSERT(connection_.is_idle());
    connection_.forget_damage();
    listeners_.tell(announcements);
    for (std::size_t i = 0; i < batch.size(); ++i) batch[i].done(errors[i]);
}

void Writer::perform(std::span<Job> jobs, Outcome outcome) {
    const auto company = jobs.size() == 1 ? Company::alone : Company::in_batch;
    const auto announced_before = outcome.announcements.size();
    try {
        connection_.control(sql::control::begin_write);
        for (std::size_t i = 0; i < jobs.size(); ++i) {
            outcome.errors[i] = run_closure(jobs[i], company, outcome.announcements);
            if (!connection_.is_idle()) continue;
            outcome.announcements.resize(announced_before);
            perform_apart(jobs, outcome, i);
            return;
        }
        connection_.commit();
        written_.commit_of(jobs.size());
    } catch (...) {
        // Refusals too: they may have been decided on what a neighbour did, which is undone now.
        std::ranges::fill(outcome.errors, std::current_exception());
        outcome.announcements.resize(announced_before);
        if (!connection_.is_idle()) connection_.control(sql::control::rollback);
    }
}

// SQLite rolled the whole batch back because of one closure (no space, time-out): the others
// run again, each in a transaction of its own.
void Writer::perform_apart(std::span<Job> jobs, Outcome outcome, std::size_t culprit) {
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        if (i == culprit) continue;
        perform(jobs.subspan(i, 1), {outcome.errors.subspan(i, 1), outcome.announcements});
    }
}

std::exception_ptr Writer::run_closure(
    Job& job, Company company, std::vector<Announcement>& announced
) {
    try {
        if (company == Company::in_batch) connection_.control(sql::control::begin_closure);
        SqliteTx tx(connection_);
        if (job.work(tx) == Verdict::rollback) {
            undo(company);
            return nullptr;
        }
        tx.check_usable();
        keep(company);
        announced.insert(announced.end(), tx.announcements().begin(), tx.announcements().end());
        return nullptr;
    } catch (...) {
        if (!connection_.is_idle()) undo(company);
        return std::current_exception();
    }
}

void Writer::keep(Company company) {
    if (company == Company::in_batch) connection_.control(sql::control::release_closure);
}

void Writer::undo(Company company) {
    if (company == Company::alone) {
        connection_.control(sql::control::rollback);
        return;
    }
    connection_.control(sql::control::undo_closure);
    connection_.control(sql::control::release_closure);
}

void Writer::tend_log() {
    const int pages = connection_.wal_pages();
    if (pages < pages_at_checkpoint_) pages_at_checkpoint_ = 0;  // the log has started over
    if (pages - pages_at_checkpoint_ < checkpoint_pages_) return;
    if (pages < checkpoints_missed * checkpoint_pages_) {
        connection_.checkpoint();
    } else {
        gate_.shut(patience_with_readers);
        connection_.checkpoint();
        gate_.reopen();
    }
    pages_at_checkpoint_ = pages;
}

}  // namespace otpost::db::sqlite
