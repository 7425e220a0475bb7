// SPDX-License-Identifier: Apache-2.0
// JSON bodies, path parameters and query strings into described structs, checked by the types
// and `Rules` of the struct. Every fault is named with its field, all in one answer.
// Unknown fields are refused: a typo must not be taken for silence (no mass assignment, API3).
#pragma once

#include "api/schema/fields.hpp"
#include "base/error.hpp"

#include <boost/json/value.hpp>

#include <algorithm>
#include <charconv>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace otpost::api::schema {

using Faults = std::vector<FieldError>;

/// Each element may be a fault of its own, and all of them are in one answer (SEC-A2).
inline constexpr std::size_t array_length_max = 1'000;

/// Names and values of a path or a query string, decoded.
using Pairs = std::vector<std::pair<std::string, std::string>>;

/// Parses with a depth limit of 16; malformed_json says where it broke.
Result<boost::json::value> parse_body(std::string_view text);

/// Adds a fault when the text breaks the rule.
void check_text(
    std::string_view text, const FieldRule* rule, std::string_view field, Faults& faults
);

/// The Error for a list of faults.
Error validation_error(Faults faults);

template <class T>
void read_value(
    const boost::json::value& json,
    T& out,
    const FieldRule* rule,
    const std::string& field,
    Faults& faults
);

/// Reads all fields of `T` except those named in `elsewhere` (the path parameters).
template <Described T>
void read_object(
    const boost::json::value& json,
    T& out,
    const std::string& prefix,
    const std::vector<std::string_view>& elsewhere,
    Faults& faults
) {
    const auto* object = json.if_object();
    if (object == nullptr) {
        faults.push_back({prefix.empty() ? "body" : prefix, "must be an object"});
        return;
    }
    std::set<std::string_view> known;
    for_each_field<T>([&](std::string_view name, auto member) {
        using Field = std::remove_reference_t<decltype(out.*member)>;
        if (std::ranges::find(elsewhere, name) != elsewhere.end()) return;
        known.insert(name);
        const std::string field =
            prefix.empty() ? std::string{name} : prefix + "." + std::string{name};
        const auto* found = object->if_contains(name);
        if (found == nullptr || found->is_null()) {
            if constexpr (!is_optional<Field>) faults.push_back({field, "is required"});
            return;
        }
        read_value(*found, out.*member, rule_of<T>(name), field, faults);
    });
    for (const auto& item : *object) {
        const std::string_view name{item.key().data(), item.key().size()};
        if (!known.contains(name)) {
            const std::string field =
                prefix.empty() ? std::string{name} : prefix + "." + std::string{name};
            faults.push_back({field, "is not a field of this request"});
        }
    }
}

template <class T>
void read_value(
    const boost::json::value& json,
    T& out,
    const FieldRule* rule,
    const std::string& field,
    Faults& faults
) {
    if constexpr (is_optional<T>) {
        read_value(json, out.emplace(), rule, field, faults);
    } else if constexpr (std::is_same_v<T, bool>) {
        if (json.is_bool()) {
            out = json.get_bool();
        } else {
            faults.push_back({field, "must be true or false"});
        }
    } else if constexpr (std::is_integral_v<T>) {
        if (json.is_int64()) {
            out = json.get_int64();
        } else {
            faults.push_back({field, "must be a whole number"});
        }
    } else if constexpr (std::is_floating_point_v<T>) {
        if (json.is_number()) {
            out = json.to_number<T>();
        } else {
            faults.push_back({field, "must be a number"});
        }
    } else if constexpr (std::is_same_v<T, std::string>) {
        if (const auto* text = json.if_string()) {
            out.assign(text->data(), text->size());
            check_text(out, rule, field, faults);
        } else {
            faults.push_back({field, "must be a string"});
        }
    } else if constexpr (is_vector<T>) {
        const auto* array = json.if_array();
        if (array == nullptr) {
            faults.push_back({field, "must be an array"});
            return;
        }
        if (array->size() > array_length_max) {
            faults.push_back({field, "must have at most 1,000 elements"});
            return;
        }
        for (std::size_t i = 0; i < array->size(); ++i)
            read_value(
                (*array)[i], out.emplace_back(), rule, field + "[" + std::to_string(i) + "]", faults
            );
    } else {
        read_object(json, out, field, {}, faults);
    }
}

/// One field from text.
template <class Field>
void read_text(
    const std::string& text,
    Field& out,
    const FieldRule* rule,
    std::string_view field,
    Faults& faults
) {
    if constexpr (is_optional<Field>) {
        read_text(text, out.emplace(), rule, field, faults);
    } else if constexpr (std::is_same_v<Field, std::string>) {
        check_text(text, rule, field, faults);
        out = text;
    } else if constexpr (std::is_same_v<Field, std::int64_t>) {
        const char* const last = text.data() + text.size();
        const auto [end, error] = std::from_chars(text.data(), last, out);
        if (error != std::errc{} || end != last)
            faults.push_back({std::string{field}, "must be a whole number"});
    } else {
        faults.push_back({std::string{field}, "can't be given here"});
    }
}

/// Fills the fields named in `pairs` from text; a name that is no field is a fault.
template <Described T>
void read_pairs(const Pairs& pairs, T& out, Faults& faults) {
    for (const auto& [name, text] : pairs) {
        bool known = false;
        for_each_field<T>([&](std::string_view field, auto member) {
            if (field != name) return;
            known = true;
            read_text(text, out.*member, rule_of<T>(field), field, faults);
        });
        if (!known) faults.push_back({std::string{name}, "is not a parameter of this request"});
    }
}

}  // namespace otpost::api::schema
