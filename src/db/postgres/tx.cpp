// SPDX-License-Identifier: Apache-2.0
#include "db/postgres/tx.hpp"

#include "db/postgres/session_sql.hpp"

namespace otpost::db::postgres {

template <class F>
auto PostgresTx::spoiling(F call) {
    check_usable();
    try {
        return call();
    } catch (...) {
        spoil();
        throw;
    }
}

std::int64_t PostgresTx::run(
    const Statement& statement,
    std::span<const Param> params,
    const std::function<void(const Row&)>& on_row
) {
    return spoiling([&] { return connection_.run(statement, params, on_row); });
}

void PostgresTx::post(const Statement& statement, std::span<const Param> params) {
    spoiling([&] { connection_.post(statement, params); });
}

void PostgresTx::prepare(const Statement& statement) {
    spoiling([&] { connection_.prepare(statement); });
}

void PostgresTx::run_unprepared(std::string_view sql) {
    spoiling([&] { connection_.run_unprepared(sql); });
}

void PostgresTx::do_begin_savepoint() {
    spoiling([&] {
        savepoints_.push_back(connection_.sent());
        connection_.post(sql::session::begin_nested, {});
    });
}

void PostgresTx::do_release_savepoint() {
    spoiling([&] { connection_.post(sql::session::release_nested, {}); });
    savepoints_.pop_back();
}

// What was posted is settled first: the server skips all that follows a failure in the same
// pipeline. A failure of something posted before the savepoint is not healed by going back to it.
void PostgresTx::do_rollback_to_savepoint() {
    try {
        connection_.settle();
    } catch (...) {
        if (!is_spoilt()) spoil();
    }
    if (connection_.failed() != 0 && connection_.failed() <= savepoints_.back()) check_usable();
    connection_.forget_failure();
    connection_.post(sql::session::undo_nested, {});
    connection_.post(sql::session::release_nested, {});
    savepoints_.pop_back();
}

}  // namespace otpost::db::postgres
