// SPDX-License-Identifier: Apache-2.0
#include "db/sqlite/prepared.hpp"

#include "base/assert.hpp"
#include "db/dialect.hpp"
#include "db/sqlite/errors.hpp"

#include <fmt/format.h>

namespace otpost::db::sqlite {

Connection::Prepared::Prepared(sqlite3* database, const Statement& source) : statement(source) {
    const auto sql = expand_tokens(source.sql, Engine::sqlite);
    const char* tail = nullptr;
    const int code = sqlite3_prepare_v3(
        database,
        sql.c_str(),
        static_cast<int>(sql.size() + 1),
        SQLITE_PREPARE_PERSISTENT,
        &handle,
        &tail
    );
    if (code != SQLITE_OK) raise(database, sqlite3_extended_errcode(database), source.name);
    // From here on a throw does not run the destructor.
    const int count = sqlite3_bind_parameter_count(handle);
    for (int n = 1; n <= count; ++n) {
        const auto name = fmt::format("${}", n);
        positions.push_back(sqlite3_bind_parameter_index(handle, name.c_str()));
        if (positions.back() != 0) continue;
        sqlite3_finalize(handle);
        throw BadStatement(fmt::format("{}: parameters are not $1..${}", source.name, count));
    }
    is_query = sqlite3_stmt_readonly(handle) != 0;
}

bool SqliteRow::is_null(int column) const {
    ASSERT(column >= 0 && column < sqlite3_column_count(handle_));
    return sqlite3_column_type(handle_, column) == SQLITE_NULL;
}

std::int64_t SqliteRow::int64(int column) const {
    expect(column, SQLITE_INTEGER);
    return sqlite3_column_int64(handle_, column);
}

std::string_view SqliteRow::text(int column) const {
    expect(column, SQLITE_TEXT);
    const auto* data = sqlite3_column_text(handle_, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle_, column));
    return {reinterpret_cast<const char*>(data), size};
}

std::span<const std::byte> SqliteRow::bytes(int column) const {
    expect(column, SQLITE_BLOB);
    const auto* data = static_cast<const std::byte*>(sqlite3_column_blob(handle_, column));
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

void SqliteRow::expect(int column, int type) const {
    ASSERT(column >= 0 && column < sqlite3_column_count(handle_));
    const int found = sqlite3_column_type(handle_, column);
    if (found == type) return;
    throw Corruption(fmt::format(
        "{}: column {} holds a value of type {} instead of {}", statement_.name, column, found, type
    ));
}

}  // namespace otpost::db::sqlite
