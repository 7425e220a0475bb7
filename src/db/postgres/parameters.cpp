// SPDX-License-Identifier: Apache-2.0
#include "db/postgres/parameters.hpp"

#include "db/closure_tx.hpp"
#include "db/postgres/types.hpp"

#include <charconv>

namespace otpost::db::postgres {

namespace {

constexpr int as_text = 0;
constexpr int as_binary = 1;

}  // namespace

Parameters::Parameters(const Statement& statement, std::span<const Param> params) {
    numbers_.reserve(params.size());  // values_ points into it
    types_.reserve(params.size());
    values_.reserve(params.size());
    lengths_.reserve(params.size());
    formats_.reserve(params.size());
    for (const auto& param : params) {
        if (const auto* number = std::get_if<std::int64_t>(&param)) {
            auto& digits = numbers_.emplace_back();
            *std::to_chars(digits.data(), digits.data() + digits.size() - 1, *number).ptr = '\0';
            add(type::int8, digits.data(), 0, as_text);
        } else if (const auto* text = std::get_if<std::string_view>(&param)) {
            check_text(statement, *text);
            add(type::text, text->data() ? text->data() : "", text->size(), as_binary);
        } else if (const auto* bytes = std::get_if<std::span<const std::byte>>(&param)) {
            const auto* data = reinterpret_cast<const char*>(bytes->data());
            add(type::bytea, data ? data : "", bytes->size(), as_binary);
        } else {
            add(type::inferred, nullptr, 0, as_text);
        }
    }
}

void Parameters::add(Oid type, const char* value, std::size_t length, int format) {
    types_.push_back(type);
    values_.push_back(value);
    lengths_.push_back(static_cast<int>(length));
    formats_.push_back(format);
}

}  // namespace otpost::db::postgres
