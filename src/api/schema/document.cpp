// SPDX-License-Identifier: Apache-2.0
#include "api/schema/document.hpp"

namespace otpost::api::schema {

void apply_rule(json::object& schema, const FieldRule& rule) {
    if (!rule.description.empty()) schema["description"] = as_json(rule.description);
    if (rule.length_min != 0) schema["minLength"] = rule.length_min;
    if (rule.length_max != 0) schema["maxLength"] = rule.length_max;
    if (!rule.format.empty()) schema["format"] = as_json(rule.format);
    if (!rule.one_of.empty()) {
        json::array values;
        for (const std::string_view value : rule.one_of) values.emplace_back(as_json(value));
        if (const auto* type = schema.if_contains("type"); type != nullptr && type->is_array())
            values.emplace_back(nullptr);
        schema["enum"] = std::move(values);
    }
}

}  // namespace otpost::api::schema
