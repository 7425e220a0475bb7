// SPDX-License-Identifier: Apache-2.0
// A row as PostgreSQL sends it, of a type it says and bytes that need not fit it.
#include "db/postgres/row.hpp"
#include "db/postgres/types.hpp"
#include "support/fuzz.hpp"

#include <array>
#include <string>

namespace otpost::db::postgres {

namespace {

constexpr std::array known_types{
    type::int8, type::int4, type::int2, type::boolean, type::numeric, type::text, type::bytea
};

Result row_of(unsigned of_type, std::string_view value) {
    Result result{PQmakeEmptyPGresult(nullptr, PGRES_TUPLES_OK)};
    std::string name = "column";
    PGresAttDesc column{};
    column.name = name.data();
    column.format = 1;
    column.typid = of_type;
    column.typlen = -1;
    ASSERT(PQsetResultAttrs(result.get(), 1, &column) != 0);
    std::string copy{value};
    ASSERT(PQsetvalue(result.get(), 0, 0, copy.data(), static_cast<int>(copy.size())) != 0);
    return result;
}

template <class Read>
void allow_corruption(Read read) {
    try {
        read();
    } catch (const Corruption&) {
        return;
    }
}

}  // namespace

FUZZ_TARGET(postgres_row) {
    static constexpr Statement statement{"fuzz.row", "SELECT 1"};
    fuzz::Choices choices{input};
    const auto chosen = choices.byte() % (known_types.size() + 1);
    const unsigned of_type = chosen < known_types.size() ? known_types[chosen] : 600U;
    const auto value = choices.rest();
    const auto result = row_of(of_type, value);
    const PostgresRow row{result.get(), 0, statement};
    allow_corruption([&] { static_cast<void>(row.int64(0)); });
    allow_corruption([&] { ASSERT(row.text(0) == value); });
    allow_corruption([&] { ASSERT(row.bytes(0).size() == value.size()); });
}

}  // namespace otpost::db::postgres
