// SPDX-License-Identifier: Apache-2.0
#include "db/sqlite/tx.hpp"

#include "db/sqlite/control_sql.hpp"

#include <string>

namespace otpost::db::sqlite {

std::int64_t SqliteTx::run(
    const Statement& statement,
    std::span<const Param> params,
    const std::function<void(const Row&)>& on_row
) {
    check_usable();
    try {
        return connection_.run(statement, params, on_row);
    } catch (...) {
        spoil();
        throw;
    }
}

void SqliteTx::post(const Statement& statement, std::span<const Param> params) {
    run(statement, params, {});
}

void SqliteTx::run_unprepared(std::string_view sql) {
    check_usable();
    try {
        connection_.script(std::string{sql});
    } catch (...) {
        spoil();
        throw;
    }
}

void SqliteTx::do_begin_savepoint() {
    connection_.control(sql::control::begin_nested);
}

void SqliteTx::do_release_savepoint() {
    connection_.control(sql::control::release_nested);
}

void SqliteTx::do_rollback_to_savepoint() {
    connection_.control(sql::control::undo_nested);
    connection_.control(sql::control::release_nested);
}

}  // namespace otpost::db::sqlite
