// SPDX-License-Identifier: Apache-2.0
#include "net/query.hpp"

#include "support/fuzz.hpp"

#include <set>
#include <span>
#include <string>

namespace otpost::net {

namespace {

std::string encode(const std::vector<FormField>& fields) {
    std::string text;
    for (const auto& field : fields) {
        if (!text.empty()) text += '&';
        text += percent_encode(field.name) + "=" + percent_encode(field.value);
    }
    return text;
}

void check_escapes(std::string_view text) {
    ASSERT(percent_decode(percent_encode(text), PlusSign::space) == text);
    for (const auto plus : {PlusSign::literal, PlusSign::space}) {
        const auto decoded = percent_decode(text, plus);
        if (!decoded) continue;
        ASSERT(decoded->size() <= text.size());
        ASSERT(percent_decode(percent_encode(*decoded), plus) == decoded);
    }
}

}  // namespace

FUZZ_TARGET(query) {
    check_escapes(input);
    const auto fields = parse_form(input);
    const auto query = Query::parse(input);
    if (!fields) {
        ASSERT(!query);
        return;
    }
    ASSERT(parse_form(encode(*fields)) == fields);
    std::set<std::string_view> names;
    for (const auto& field : *fields) names.insert(field.name);
    ASSERT(query.has_value() == (names.size() == fields->size()));
    if (!query) return;
    // Some are enough: looking for each of a thousand takes longer than all the rest.
    for (const auto& field : std::span{*fields}.last(std::min<std::size_t>(fields->size(), 8)))
        ASSERT(query->get(field.name) == field.value);
}

}  // namespace otpost::net
