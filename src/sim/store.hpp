// SPDX-License-Identifier: Apache-2.0
// The SQLite engine without its threads: the real writer and the real connections, driven by the
// simulated clock on a simulated disk. A batch is what was submitted while the writer was at
// work; its callers hear of the commit a little later, and a crash may come between.
#pragma once

#include "db/listeners.hpp"
#include "db/queue.hpp"
#include "db/sqlite/connection.hpp"
#include "db/sqlite/read_gate.hpp"
#include "db/sqlite/writer.hpp"
#include "sim/clock.hpp"
#include "sim/disk.hpp"
#include "sim/faults.hpp"

#include <deque>
#include <functional>
#include <memory>

namespace otpost::sim {

/// How long works take at most; each is drawn.
struct StorePace {
    Duration write_max = std::chrono::milliseconds{4};
    Duration read_max = std::chrono::milliseconds{1};
};

/// Planted mistakes, for tests that must find them.
enum class StoreMistake : std::uint8_t { none, ignores_failed_commits };

class SimStore final : public db::Database {
public:
    struct Setup {
        SimClock& clock;
        Disk& disk;
        Faults& faults;
        Random& random;
        StorePace pace;
        StoreMistake mistake = StoreMistake::none;
        std::function<void()> after_commit{};  ///< the auditor's turn
    };

    explicit SimStore(Setup setup);
    ~SimStore() override;

    void submit_write(db::Work work, db::Done done) override;
    void submit_read(db::Work work, db::Done done) override;

    void on_announce(db::Listeners::Listener listener) override {
        listeners_.add(std::move(listener));
    }

    void stop() override { stopped_ = true; }

    db::Engine engine() const override { return db::Engine::sqlite; }

    std::size_t queue_depth() const override { return waiting_.size(); }

    db::Written written() const override { return writer_->written(); }

    /// Until then everything is done within submit: for start-up, which waits for it.
    void begin_to_take_time() { takes_time_ = true; }

    void take_no_time() { takes_time_ = false; }

    /// For the auditor, outside of all faults. Does not count.
    void look(const std::function<void(db::Tx&)>& work);

    /// The process is gone: whoever still waits gets an error, nothing more is done.
    void die();

    bool is_dead() const { return dead_; }

private:
    struct Finished {
        db::Done done;
        std::exception_ptr error;
        bool has_run = false;  ///< to a verdict, so that there is something to answer
    };

    void refuse_if_gone() const;
    void work_now(std::vector<db::Job>& batch);
    void work_through_queue();
    void answer(std::vector<Finished> finished);
    Duration draw(Duration most);

    Setup setup_;
    db::Listeners listeners_;
    db::sqlite::ReadGate gate_;
    db::JobQueue unused_queue_{1};
    std::unique_ptr<db::sqlite::Writer> writer_;
    std::unique_ptr<db::sqlite::Connection> reader_;
    std::vector<db::Job> waiting_;
    std::vector<db::Job> waiting_reads_;
    std::deque<std::vector<Finished>> unanswered_;
    bool writer_is_busy_ = false;
    bool takes_time_ = false;
    bool stopped_ = false;
    bool dead_ = false;
};

}  // namespace otpost::sim
