// SPDX-License-Identifier: Apache-2.0
// One SQLite connection with its prepared statements, used by one thread at a time.
#pragma once

#include "db/open.hpp"

#include <sqlite3.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace otpost::db::sqlite {

class Connection {
public:
    Connection(const StoreOptions& options, Access access);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    /// Binds, steps through all rows and resets; the contract of Tx::run.
    std::int64_t run(
        const Statement& statement,
        std::span<const Param> params,
        const std::function<void(const Row&)>& on_row
    );

    void prepare_only(const Statement& statement);

    /// Runs a statement of the engine's own without parameters.
    void control(const Statement& statement) { run(statement, {}, {}); }

    /// When the flush failed, what was to be committed may lie in the log all the same, and a
    /// restart would bring it back: a commit of nothing is put over it. Throws CommitUnknown when
    /// that fails too; else what it throws is undone for good.
    void commit();

    /// One statement or several, not kept.
    void script(const std::string& sql);

    /// No transaction is open: the last one ended, or SQLite itself rolled it back.
    bool is_idle() const { return sqlite3_get_autocommit(handle_) != 0; }

    /// To be called when idle. What SQLite found damaged may be only what a read that went wrong
    /// left in its cache: without this it would go on finding it damaged when the disk is well.
    void forget_damage();

    /// Pages in the write-ahead log after the last commit.
    int wal_pages() const { return wal_pages_; }

    /// Copies what no reader holds back from the write-ahead log into the file.
    void checkpoint();

private:
    struct Prepared;

    Prepared& prepare(const Statement& statement);
    void bind(Prepared& prepared, std::span<const Param> params);
    [[noreturn]] void fail(int code, std::string_view what);
    bool overwrite_last_batch();
    void configure(const StoreOptions& options, Access access);
    static int on_progress(void* self);
    static int on_wal(void* self, sqlite3* handle, const char* database, int pages);

    sqlite3* handle_ = nullptr;
    std::unordered_map<const Statement*, std::unique_ptr<Prepared>> statements_;
    std::chrono::milliseconds statement_timeout_;
    std::chrono::steady_clock::time_point deadline_;
    int wal_pages_ = 0;
    bool saw_damage_ = false;
};

}  // namespace otpost::db::sqlite
