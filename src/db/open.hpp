// SPDX-License-Identifier: Apache-2.0
// How a store is opened: which engine, where it lies and its limits. `open` starts the engine's
// threads; the schema is brought up to date by `migrate` (db/migrate.hpp), not here.
#pragma once

#include "base/error.hpp"
#include "db/database.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace otpost::db {

/// `read_only` is for the command line beside a running server: writes are refused.
enum class Access { read_write, read_only };

/// How PostgreSQL keeps transactions apart; see docs/decisions/0003-postgres-isolation.md.
/// SQLite always runs one write at a time.
enum class Isolation { read_committed, serializable };

struct StoreOptions {
    Engine engine = Engine::sqlite;
    std::string location;  ///< the data file of SQLite, the connection URL of PostgreSQL
    Access access = Access::read_write;
    std::size_t queue_limit =
        4096;                     ///< works waiting before Busy is thrown; for each of write, read
    std::size_t batch_max = 256;  ///< SQLite: works of one commit
    std::size_t writers = 16;     ///< PostgreSQL: connections that write
    Isolation isolation = Isolation::read_committed;
    std::size_t readers = 2;       ///< threads with a connection each
    int checkpoint_pages = 2'000;  ///< SQLite: new pages in the log until it is copied to the file
    std::string vfs;               ///< SQLite: a registered file system; empty: the machine's
    std::chrono::milliseconds statement_timeout{10'000};
    std::chrono::milliseconds lock_timeout{2'000};
    std::string application_name = "otpost";  ///< PostgreSQL shows it in pg_stat_activity
};

/// Understands `sqlite:PATH`, `postgres://...` and `postgresql://...`.
Result<StoreOptions> parse_store_url(std::string_view url);

/// Throws Unavailable when the store can't be reached, is not a store, or is open elsewhere.
std::unique_ptr<Database> open(const StoreOptions& options);

}  // namespace otpost::db
