// SPDX-License-Identifier: Apache-2.0
#include "sim/store.hpp"

#include "db/sqlite/reading.hpp"

#include <algorithm>
#include <utility>

namespace otpost::sim {

namespace {

constexpr std::size_t batch_max = 64;
constexpr std::size_t queue_max = 512;

db::StoreOptions options_for(const Disk& disk) {
    db::StoreOptions options;
    options.location = "otpost.db";
    options.vfs = disk.vfs();
    options.checkpoint_pages = 200;
    // A look at the machine's clock for every statement would tell nothing here.
    options.statement_timeout = std::chrono::hours{1};
    return options;
}

bool is_failed_commit(const std::exception_ptr& error) {
    if (!error) return false;
    try {
        std::rethrow_exception(error);
    } catch (const db::Unavailable& failure) {
        return std::string_view{failure.what()}.contains("control.commit");
    } catch (...) {
        return false;
    }
}

/// Faults of the disk are not the auditor's.
class Undisturbed {
public:
    explicit Undisturbed(Faults& faults) : faults_(faults), was_hushed_(faults.is_hushed()) {
        if (!was_hushed_) faults_.pause();
    }

    Undisturbed(const Undisturbed&) = delete;
    Undisturbed& operator=(const Undisturbed&) = delete;

    ~Undisturbed() {
        if (!was_hushed_) faults_.resume();
    }

private:
    Faults& faults_;
    bool was_hushed_;
};

}  // namespace

SimStore::SimStore(Setup setup) : setup_(std::move(setup)) {
    const auto options = options_for(setup_.disk);
    writer_ = std::make_unique<db::sqlite::Writer>(options, unused_queue_, listeners_, gate_);
    reader_ = std::make_unique<db::sqlite::Connection>(options, db::Access::read_only);
}

SimStore::~SimStore() {
    setup_.clock.forget(this);
}

Duration SimStore::draw(Duration most) {
    return Duration{
        static_cast<std::int64_t>(setup_.random.below(static_cast<std::uint64_t>(most.count())))
    };
}

void SimStore::refuse_if_gone() const {
    if (dead_ || stopped_) throw db::Unavailable("the store is shutting down");
    if (takes_time_ && setup_.faults.strikes(Fault::store_busy))
        throw db::Busy(std::chrono::seconds{1});
}

void SimStore::submit_write(db::Work work, db::Done done) {
    refuse_if_gone();
    if (!takes_time_) {
        std::vector<db::Job> batch;
        batch.push_back({std::move(work), std::move(done)});
        work_now(batch);
        return;
    }
    if (waiting_.size() >= queue_max) throw db::Busy(std::chrono::seconds{1});
    waiting_.push_back({std::move(work), std::move(done)});
    if (writer_is_busy_) return;
    writer_is_busy_ = true;
    setup_.clock.call_in(draw(setup_.pace.write_max), this, [this] { work_through_queue(); });
}

void SimStore::submit_read(db::Work work, db::Done done) {
    refuse_if_gone();
    db::Job job{std::move(work), std::move(done)};
    if (!takes_time_) {
        const auto error = db::sqlite::read_once(*reader_, job);
        job.done(error);
        return;
    }
    waiting_reads_.push_back(std::move(job));
    if (waiting_reads_.size() > 1) return;
    setup_.clock.call_in(draw(setup_.pace.read_max), this, [this] {
        auto jobs = std::exchange(waiting_reads_, {});
        for (db::Job& read : jobs) {
            const auto error = db::sqlite::read_once(*reader_, read);
            read.done(error);
        }
    });
}

void SimStore::work_now(std::vector<db::Job>& batch) {
    std::vector<Finished> finished;
    for (db::Job& job : batch) {
        auto has_run = std::make_shared<bool>(false);
        job.work = [has_run, work = std::move(job.work)](db::Tx& tx) mutable {
            const auto verdict = work(tx);
            *has_run = true;
            return verdict;
        };
        job.done = [&finished, has_run, done = std::move(job.done)](std::exception_ptr error
                   ) mutable { finished.push_back({std::move(done), std::move(error), *has_run}); };
    }
    writer_->work(batch);
    if (setup_.mistake == StoreMistake::ignores_failed_commits)
        for (Finished& one : finished)
            if (one.has_run && is_failed_commit(one.error)) one.error = nullptr;
    const bool has_died = setup_.disk.is_dead();
    if (!takes_time_) {
        // Somebody waits for it in earnest, while a house starts.
        const auto gone = std::make_exception_ptr(db::Unavailable("the power is gone"));
        for (Finished& one : finished) one.done(has_died ? gone : one.error);
        return;
    }
    if (has_died) return;
    if (setup_.after_commit) setup_.after_commit();
    answer(std::move(finished));
}

void SimStore::answer(std::vector<Finished> finished) {
    if (setup_.faults.strikes(Fault::crash_before_answer)) setup_.disk.cut_power();
    unanswered_.push_back(std::move(finished));
    setup_.clock.call_in(draw(setup_.pace.write_max) / 4, this, [this] {
        auto next = std::move(unanswered_.front());
        unanswered_.pop_front();
        for (Finished& one : next) one.done(one.error);
    });
}

void SimStore::work_through_queue() {
    writer_is_busy_ = false;
    if (setup_.disk.is_dead()) return;
    const auto count = static_cast<std::ptrdiff_t>(std::min(batch_max, waiting_.size()));
    const auto end = waiting_.begin() + count;
    std::vector<db::Job> batch(std::move_iterator{waiting_.begin()}, std::move_iterator{end});
    waiting_.erase(waiting_.begin(), end);
    work_now(batch);
    if (waiting_.empty()) return;
    writer_is_busy_ = true;
    const bool slow = setup_.faults.strikes(Fault::store_slow);
    const Duration pause = slow ? std::chrono::seconds{3} : draw(setup_.pace.write_max);
    setup_.clock.call_in(pause, this, [this] { work_through_queue(); });
}

void SimStore::look(const std::function<void(db::Tx&)>& work) {
    const Undisturbed quiet(setup_.faults);
    db::Job job{
        [&](db::Tx& tx) {
            work(tx);
            return db::Verdict::commit;
        },
        {}
    };
    const auto error = db::sqlite::read_once(*reader_, job);
    if (error) std::rethrow_exception(error);
}

void SimStore::die() {
    dead_ = true;
    setup_.clock.forget(this);
    const auto gone = std::make_exception_ptr(db::Unavailable("the process is gone"));
    auto writes = std::exchange(waiting_, {});
    auto reads = std::exchange(waiting_reads_, {});
    auto unanswered = std::exchange(unanswered_, {});
    for (db::Job& job : writes) job.done(gone);
    for (db::Job& job : reads) job.done(gone);
    for (auto& batch : unanswered)
        for (Finished& one : batch) one.done(gone);
}

}  // namespace otpost::sim
