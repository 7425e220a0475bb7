// SPDX-License-Identifier: Apache-2.0
// The one database interface. Domain code gets a `Tx` and speaks SQL statements by name; where
// the closure runs (SQLite's writer thread with group commit, a PostgreSQL connection of the
// pool) is the engine's business. Closures may run more than once (retry), so they must have no
// effect but on their Tx and their result.
//
// Errors are exceptions. A statement that failed spoils the transaction on both engines: whoever
// catches its error must roll back to a savepoint begun before it, or every further statement
// and the commit throw the same error again. A failed or refused closure never harms its
// neighbours in a batch.
#pragma once

#include "base/money.hpp"
#include "base/time.hpp"
#include "db/written.hpp"

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace otpost::db {

/// One SQL text in PostgreSQL spelling with $1..$n, generated from a module's .sql file.
/// Statements have static life; engines key their prepared statements by address.
struct Statement {
    std::string_view name;
    std::string_view sql;
};

/// What a parameter can be. Text and bytes are only borrowed for the call.
using Param =
    std::variant<std::monostate, std::int64_t, std::string_view, std::span<const std::byte>>;

/// The current row of a running statement. Columns are counted from 0. Text and bytes live until
/// the next row. A value of the wrong type throws Corruption.
class Row {
public:
    virtual ~Row() = default;
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t int64(int column) const = 0;
    virtual std::string_view text(int column) const = 0;
    virtual std::span<const std::byte> bytes(int column) const = 0;

    Time time(int column) const { return from_micros(int64(column)); }

    template <class Id>
    Id id(int column) const {
        return Id{int64(column)};
    }

    bool boolean(int column) const { return int64(column) != 0; }

    std::optional<std::int64_t> optional_int64(int column) const {
        if (is_null(column)) return std::nullopt;
        return int64(column);
    }

    std::optional<Time> optional_time(int column) const {
        if (is_null(column)) return std::nullopt;
        return time(column);
    }
};

/// The store can't be used now: gone, full, locked, shutting down. Nothing was half done.
struct Unavailable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The queue in front of the store is full: try again after `retry_after`.
struct Busy : Unavailable {
    explicit Busy(std::chrono::seconds wait) : Unavailable("store is busy"), retry_after(wait) {}

    std::chrono::seconds retry_after;
};

/// The connection broke while committing: it is not known whether the work was done.
struct CommitUnknown : Unavailable {
    using Unavailable::Unavailable;
};

/// A constraint refused. `constraint` names it the same way on both engines: for unique keys,
/// primary keys and partial unique indexes `table.column[,column]` in the order of the index,
/// for unique indexes over expressions the index's name, for NOT NULL `table.column`, for a
/// check the name it was given (name them all), for a foreign key `foreign_key`, for a trigger
/// what it raises: RAISE(ABORT, 'name') or RAISE ... CONSTRAINT = 'name'.
struct Conflict : std::runtime_error {
    Conflict(std::string name, const std::string& what)
        : std::runtime_error(what),
          constraint(std::move(name)) {}

    std::string constraint;
};

/// What is stored can't be what we wrote.
struct Corruption : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Our own mistake: a statement the engine can't prepare, parameters that don't fit, a write in
/// a read, text with a NUL byte (input is to be checked before).
struct BadStatement : std::logic_error {
    using std::logic_error::logic_error;
};

/// Something that happened to `key` (an account id, say) and that listeners want to hear of
/// after the commit. Small and repeatable: it says where to look, not what.
struct Announcement {
    enum class Topic : std::uint8_t { account_events, outbox, lease_deadlines, keys_changed };
    Topic topic;
    std::int64_t key;

    friend auto operator<=>(const Announcement&, const Announcement&) = default;
};

inline constexpr auto last_topic = Announcement::Topic::keys_changed;

/// A transaction in progress; lives only inside the closure. Not thread-safe.
class Tx {
public:
    virtual ~Tx() = default;

    /// Runs a statement, hands each row to `on_row` (may be empty), returns the rows affected
    /// (found, for a query). `on_row` may run other statements but not the same one.
    virtual std::int64_t run(
        const Statement& statement,
        std::span<const Param> params,
        const std::function<void(const Row&)>& on_row
    ) = 0;

    /// Runs a statement whose outcome the closure does not look at; an engine may send it along
    /// with the next one. Its errors surface at the latest when the transaction commits.
    virtual void post(const Statement& statement, std::span<const Param> params) = 0;

    /// Throws BadStatement if the engine can't prepare the statement; for tests of statements.
    virtual void prepare(const Statement& statement) = 0;

    /// Runs one statement of its engine's own SQL without keeping it prepared; for migrations.
    virtual void run_unprepared(std::string_view sql) = 0;

    /// Listeners of Database::on_announce hear of it after the commit, once per batch.
    virtual void announce(Announcement announcement) = 0;

    /// Savepoints nest. Each is closed by release (keeps) or rollback_to (undoes what came
    /// after begin, announcements too, and makes a spoilt transaction usable again).
    virtual void begin_savepoint() = 0;
    virtual void release_savepoint() = 0;
    virtual void rollback_to_savepoint() = 0;

    template <class... Args>
    std::int64_t exec(const Statement& statement, const Args&... args) {
        const Param params[] = {to_param(args)..., Param{}};
        return run(statement, std::span{params, sizeof...(Args)}, {});
    }

    template <class... Args>
    void send(const Statement& statement, const Args&... args) {
        const Param params[] = {to_param(args)..., Param{}};
        post(statement, std::span{params, sizeof...(Args)});
    }

    /// The first row through `read`, or nothing.
    template <class Read, class... Args>
    auto one(const Statement& statement, Read&& read, const Args&... args)
        -> std::optional<std::invoke_result_t<Read, const Row&>> {
        const Param params[] = {to_param(args)..., Param{}};
        std::optional<std::invoke_result_t<Read, const Row&>> found;
        run(statement, std::span{params, sizeof...(Args)}, [&](const Row& row) {
            if (!found) found.emplace(read(row));
        });
        return found;
    }

    /// All rows through `read`; statements bound their own LIMIT.
    template <class Read, class... Args>
    auto all(const Statement& statement, Read&& read, const Args&... args)
        -> std::vector<std::invoke_result_t<Read, const Row&>> {
        const Param params[] = {to_param(args)..., Param{}};
        std::vector<std::invoke_result_t<Read, const Row&>> rows;
        run(statement, std::span{params, sizeof...(Args)}, [&](const Row& row) {
            rows.push_back(read(row));
        });
        return rows;
    }

    static Param to_param(std::nullptr_t) { return std::monostate{}; }

    static Param to_param(bool value) { return std::int64_t{value}; }

    static Param to_param(int value) { return std::int64_t{value}; }

    static Param to_param(std::int64_t value) { return value; }

    static Param to_param(Money money) { return money.micros(); }

    static Param to_param(Time time) { return to_micros(time); }

    static Param to_param(std::string_view text) { return text; }

    static Param to_param(const std::string& text) { return std::string_view{text}; }

    static Param to_param(const char* text) { return std::string_view{text}; }

    static Param to_param(std::span<const std::byte> bytes) { return bytes; }

    static Param to_param(std::nullopt_t) { return std::monostate{}; }

    static Param to_param(const std::vector<std::byte>& bytes) { return std::span{bytes}; }

    template <class T>
        requires requires(T id) {
            { id.value() } -> std::same_as<std::int64_t>;
        }
    static Param to_param(T id) {
        return id.value();
    }

    template <class T>
    static Param to_param(const std::optional<T>& value) {
        return value ? to_param(*value) : Param{};
    }
};

/// A closure of domain work. `commit` is what it returns to the engine.
enum class Verdict { commit, rollback };
using Work = std::move_only_function<Verdict(Tx&)>;

/// Called exactly once, from an engine thread, after the work is durable or undone; the pointer
/// is null when the work ran to its verdict.
using Done = std::move_only_function<void(std::exception_ptr)>;

enum class Engine { sqlite, postgres };

class Database {
public:
    virtual ~Database() = default;

    /// Queues work that may write. Throws Busy at once when the queue is full, Unavailable after
    /// stop(). `done` is called after the commit that made it durable.
    virtual void submit_write(Work work, Done done) = 0;

    /// Queues work on a read-only snapshot.
    virtual void submit_read(Work work, Done done) = 0;

    /// Listeners run on an engine thread after a commit with that batch's announcements (of every
    /// node, once each); they must be quick and must not call back into the database.
    virtual void on_announce(std::function<void(std::span<const Announcement>)> listener) = 0;

    /// Refuses new work, finishes what was accepted, closes. Idempotent.
    virtual void stop() = 0;

    virtual Engine engine() const = 0;

    /// Works waiting to be written, for metrics.
    virtual std::size_t queue_depth() const = 0;

    /// Since it was opened, for metrics.
    virtual Written written() const = 0;
};

namespace detail {

template <class T>
constexpr bool is_refusal(const T& value) {
    if constexpr (requires {
                      value.has_value();
                      value.error();
                  })
        return !value.has_value();
    return false;
}

}  // namespace detail

/// Runs `work(tx)` and waits for it: for start-up, the command line, tests and simulators. A
/// returned `std::expected` without a value rolls back.
template <class F>
auto write(Database& database, F work) -> std::invoke_result_t<F&, Tx&>;

template <class F>
auto read(Database& database, F work) -> std::invoke_result_t<F&, Tx&>;

}  // namespace otpost::db

#include "db/blocking.hpp"
