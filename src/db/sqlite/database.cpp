// SPDX-License-Identifier: Apache-2.0
#include "db/sqlite/control_sql.hpp"
#include "db/sqlite/file_lock.hpp"
#include "db/sqlite/open.hpp"
#include "db/sqlite/reading.hpp"
#include "db/sqlite/writer.hpp"

#include <list>
#include <optional>
#include <thread>
#include <vector>

namespace otpost::db::sqlite {

namespace {

class SqliteDatabase final : public Database {
public:
    explicit SqliteDatabase(const StoreOptions& options);

    ~SqliteDatabase() override { stop(); }

    void submit_write(Work work, Done done) override;
    void submit_read(Work work, Done done) override;

    void on_announce(Listeners::Listener listener) override { listeners_.add(std::move(listener)); }

    void stop() override;

    Engine engine() const override { return Engine::sqlite; }

    std::size_t queue_depth() const override { return writes_.depth(); }

    Written written() const override { return writer_ ? writer_->written() : Written{}; }

private:
    void serve_reads(Connection& connection);

    std::optional<FileLock> lock_;
    Listeners listeners_;
    JobQueue writes_;
    JobQueue reads_;
    ReadGate gate_;
    std::optional<Writer> writer_;  ///< none when open for reading only
    std::list<Connection> connections_;
    std::vector<std::jthread> threads_;
    std::mutex stopping_;
};

SqliteDatabase::SqliteDatabase(const StoreOptions& options)
    : writes_(options.queue_limit),
      reads_(options.queue_limit) {
    if (options.access == Access::read_write) {
        lock_.emplace(options.location);
        create_private(options.location);
        writer_.emplace(options, writes_, listeners_, gate_);
    }
    for (std::size_t i = 0; i < options.readers; ++i) {
        connections_.emplace_back(options, Access::read_only);
    }
    if (writer_) threads_.emplace_back([this] { writer_->run(); });
    for (auto& connection : connections_) {
        threads_.emplace_back([this, &connection] { serve_reads(connection); });
    }
}

void SqliteDatabase::submit_write(Work work, Done done) {
    if (!writer_) throw Unavailable("the store is open for reading only");
    writes_.push({std::move(work), std::move(done)});
}

void SqliteDatabase::submit_read(Work work, Done done) {
    reads_.push({std::move(work), std::move(done)});
}

// The writer's connection closes last: it is the one that empties the write-ahead log.
void SqliteDatabase::stop() {
    const std::lock_guard lock(stopping_);
    writes_.close();
    reads_.close();
    threads_.clear();
    connections_.clear();
    writer_.reset();
    lock_.reset();
}

void SqliteDatabase::serve_reads(Connection& connection) {
    while (true) {
        auto jobs = reads_.take(1);
        if (jobs.empty()) return;
        gate_.enter();
        const auto error = read_once(connection, jobs.front());
        gate_.leave();
        jobs.front().done(error);
    }
}

}  // namespace

std::unique_ptr<Database> open(const StoreOptions& options) {
    return std::make_unique<SqliteDatabase>(options);
}

}  // namespace otpost::db::sqlite
