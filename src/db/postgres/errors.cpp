// SPDX-License-Identifier: Apache-2.0
#include "db/postgres/errors.hpp"

#include <fmt/format.h>

namespace otpost::db::postgres {

namespace {

std::string field(const PGresult* result, int code) {
    const char* value = PQresultErrorField(result, code);
    return value ? value : "";
}

bool ends_connection(std::string_view state) {
    // No state: libpq itself noticed. 57P0x: shut down, killed. 25P03: idle for too long.
    // 08P01 is our own mistake: parameters that don't fit.
    return state.empty() || (state.starts_with("08") && state != "08P01") ||
           state.starts_with("57P") || state == "25P03" || state == "25P04";
}

template <class E>
std::exception_ptr make(const std::string& text) {
    return std::make_exception_ptr(E(text));
}

std::exception_ptr conflict(
    const PGresult* result,
    std::string_view state,
    const std::string& text,
    const std::function<std::string(const std::string&)>& columns_of
) {
    std::string name = field(result, PG_DIAG_CONSTRAINT_NAME);
    if (state == "23505") name = columns_of(name);
    if (state == "23503") name = "foreign_key";
    if (state == "23502") {
        name = field(result, PG_DIAG_TABLE_NAME) + "." + field(result, PG_DIAG_COLUMN_NAME);
    }
    return std::make_exception_ptr(Conflict(name, text));
}

}  // namespace

std::exception_ptr error_of(
    const PGresult* result,
    std::string_view what,
    const std::function<std::string(const std::string&)>& columns_of
) {
    const std::string state = field(result, PG_DIAG_SQLSTATE);
    std::string reason = field(result, PG_DIAG_MESSAGE_PRIMARY);
    if (reason.empty()) reason = PQresultErrorMessage(result);
    const auto text = fmt::format("{}: {} (PostgreSQL {})", what, reason, state);
    if (ends_connection(state)) {
        return make<ConnectionLost>("the connection to the store was lost: " + text);
    }
    if (state == "40001" || state == "40P01") return make<Collision>(text);
    if (state.starts_with("23")) return conflict(result, state, text, columns_of);
    if (state == "55P03") return make<Unavailable>("the store is locked, try again: " + text);
    if (state == "57014") return make<Unavailable>("took longer than allowed: " + text);
    if (state.starts_with("53")) return make<Unavailable>("no room left in the store: " + text);
    if (state.starts_with("58")) return make<Unavailable>("the store's disk failed: " + text);
    if (state.starts_with("XX")) return make<Corruption>("the store is damaged: " + text);
    return make<BadStatement>(text);
}

}  // namespace otpost::db::postgres
