// SPDX-License-Identifier: Apache-2.0
#include "api/openapi.hpp"

#include "api/route_policy.hpp"

#include <boost/json/serialize.hpp>

namespace otpost::api {

namespace json = schema::json;

namespace {

json::object text_schema() {
    return {{"type", "string"}};
}

/// RFC 9457 with our stable `code`.
json::object problem_schema() {
    json::object fault{
        {"type", "object"},
        {"properties", json::object{{"field", text_schema()}, {"message", text_schema()}}},
        {"required", json::array{"field", "message"}}
    };
    json::object retry_at = text_schema();
    retry_at["format"] = "date-time";
    return {
        {"type", "object"},
        {"properties",
         json::object{
             {"type", text_schema()},
             {"title", text_schema()},
             {"status", json::object{{"type", "integer"}}},
             {"code", text_schema()},
             {"detail", text_schema()},
             {"errors", json::object{{"type", "array"}, {"items", std::move(fault)}}},
             {"retry_at", std::move(retry_at)}
         }},
        {"required", json::array{"type", "title", "status", "code", "detail"}}
    };
}

json::object shared_parameters() {
    json::object schema = text_schema();
    schema["minLength"] = 1;
    schema["maxLength"] = 255;
    return {
        {"IdempotencyKey",
         json::object{
             {"name", "Idempotency-Key"},
             {"in", "header"},
             {"required", true},
             {"description",
              "The same key with the same request gives the same answer, for ever; with another "
              "request it is refused. Answers are kept 30 days."},
             {"schema", std::move(schema)}
         }}
    };
}

/// Which credential lets in; none is asked for where the list is empty.
json::array security_of(const RouteSpec& spec) {
    if (spec.access == Access::anyone) return {};
    json::array schemes;
    if (spec.is_for_programs()) {
        const auto scope = schema::as_json(identity::to_string(spec.scope));
        schemes.push_back(json::object{{"api_key", json::array{scope}}});
    }
    schemes.push_back(json::object{{"session", json::array{}}});
    return schemes;
}

std::string description_of(const RouteSpec& spec) {
    if (spec.access == Access::anyone) return {};
    if (spec.step_up == StepUp::required)
        return "Not for API keys. Asks for a recent sign-in, else `recent_sign_in_required`.";
    if (spec.programs == Programs::refused) return "Not for API keys.";
    return "Scope of an API key: `" + std::string{identity::to_string(spec.scope)} + "`.";
}

json::object operation_of(const Route& route, json::object& components) {
    json::object operation{
        {"operationId", schema::as_json(route.spec.operation)},
        {"summary", schema::as_json(route.spec.summary)}
    };
    route.describe(operation, components);
    operation["x-access"] = policy_of(route.spec);
    operation["security"] = security_of(route.spec);
    const auto description = description_of(route.spec);
    if (!description.empty()) operation["description"] = description;
    return operation;
}

}  // namespace

std::string openapi_document(const std::vector<Route>& routes, std::string_view version) {
    json::object components;
    json::object paths;
    for (const Route& route : routes) {
        auto& item = paths[schema::as_json(route.spec.path)];
        if (!item.is_object()) item = json::object{};
        item.as_object()[method_key(route.spec.method)] = operation_of(route, components);
    }
    components["Problem"] = problem_schema();
    json::object problem_content{
        {"application/problem+json",
         json::object{{"schema", json::object{{"$ref", "#/components/schemas/Problem"}}}}}
    };
    json::object document{
        {"openapi", "3.1.0"},
        {"info", json::object{{"title", "Otpost"}, {"version", schema::as_json(version)}}},
        {"paths", std::move(paths)},
        {"components",
         json::object{
             {"schemas", std::move(components)},
             {"parameters", shared_parameters()},
             {"responses",
              json::object{
                  {"Problem",
                   json::object{
                       {"description", "What was refused and what to do (RFC 9457)"},
                       {"content", std::move(problem_content)}
                   }}
              }},
             {"securitySchemes",
              json::object{
                  {"api_key", json::object{{"type", "http"}, {"scheme", "bearer"}}},
                  {"session",
                   json::object{
                       {"type", "apiKey"},
                       {"in", "cookie"},
                       {"name", "__Host-at"},
                       {"description",
                        "Of the dashboard's own page alone. What changes something sends the value "
                        "of the cookie `__Host-csrf` back as `X-CSRF-Token`."}
                   }}
              }}
         }},
        {"security",
         json::array{
             json::object{{"api_key", json::array{}}}, json::object{{"session", json::array{}}}
         }}
    };
    return json::serialize(document);
}

}  // namespace otpost::api
