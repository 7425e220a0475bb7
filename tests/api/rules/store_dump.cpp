// SPDX-License-Identifier: Apache-2.0
#include "rules/store_dump.hpp"

#include "crypto/bytes.hpp"
#include "crypto/encoding.hpp"

#include <fmt/format.h>

#include <deque>
#include <vector>

namespace otpost::api_test {

namespace {

struct Column {
    std::string table;
    std::string name;
    std::string type;
};

constexpr db::Statement sqlite_columns{
    "test.sqlite_columns",
    "SELECT m.name, p.name, p.type FROM sqlite_master m JOIN pragma_table_info(m.name) p "
    "WHERE m.type = 'table' AND p.type IN ('TEXT', 'BLOB')"
};

constexpr db::Statement postgres_columns{
    "test.postgres_columns",
    "SELECT CAST(c.table_name AS TEXT), CAST(c.column_name AS TEXT), CAST(c.data_type AS TEXT) "
    "FROM information_schema.columns c WHERE c.table_schema = current_schema() "
    "AND c.data_type NOT IN ('bigint', 'integer', 'smallint', 'boolean', 'double precision')"
};

/// Engines keep statements by their address, so these stay where they are.
const db::Statement& kept(std::string sql) {
    static std::deque<std::string> texts;
    static std::deque<db::Statement> statements;
    texts.push_back(std::move(sql));
    return statements.emplace_back(db::Statement{"test.values", texts.back()});
}

std::string as_hex(db::Engine engine, const Column& column) {
    if (engine == db::Engine::sqlite) return fmt::format(R"(hex("{}"))", column.name);
    if (column.type == "bytea") return fmt::format(R"(encode("{}", 'hex'))", column.name);
    return fmt::format(R"(encode(convert_to(CAST("{}" AS TEXT), 'UTF8'), 'hex'))", column.name);
}

}  // namespace

StoreDump dump_of(db::Tx& tx, db::Engine engine) {
    const auto& listing = engine == db::Engine::sqlite ? sqlite_columns : postgres_columns;
    const auto columns = tx.all(listing, [](const db::Row& row) {
        return Column{std::string{row.text(0)}, std::string{row.text(1)}, std::string{row.text(2)}};
    });
    StoreDump dump;
    dump.columns = columns.size();
    for (const Column& column : columns) {
        const auto& statement = kept(fmt::format(
            R"(SELECT DISTINCT {} FROM "{}" WHERE "{}" IS NOT NULL)",
            as_hex(engine, column),
            column.table,
            column.name
        ));
        for (const auto& hex :
             tx.all(statement, [](const db::Row& row) { return std::string{row.text(0)}; })) {
            const auto bytes = crypto::from_hex(hex);
            if (bytes) dump.values.emplace(crypto::as_text(*bytes));
        }
    }
    return dump;
}

}  // namespace otpost::api_test
