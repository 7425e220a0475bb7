// SPDX-License-Identifier: Apache-2.0
#include "db/sqlite/connection.hpp"

#include "base/assert.hpp"
#include "db/closure_tx.hpp"
#include "db/sqlite/control_sql.hpp"
#include "db/sqlite/errors.hpp"
#include "db/sqlite/prepared.hpp"

#include <fmt/format.h>

#include <utility>

namespace otpost::db::sqlite {

namespace {

/// How many steps of SQLite's machine lie between two looks at the deadline; about 10 ms.
constexpr int steps_between_checks = 200'000;

/// Resets a statement however its run ends, so that it holds no lock and no borrowed text.
class Running {
public:
    Running(sqlite3_stmt* handle, bool& is_running) : handle_(handle), is_running_(is_running) {
        is_running_ = true;
    }

    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    ~Running() {
        sqlite3_reset(handle_);
        is_running_ = false;
    }

private:
    sqlite3_stmt* handle_;
    bool& is_running_;
};

int bind_one(sqlite3_stmt* handle, int position, const Param& param) {
    if (const auto* number = std::get_if<std::int64_t>(&param)) {
        return sqlite3_bind_int64(handle, position, *number);
    }
    // A null pointer would bind NULL where an empty value is meant.
    if (const auto* text = std::get_if<std::string_view>(&param)) {
        const char* data = text->data() ? text->data() : "";
        return sqlite3_bind_text64(
            handle, position, data, text->size(), SQLITE_STATIC, SQLITE_UTF8
        );
    }
    if (const auto* bytes = std::get_if<std::span<const std::byte>>(&param)) {
        const void* data = bytes->data() ? static_cast<const void*>(bytes->data()) : "";
        return sqlite3_bind_blob64(handle, position, data, bytes->size(), SQLITE_STATIC);
    }
    return sqlite3_bind_null(handle, position);
}

}  // namespace

Connection::Connection(const StoreOptions& options, Access access)
    : statement_timeout_(options.statement_timeout) {
    const bool writes = access == Access::read_write;
    const int flags = (writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY) |
                      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const char* vfs = options.vfs.empty() ? nullptr : options.vfs.c_str();
    const int code = sqlite3_open_v2(options.location.c_str(), &handle_, flags, vfs);
    try {
        if (code != SQLITE_OK) raise(handle_, code, "open " + options.location);
        configure(options, access);
    } catch (...) {
        sqlite3_close(handle_);
        throw;
    }
}

Connection::~Connection() {
    statements_.clear();
    sqlite3_close(handle_);
}

void Connection::configure(const StoreOptions& options, Access access) {
    deadline_ = std::chrono::steady_clock::now() + statement_timeout_;
    sqlite3_busy_timeout(handle_, static_cast<int>(options.lock_timeout.count()));
    sqlite3_progress_handler(handle_, steps_between_checks, &Connection::on_progress, this);
    // Without it every new pattern of a LIKE makes SQLite compile the statement again.
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_ENABLE_QPSG, 1, nullptr);
    script("PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;");
    if (access == Access::read_only) {
        script("PRAGMA cache_size = -8192;");
        return;
    }
    // FULL: with NORMAL a power cut loses acknowledged commits. The engine checkpoints itself,
    // between batches; the size limit lets the log shrink again after a long snapshot.
    script("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;");
    script("PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -65536;");
    sqlite3_wal_hook(handle_, &Connection::on_wal, this);
}

std::int64_t Connection::run(
    const Statement& statement,
    std::span<const Param> params,
    const std::function<void(const Row&)>& on_row
) {
    auto& prepared = prepare(statement);
    ASSERT(!prepared.is_running);
    const Running running(prepared.handle, prepared.is_running);
    bind(prepared, params);
    deadline_ = std::chrono::steady_clock::now() + statement_timeout_;
    std::int64_t rows = 0;
    while (true) {
        const int code = sqlite3_step(prepared.handle);
        if (code == SQLITE_DONE) break;
        if (code != SQLITE_ROW) fail(code, statement.name);
        ++rows;
        if (on_row) on_row(SqliteRow(prepared.handle, statement));
    }
    return prepared.is_query ? rows : sqlite3_changes64(handle_);
}

void Connection::prepare_only(const Statement& statement) {
    prepare(statement);
}

void Connection::commit() {
    try {
        control(sql::control::commit);
    } catch (const Unavailable& error) {
        if ((sqlite3_extended_errcode(handle_) & 0xff) != SQLITE_IOERR) throw;
        if (overwrite_last_batch()) throw;
        throw CommitUnknown(error.what());
    }
}

// The frames of the failed batch are written again from the first on, so nothing depends on a
// flush that failed once: the next one finds everything it must make durable newly written.
bool Connection::overwrite_last_batch() {
    try {
        control(sql::control::begin_write);
        control(sql::control::write_nothing);
        control(sql::control::commit);
        return true;
    } catch (const std::exception&) {
        if (!is_idle()) control(sql::control::rollback);
        return false;
    }
}

void Connection::forget_damage() {
    if (!std::exchange(saw_damage_, false)) return;
    sqlite3_db_release_memory(handle_);
}

void Connection::fail(int code, std::string_view what) {
    const int kind = code & 0xff;
    if (kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB) saw_damage_ = true;
    raise(handle_, code, what);
}

void Connection::script(const std::string& sql) {
    const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(code, sql);
}

Connection::Prepared& Connection::prepare(const Statement& statement) {
    auto& prepared = statements_[&statement];
    if (!prepared) {
        try {
            prepared = std::make_unique<Prepared>(handle_, statement);
        } catch (const Corruption&) {
            saw_damage_ = true;
            statements_.erase(&statement);
            throw;
        } catch (...) {
            statements_.erase(&statement);
            throw;
        }
    }
    // A statement that did not live for ever, another one in its place.
    ASSERT(prepared->statement.sql.data() == statement.sql.data());
    return *prepared;
}

void Connection::bind(Prepared& prepared, std::span<const Param> params) {
    if (params.size() != prepared.positions.size()) {
        throw BadStatement(fmt::format(
            "{}: {} parameters for {}",
            prepared.statement.name,
            params.size(),
            prepared.positions.size()
        ));
    }
    for (std::size_t i = 0; i < params.size(); ++i) {
        if (const auto* text = std::get_if<std::string_view>(&params[i])) {
            check_text(prepared.statement, *text);
        }
        const int code = bind_one(prepared.handle, prepared.positions[i], params[i]);
        if (code != SQLITE_OK) raise(handle_, code, prepared.statement.name);
    }
}

void Connection::checkpoint() {
    int remaining = 0;
    int copied = 0;
    // A failure is not an error of any work: the log stays longer and the next one tries again.
    const int code =
        sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_PASSIVE, &remaining, &copied);
    if (code == SQLITE_OK && remaining == copied) wal_pages_ = 0;
}

int Connection::on_progress(void* self) {
    return std::chrono::steady_clock::now() > static_cast<Connection*>(self)->deadline_ ? 1 : 0;
}

int Connection::on_wal(void* self, sqlite3*, const char*, int pages) {
    static_cast<Connection*>(self)->wal_pages_ = pages;
    return SQLITE_OK;
}

}  // namespace otpost::db::sqlite
