// SPDX-License-Identifier: Apache-2.0
#include "api/schema/document.hpp"

namespace otpost::api::schema {

namespace {

/// What holds of the value, or of each element of an array.
void limit_values(json::object& schema, const FieldRule& rule) {
    if (rule.length_min != 0) schema["minLength"] = rule.length_min;
    if (rule.length_max != 0) schema["maxLength"] = rule.length_max;
    if (!rule.format.empty()) schema["format"] = as_json(rule.format);
    if (rule.one_of.empty()) return;
    json::array values;
    for (const std::string_view value : rule.one_of) values.emplace_back(as_json(value));
    if (const auto* type = schema.if_contains("type"); type != nullptr && type->is_array())
        values.emplace_back(nullptr);
    schema["enum"] = std::move(values);
}

}  // namespace

void apply_rule(json::object& schema, const FieldRule& rule) {
    if (!rule.description.empty()) schema["description"] = as_json(rule.description);
    auto* const items = schema.if_contains("items");
    limit_values(items != nullptr ? items->as_object() : schema, rule);
}

}  // namespace otpost::api::schema
