// SPDX-License-Identifier: Apache-2.0
// A row of a result in PostgreSQL's binary format. int64() also reads the smaller integers,
// bool and whole numerics (what SUM of BIGINT gives), as SQLite has only one integer.
#pragma once

#include "db/database.hpp"

#include <libpq-fe.h>

#include <memory>

namespace otpost::db::postgres {

struct ClearResult {
    void operator()(PGresult* result) const { PQclear(result); }
};

using Result = std::unique_ptr<PGresult, ClearResult>;

class PostgresRow final : public Row {
public:
    PostgresRow(const PGresult* result, int row, const Statement& statement)
        : result_(result),
          row_(row),
          statement_(statement) {}

    bool is_null(int column) const override;
    std::int64_t int64(int column) const override;
    std::string_view text(int column) const override;
    std::span<const std::byte> bytes(int column) const override;

private:
    std::span<const std::byte> raw(int column) const;
    [[noreturn]] void refuse_type(int column, std::string_view wanted) const;

    const PGresult* result_;
    int row_;
    const Statement& statement_;
};

}  // namespace otpost::db::postgres
