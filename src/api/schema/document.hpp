// SPDX-License-Identifier: Apache-2.0
// Described structs to JSON Schema (2020-12, as OpenAPI 3.1 wants it). Structs become named
// components, referenced; optional fields may be null.
#pragma once

#include "api/schema/fields.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <string>

namespace otpost::api::schema {

namespace json = boost::json;

inline json::string_view as_json(std::string_view text) {
    return {text.data(), text.size()};
}

/// Adds description, limits and format to a field's schema.
void apply_rule(json::object& schema, const FieldRule& rule);

/// The schema of `T`; described structs are added to `components` and referenced.
template <class T>
json::object schema_of(json::object& components) {
    if constexpr (is_optional<T>) {
        json::object inner = schema_of<typename T::value_type>(components);
        if (auto* type = inner.if_contains("type")) {
            *type = json::array{*type, "null"};
            return inner;
        }
        return {{"oneOf", json::array{std::move(inner), json::object{{"type", "null"}}}}};
    } else if constexpr (is_vector<T>) {
        return {{"type", "array"}, {"items", schema_of<typename T::value_type>(components)}};
    } else if constexpr (std::is_same_v<T, bool>) {
        return {{"type", "boolean"}};
    } else if constexpr (std::is_integral_v<T>) {
        return {{"type", "integer"}};
    } else if constexpr (std::is_floating_point_v<T>) {
        return {{"type", "number"}};
    } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
        return {{"type", "string"}};
    } else {
        const auto name = as_json(type_name<T>());
        if (!components.contains(name)) {
            components[name] = json::object{};
            json::object properties;
            json::array required;
            for_each_field<T>([&](std::string_view field, auto member) {
                using Field = std::remove_cvref_t<decltype(std::declval<T>().*member)>;
                json::object property = schema_of<Field>(components);
                if (const FieldRule* rule = rule_of<T>(field)) apply_rule(property, *rule);
                properties[as_json(field)] = std::move(property);
                if (is_answer<T>() || !is_optional<Field>) required.emplace_back(as_json(field));
            });
            json::object schema{{"type", "object"}, {"properties", std::move(properties)}};
            if (!required.empty()) schema["required"] = std::move(required);
            schema["additionalProperties"] = false;
            components[name] = std::move(schema);
        }
        return {{"$ref", "#/components/schemas/" + std::string{type_name<T>()}}};
    }
}

}  // namespace otpost::api::schema
