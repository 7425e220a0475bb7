// SPDX-License-Identifier: Apache-2.0
// The one thread that writes. It takes all the work that queued while the last commit flushed
// and commits it with one flush: batches clock themselves, an idle store has batches of one.
#pragma once

#include "db/listeners.hpp"
#include "db/open.hpp"
#include "db/queue.hpp"
#include "db/sqlite/connection.hpp"
#include "db/sqlite/read_gate.hpp"
#include "db/written.hpp"

#include <exception>
#include <span>
#include <vector>

namespace otpost::db::sqlite {

class Writer {
public:
    Writer(const StoreOptions& options, JobQueue& queue, Listeners& listeners, ReadGate& gate);

    /// Works until the queue is closed and drained.
    void run();

    /// One batch in one commit; each `done` is called before it returns.
    void work(std::vector<Job>& batch);

    Written written() const { return written_.read(); }

private:
    enum class Company { alone, in_batch };

    /// What became of a batch: an error (or null) for each closure and what to announce.
    struct Outcome {
        std::span<std::exception_ptr> errors;
        std::vector<Announcement>& announcements;
    };

    void process(std::vector<Job>& batch);
    void perform(std::span<Job> jobs, Outcome outcome);
    void perform_apart(std::span<Job> jobs, Outcome outcome, std::size_t culprit);
    std::exception_ptr run_closure(Job& job, Company company, std::vector<Announcement>& announced);
    void keep(Company company);
    void undo(Company company);
    void tend_log();

    Connection connection_;
    JobQueue& queue_;
    Listeners& listeners_;
    ReadGate& gate_;
    const std::size_t batch_max_;
    const int checkpoint_pages_;
    int pages_at_checkpoint_ = 0;
    WrittenCounter written_;
};

}  // namespace otpost::db::sqlite
