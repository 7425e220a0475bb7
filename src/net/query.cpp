// SPDX-License-Identifier: Apache-2.0
#include "net/query.hpp"

#include "net/characters.hpp"

#include <algorithm>
#include <utility>

namespace otpost::net {

namespace {

constexpr std::size_t fields_max = 1000;

bool is_unreserved(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text, PlusSign plus) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            if (text.size() - i < 3 || !is_hex(text[i + 1]) || !is_hex(text[i + 2]))
                return std::nullopt;
            out += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
            i += 2;
        } else {
            out += text[i] == '+' && plus == PlusSign::space ? ' ' : text[i];
        }
    }
    return out;
}

std::string percent_encode(std::string_view text) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (is_unreserved(c)) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += hex[byte >> 4U];
        out += hex[byte & 15U];
    }
    return out;
}

std::optional<std::vector<FormField>> parse_form(std::string_view text) {
    std::vector<FormField> fields;
    while (!text.empty()) {
        const auto end = text.find('&');
        const auto pair = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (pair.empty()) continue;
        if (fields.size() == fields_max) return std::nullopt;
        const auto equals = pair.find('=');
        auto name = percent_decode(pair.substr(0, equals), PlusSign::space);
        const auto raw = equals == std::string_view::npos ? "" : pair.substr(equals + 1);
        auto value = percent_decode(raw, PlusSign::space);
        if (!name || !value) return std::nullopt;
        fields.push_back({std::move(*name), std::move(*value)});
    }
    return fields;
}

std::optional<Query> Query::parse(std::string_view text) {
    auto fields = parse_form(text);
    if (!fields) return std::nullopt;
    std::vector<std::string_view> names;
    names.reserve(fields->size());
    for (const auto& field : *fields) names.push_back(field.name);
    std::ranges::sort(names);
    if (std::ranges::adjacent_find(names) != names.end()) return std::nullopt;
    Query query;
    query.fields_ = std::move(*fields);
    return query;
}

std::optional<std::string_view> Query::get(std::string_view name) const {
    for (const auto& field : fields_) {
        if (field.name == name) return field.value;
    }
    return std::nullopt;
}

}  // namespace otpost::net
