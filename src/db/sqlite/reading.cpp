// SPDX-License-Identifier: Apache-2.0
#include "db/sqlite/reading.hpp"

#include "db/sqlite/control_sql.hpp"
#include "db/sqlite/tx.hpp"

namespace otpost::db::sqlite {

std::exception_ptr read_once(Connection& connection, Job& job) {
    std::exception_ptr error;
    try {
        connection.control(sql::control::begin_read);
        SqliteTx tx(connection);
        job.work(tx);
        tx.check_usable();
    } catch (...) {
        error = std::current_exception();
    }
    if (!connection.is_idle()) connection.control(sql::control::rollback);
    connection.forget_damage();
    return error;
}

}  // namespace otpost::db::sqlite
