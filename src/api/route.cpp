// SPDX-License-Identifier: Apache-2.0
#include "api/route.hpp"

#include "net/query.hpp"

namespace otpost::api {

namespace json = schema::json;

LimitClass limit_class_of(const RouteSpec& spec) {
    if (spec.limit) return *spec.limit;
    if (spec.access == Access::operators || spec.access == Access::admins) return LimitClass::admin;
    if (spec.method == net::Method::get || spec.method == net::Method::head)
        return LimitClass::reads;
    return spec.access == Access::anyone ? LimitClass::sign_in : LimitClass::writes;
}

std::vector<std::string_view> path_parameters(std::string_view path) {
    std::vector<std::string_view> names;
    for (auto open = path.find('{'); open != std::string_view::npos;
         open = path.find('{', open + 1))
        names.push_back(path.substr(open + 1, path.find('}', open) - open - 1));
    return names;
}

schema::Pairs request_pairs(
    const net::Request& request, const RouteSpec& spec, schema::Faults& faults
) {
    schema::Pairs pairs;
    for (const auto& [name, value] : request.params) pairs.emplace_back(name, value);
    if (request.query().empty()) return pairs;
    const auto fields = net::parse_form(request.query());
    if (!fields) {
        faults.push_back({"query", "is not a valid query string"});
        return pairs;
    }
    if (spec.method != net::Method::get) {
        faults.push_back({"query", "is not read here; put the fields into the JSON body"});
        return pairs;
    }
    const auto in_path = path_parameters(spec.path);
    for (const net::FormField& field : *fields) {
        const auto same = [&](const auto& pair) { return pair.first == field.name; };
        if (std::ranges::find(in_path, field.name) != in_path.end() ||
            std::ranges::any_of(pairs, same)) {
            faults.push_back({field.name, "is given twice"});
            continue;
        }
        pairs.emplace_back(field.name, field.value);
    }
    return pairs;
}

net::Response json_response(unsigned status, std::string body) {
    net::Response response{.status = status};
    if (!body.empty()) response.content_type = "application/json";
    response.body = std::move(body);
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
}

namespace {

json::object file_body(std::span<const std::string_view> media_types) {
    json::object content;
    for (const auto type : media_types)
        content[schema::as_json(type)] =
            json::object{{"schema", json::object{{"type", "string"}, {"format", "binary"}}}};
    return {{"required", true}, {"content", std::move(content)}};
}

}  // namespace

void describe_request(const RouteSpec& spec, json::object input, json::object& operation) {
    json::array parameters;
    const auto in_path = path_parameters(spec.path);
    const bool reads = spec.method == net::Method::get || spec.method == net::Method::delete_;
    json::object body_properties;
    json::array body_required;
    json::object properties;
    if (auto* found = input.if_contains("properties")) properties = found->as_object();
    const auto required = [&](json::string_view name) {
        const auto* list = input.if_contains("required");
        return list != nullptr &&
               std::ranges::any_of(list->as_array(), [&](const json::value& item) {
                   return item.as_string() == name;
               });
    };
    for (auto& [name, schema] : properties) {
        const bool path =
            std::ranges::find(in_path, std::string_view{name.data(), name.size()}) != in_path.end();
        if (path || reads) {
            parameters.push_back(json::object{
                {"name", name},
                {"in", path ? "path" : "query"},
                {"required", path || required(name)},
                {"schema", schema}
            });
        } else {
            if (required(name)) body_required.emplace_back(name);
            body_properties[name] = schema;
        }
    }
    if (spec.method != net::Method::get && spec.access != Access::anyone) {
        parameters.push_back(json::object{{"$ref", "#/components/parameters/IdempotencyKey"}});
    }
    if (!parameters.empty()) operation["parameters"] = std::move(parameters);
    if (!spec.files.empty()) operation["requestBody"] = file_body(spec.files);
    if (reads || body_properties.empty()) return;
    json::object schema{
        {"type", "object"},
        {"properties", std::move(body_properties)},
        {"additionalProperties", false}
    };
    const bool any_required = !body_required.empty();
    if (any_required) schema["required"] = std::move(body_required);
    operation["requestBody"] = json::object{
        {"required", any_required},
        {"content", json::object{{"application/json", json::object{{"schema", std::move(schema)}}}}}
    };
}

void describe_answer(const RouteSpec& spec, json::object output, json::object& operation) {
    json::object good{{"description", schema::as_json(net::reason_phrase(spec.status))}};
    if (!output.empty()) {
        good["content"] = json::object{
            {schema::as_json(spec.content_type), json::object{{"schema", std::move(output)}}}
        };
    }
    operation["responses"] = json::object{
        {std::to_string(spec.status), std::move(good)},
        {"default", json::object{{"$ref", "#/components/responses/Problem"}}}
    };
}

void Routes::raw(const RouteSpec& spec, Raw handler) {
    routes_.push_back({spec, false, std::move(handler), [spec](auto& operation, auto&) {
                           json::object input{{"properties", json::object{}}};
                           for (const auto name : path_parameters(spec.path))
                               input["properties"].as_object()[schema::as_json(name)] =
                                   json::object{{"type", "string"}};
                           RouteSpec described = spec;
                           described.access = Access::anyone;
                           describe_request(described, std::move(input), operation);
                           describe_answer(spec, json::object{{"type", "string"}}, operation);
                       }});
}

awaitable<Result<Answer>> Routes::write_once(
    db::Database& database, const Call& call, const Step& work
) {
    constexpr int attempts_max = 4;
    for (int attempt = 1;; ++attempt) {
        auto transaction = [&](db::Tx& tx) {
            return attempt == 1 ? first_time(tx, call, work) : once(tx, call, work);
        };
        try {
            Result<Answer> result = co_await db::async_write(database, std::move(transaction));
            if (result || attempt > 1) co_return result;
        } catch (const db::Conflict& conflict) {
            if (!is_used_key(conflict) || attempt == attempts_max) throw;
        }
    }
}

net::Response Routes::stored_problem(const Answer& answer, Time now) {
    net::Response response{
        .status = answer.status, .content_type = "application/problem+json", .body = answer.body
    };
    response.headers.emplace_back("Cache-Control", "no-store");
    if (answer.retry_at) {
        const auto wait = std::chrono::ceil<std::chrono::seconds>(*answer.retry_at - now).count();
        response.headers.emplace_back(
            "Retry-After", std::to_string(std::max<std::int64_t>(wait, 1))
        );
    }
    return response;
}

}  // namespace otpost::api
