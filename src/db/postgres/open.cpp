// SPDX-License-Identifier: Apache-2.0
#include "db/postgres/open.hpp"

#include "db/postgres/announcer.hpp"
#include "db/postgres/worker.hpp"

#include <list>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace otpost::db::postgres {

namespace {

class PostgresDatabase final : public Database {
public:
    explicit PostgresDatabase(const StoreOptions& options);

    ~PostgresDatabase() override { stop(); }

    void submit_write(Work work, Done done) override;
    void submit_read(Work work, Done done) override;

    void on_announce(Listeners::Listener listener) override { listeners_.add(std::move(listener)); }

    void stop() override;

    Engine engine() const override { return Engine::postgres; }

    std::size_t queue_depth() const override { return writes_.depth(); }

    Written written() const override { return written_.read(); }

private:
    void start(JobQueue& queue, std::size_t count, Announcer* announcer);

    Server server_;
    Listeners listeners_;
    WrittenCounter written_;
    JobQueue writes_;
    JobQueue reads_;
    std::optional<Announcer> announcer_;  ///< none when open for reading only
    std::list<Worker> workers_;
    std::vector<std::jthread> threads_;
    std::mutex stopping_;
};

PostgresDatabase::PostgresDatabase(const StoreOptions& options)
    : server_(options),
      writes_(options.queue_limit),
      reads_(options.queue_limit) {
    // Workers connect when they get work; that the server is there at all is known now.
    server_.connect();
    start(reads_, options.readers, nullptr);
    if (options.access == Access::read_only) return;
    announcer_.emplace(server_, listeners_);
    start(writes_, options.writers, &*announcer_);
}

void PostgresDatabase::start(JobQueue& queue, std::size_t count, Announcer* announcer) {
    for (std::size_t i = 0; i < count; ++i) {
        auto& worker = workers_.emplace_back(server_, queue, listeners_, written_, announcer);
        threads_.emplace_back([&worker] { worker.run(); });
    }
}

void PostgresDatabase::submit_write(Work work, Done done) {
    if (!announcer_) throw Unavailable("the store is open for reading only");
    writes_.push({std::move(work), std::move(done)});
}

void PostgresDatabase::submit_read(Work work, Done done) {
    reads_.push({std::move(work), std::move(done)});
}

void PostgresDatabase::stop() {
    const std::lock_guard lock(stopping_);
    writes_.close();
    reads_.close();
    threads_.clear();
    workers_.clear();
    if (announcer_) announcer_->stop();
}

}  // namespace

std::unique_ptr<Database> open(const StoreOptions& options) {
    return std::make_unique<PostgresDatabase>(options);
}

}  // namespace otpost::db::postgres
