// SPDX-License-Identifier: Apache-2.0
// Described structs to JSON text, straight into a string: no tree in between, since this is on
// the path of every answer. Fields come in the order of their description; nothing becomes null.
#pragma once

#include "api/schema/fields.hpp"

#include <charconv>
#include <string>
#include <string_view>

namespace otpost::api::schema {

/// Appends `text` as a JSON string; invalid UTF-8 becomes U+FFFD.
void append_string(std::string& out, std::string_view text);

template <class T>
void append_json(std::string& out, const T& value) {
    if constexpr (std::is_same_v<T, bool>) {
        out += value ? "true" : "false";
    } else if constexpr (std::is_arithmetic_v<T>) {
        char digits[32];
        out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
    } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
        append_string(out, value);
    } else if constexpr (is_optional<T>) {
        if (value) {
            append_json(out, *value);
        } else {
            out += "null";
        }
    } else if constexpr (is_vector<T>) {
        out.push_back('[');
        for (std::size_t i = 0; i < value.size(); ++i) {
            if (i != 0) out.push_back(',');
            append_json(out, value[i]);
        }
        out.push_back(']');
    } else {
        static_assert(Described<T>, "describe the struct with BOOST_DESCRIBE_STRUCT");
        char separator = '{';
        for_each_field<T>([&](std::string_view name, auto member) {
            out.push_back(separator);
            separator = ',';
            out.push_back('"');
            out.append(name).append("\":");
            append_json(out, value.*member);
        });
        if (separator == '{') out.push_back('{');
        out.push_back('}');
    }
}

template <class T>
std::string to_json(const T& value) {
    std::string out;
    out.reserve(256);
    append_json(out, value);
    return out;
}

}  // namespace otpost::api::schema
