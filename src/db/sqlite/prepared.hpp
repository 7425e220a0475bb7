// SPDX-License-Identifier: Apache-2.0
// A prepared statement of a SQLite connection and the view of its current row.
#pragma once

#include "db/sqlite/connection.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace otpost::db::sqlite {

struct Connection::Prepared {
    explicit Prepared(sqlite3* database, const Statement& source);
    Prepared(const Prepared&) = delete;
    Prepared& operator=(const Prepared&) = delete;

    ~Prepared() { sqlite3_finalize(handle); }

    Statement statement;
    sqlite3_stmt* handle = nullptr;
    /// SQLite numbers `$n` by first appearance: here stands at n-1 what it calls `$n`.
    std::vector<int> positions;
    bool is_query = false;
    bool is_running = false;
};

class SqliteRow final : public Row {
public:
    SqliteRow(sqlite3_stmt* handle, const Statement& statement)
        : handle_(handle),
          statement_(statement) {}

    bool is_null(int column) const override;
    std::int64_t int64(int column) const override;
    std::string_view text(int column) const override;
    std::span<const std::byte> bytes(int column) const override;

private:
    /// Throws Corruption unless the column holds a value of SQLite's `type`.
    void expect(int column, int type) const;

    sqlite3_stmt* handle_;
    const Statement& statement_;
};

}  // namespace otpost::db::sqlite
