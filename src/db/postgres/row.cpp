// SPDX-License-Identifier: Apache-2.0
#include "db/postgres/row.hpp"

#include "base/assert.hpp"
#include "db/postgres/types.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace otpost::db::postgres {

namespace {

std::int64_t big_endian(std::span<const std::byte> bytes) {
    std::uint64_t value = 0;
    for (const auto byte : bytes) value = (value << 8) | std::to_integer<std::uint64_t>(byte);
    // The sign is the first bit of what came, be it 1, 2, 4 or 8 bytes: there and back spreads it.
    const auto missing = 64 - 8 * bytes.size();
    return static_cast<std::int64_t>(value << missing) >> missing;
}

bool is_width_of_integer(std::size_t size) {
    return size == 1 || size == 2 || size == 4 || size == 8;
}

/// A numeric is a count of base-10000 digits, the weight of the first, a sign (0 or 0x4000), a
/// display scale and the digits. Nothing if it is no whole number of 64 bits.
std::optional<std::int64_t> whole_number(std::span<const std::byte> bytes) {
    const auto word = [&](std::size_t n) { return big_endian(bytes.subspan(2 * n, 2)); };
    if (bytes.size() < 8 || (word(2) != 0 && word(2) != 0x4000)) return std::nullopt;
    const auto digits = word(0);
    const auto weight = word(1);
    if (digits < 0 || std::cmp_not_equal(bytes.size(), 8 + 2 * digits)) return std::nullopt;
    if (digits > weight + 1 && digits > 0) return std::nullopt;
    const bool is_negative = word(2) != 0;
    std::int64_t value = 0;
    for (std::int64_t i = 0; digits > 0 && i <= weight; ++i) {
        const auto digit = i < digits ? word(4 + static_cast<std::size_t>(i)) : 0;
        if (__builtin_mul_overflow(value, 10'000, &value)) return std::nullopt;
        if (__builtin_add_overflow(value, is_negative ? -digit : digit, &value))
            return std::nullopt;
    }
    return value;
}

}  // namespace

bool PostgresRow::is_null(int column) const {
    ASSERT(column >= 0 && column < PQnfields(result_));
    return PQgetisnull(result_, row_, column) != 0;
}

std::int64_t PostgresRow::int64(int column) const {
    if (is_null(column)) refuse_type(column, "an integer");
    switch (PQftype(result_, column)) {
        case type::int8:
        case type::int4:
        case type::int2:
        case type::boolean:
            if (const auto value = raw(column); is_width_of_integer(value.size()))
                return big_endian(value);
            refuse_type(column, "an integer");
        case type::numeric:
            if (const auto value = whole_number(raw(column))) return *value;
            refuse_type(column, "an integer of 64 bits");
        default:
            refuse_type(column, "an integer");
    }
}

std::string_view PostgresRow::text(int column) const {
    if (is_null(column)) refuse_type(column, "text");
    switch (PQftype(result_, column)) {
        case type::text:
        case type::varchar:
        case type::name:
        case type::unknown:
            break;
        default:
            refuse_type(column, "text");
    }
    const auto value = raw(column);
    return {reinterpret_cast<const char*>(value.data()), value.size()};
}

std::span<const std::byte> PostgresRow::bytes(int column) const {
    if (is_null(column) || PQftype(result_, column) != type::bytea) refuse_type(column, "bytes");
    return raw(column);
}

std::span<const std::byte> PostgresRow::raw(int column) const {
    const auto* data = reinterpret_cast<const std::byte*>(PQgetvalue(result_, row_, column));
    return {data, static_cast<std::size_t>(PQgetlength(result_, row_, column))};
}

void PostgresRow::refuse_type(int column, std::string_view wanted) const {
    throw Corruption(fmt::format(
        "{}: column {} of type {}{} does not hold {}",
        statement_.name,
        column,
        PQftype(result_, column),
        is_null(column) ? " (null)" : "",
        wanted
    ));
}

}  // namespace otpost::db::postgres
