// SPDX-License-Identifier: Apache-2.0
#include "rules/published_policy.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <map>

namespace otpost::api_test {

namespace json = boost::json;

namespace {

/// Fields whose rules say more than their schema. A new one that the tests name goes here.
const std::map<std::string_view, std::string_view> known_texts{
    {"country", "GB"},
    {"service", "telegram"},
    {"amount", "1.00"},
    {"max_price", "9.00"},
    {"email", "somebody@example.com"},
    {"birth_date", "1990-05-17"},
    {"code", "123456"},
    {"password", "a long sentence of a test"},
};

std::string_view view_of(const json::string& text) {
    return {text.data(), text.size()};
}

std::optional<Policy> policy_of(const json::object& operation) {
    const auto* access = operation.if_contains("x-access");
    const auto* said = access == nullptr ? nullptr : access->if_object();
    const auto* word = said == nullptr ? nullptr : said->if_contains("role");
    if (word == nullptr || !word->is_string()) return std::nullopt;
    Policy policy;
    if (word->as_string() == "anyone") return policy;
    policy.role = identity::parse_role(view_of(word->as_string()));
    policy.scope = identity::parse_scope(view_of(said->at("scope").as_string()));
    policy.api_keys = said->at("api_keys").as_bool();
    if (!policy.role || !policy.scope) return std::nullopt;
    return policy;
}

json::value body_of(const json::object& operation) {
    const auto* body = operation.if_contains("requestBody");
    if (body == nullptr) return nullptr;
    const auto& content = body->at("content").as_object();
    const auto* type = content.if_contains("application/json");
    return type == nullptr ? json::value{nullptr} : type->at("schema");
}

bool is_stream(const json::object& operation) {
    const auto& responses = operation.at("responses").as_object();
    return std::ranges::any_of(responses, [](const auto& response) {
        const auto* content = response.value().as_object().if_contains("content");
        return content != nullptr && content->as_object().contains("text/event-stream");
    });
}

json::value sample_of(std::string_view name, const json::value& schema) {
    const auto& fields = schema.as_object();
    const auto* type = fields.if_contains("type");
    const auto* choices = fields.if_contains("enum");
    if (choices != nullptr) return choices->as_array().at(0);
    if (type == nullptr) return json::object{};
    const auto kind = view_of((type->is_array() ? type->as_array().at(0) : *type).as_string());
    if (kind == "string") {
        const auto known = known_texts.find(name);
        if (known != known_texts.end())
            return json::string{known->second.data(), known->second.size()};
        const auto* length = fields.if_contains("minLength");
        const auto least = length == nullptr ? 1 : length->to_number<std::size_t>();
        return json::string(std::max<std::size_t>(least, 1), 'x');
    }
    if (kind == "integer" || kind == "number") {
        const auto* least = fields.if_contains("minimum");
        return least == nullptr ? json::value{1} : *least;
    }
    if (kind == "boolean") return true;
    if (kind == "array") return json::array{};
    return json::object{};
}

}  // namespace

std::string Operation::path_with(std::string_view value) const {
    std::string filled;
    bool inside = false;
    for (const char c : path) {
        if (c == '{') filled += value;
        inside = c == '{' || (inside && c != '}');
        if (!inside && c != '}') filled += c;
    }
    return filled;
}

std::vector<Operation> operations_of(const json::value& document) {
    std::vector<Operation> operations;
    for (const auto& path : document.at("paths").as_object()) {
        for (const auto& item : path.value().as_object()) {
            const auto& described = item.value().as_object();
            Operation operation{
                .id = std::string{described.at("operationId").as_string()},
                .method = std::string{item.key()},
                .path = std::string{path.key()},
                .policy = policy_of(described),
                .body = body_of(described),
                .is_stream = is_stream(described)
            };
            std::ranges::transform(operation.method, operation.method.begin(), [](char c) {
                return static_cast<char>(c & ~0x20);
            });
            operations.push_back(std::move(operation));
        }
    }
    return operations;
}

std::string sample_body(const Operation& operation) {
    if (operation.method == "GET") return {};
    json::object body;
    if (const auto* schema = operation.body.if_object()) {
        const auto* required = schema->if_contains("required");
        const auto& properties = schema->at("properties").as_object();
        if (required != nullptr)
            for (const auto& name : required->as_array())
                body[name.as_string()] =
                    sample_of(view_of(name.as_string()), properties.at(name.as_string()));
    }
    return json::serialize(body);
}

void collect_ids(const json::value& answer, std::vector<std::string>& ids) {
    if (const auto* array = answer.if_array()) {
        for (const auto& item : *array) collect_ids(item, ids);
        return;
    }
    const auto* object = answer.if_object();
    if (object == nullptr) return;
    for (const auto& field : *object) {
        const auto* text = field.value().if_string();
        if (text == nullptr)
            collect_ids(field.value(), ids);
        else if (field.key() == "id" || field.key().ends_with("_id"))
            ids.emplace_back(*text);
    }
}

}  // namespace otpost::api_test
