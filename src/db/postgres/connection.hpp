// SPDX-License-Identifier: Apache-2.0
// One connection to a PostgreSQL server, in libpq's pipeline mode for life, used by one thread
// at a time. Statements are sent without waiting; only `run`, `commit` and `settle` wait for
// answers, so BEGIN travels with the first statement and COMMIT with the last posted ones.
#pragma once

#include "db/open.hpp"
#include "db/postgres/errors.hpp"
#include "db/postgres/row.hpp"

#include <libpq-fe.h>

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

namespace otpost::db::postgres {

/// Finds the columns behind the name of a unique index.
using ColumnsOf = std::function<std::string(const std::string&)>;

class Connection {
public:
    /// Throws ConnectionLost when the server can't be reached.
    Connection(const StoreOptions& options, ColumnsOf columns_of);

    /// Notes what opens the transaction; it is sent with the first statement.
    void begin(const Statement& opening);

    std::int64_t run(
        const Statement& statement,
        std::span<const Param> params,
        const std::function<void(const Row&)>& on_row
    );
    void post(const Statement& statement, std::span<const Param> params);
    void run_unprepared(std::string_view sql);
    void prepare(const Statement& statement);

    /// Waits for the answers to what was posted and throws the first error among them.
    void settle();

    /// Throws CommitUnknown when the connection broke on the way.
    void commit();

    /// Does not wait; the answers are read with those of the next transaction.
    void rollback() noexcept;

    /// Whether the server has not hung up while the connection was idle.
    bool is_alive();

    /// Commands are counted: the number of the last one sent, and of the one that the server
    /// refused in this transaction (0 if none did).
    std::uint64_t sent() const { return sent_; }

    std::uint64_t failed() const { return failed_; }

    void forget_failure() { failed_ = 0; }

    /// For waiting on notifications.
    PGconn* handle() { return handle_.get(); }

private:
    enum class Kind { prepare, command, wanted, sync };

    /// An answer that the server owes.
    struct Owed {
        Kind kind = Kind::sync;
        const Statement* statement = nullptr;
        std::uint64_t number = 0;
        bool is_ignored = false;
    };

    struct Finish {
        void operator()(PGconn* connection) const { PQfinish(connection); }
    };

    void connect(const StoreOptions& options);
    void send_opening();
    void send(const Statement& statement, std::span<const Param> params, Kind kind);
    const std::string& prepared_name(const Statement& statement, int count, const Oid* types);
    void owe(Kind kind, const Statement* statement);
    void sync();
    Result receive_all();
    Result next_result();
    Result receive_one(const Owed& owed);
    void check_sent(int was_sent);
    [[noreturn]] void lose(std::string_view reason);

    std::unique_ptr<PGconn, Finish> handle_;
    ColumnsOf columns_of_;
    std::chrono::milliseconds patience_{0};  ///< with the server's silence
    std::unordered_map<const Statement*, std::string> names_;
    std::uint64_t names_given_ = 0;
    std::deque<Owed> owed_;
    const Statement* opening_ = nullptr;  ///< not sent yet
    std::exception_ptr failure_;          ///< the first of the answers being read
    std::uint64_t sent_ = 0;
    std::uint64_t failed_ = 0;
    bool is_broken_ = false;
};

}  // namespace otpost::db::postgres
