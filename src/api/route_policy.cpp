// SPDX-License-Identifier: Apache-2.0
#include "api/route_policy.hpp"

#include <boost/json/parse.hpp>

#include <set>
#include <stdexcept>

namespace otpost::api {

namespace json = schema::json;

namespace {

std::string_view role_word(Access access) {
    switch (access) {
        case Access::undeclared:
            return "";
        case Access::anyone:
            return "anyone";
        case Access::signed_in:
            return identity::to_string(identity::Role::user);
        case Access::operators:
            return identity::to_string(identity::Role::operator_);
        case Access::admins:
            return identity::to_string(identity::Role::admin);
    }
    return "";
}

/// What the address says of who may come must be what is checked.
bool fits_its_address(const RouteSpec& spec) {
    if (spec.path.starts_with("/v1/admin/")) return spec.access == Access::admins;
    if (spec.path.starts_with("/v1/operator/")) return spec.access == Access::operators;
    return true;
}

const json::object* described(const json::value& document, const RouteSpec& spec) {
    const auto& paths = document.at("paths").as_object();
    const auto* item = paths.if_contains(schema::as_json(spec.path));
    const auto* operation =
        item == nullptr ? nullptr : item->as_object().if_contains(method_key(spec.method));
    return operation == nullptr ? nullptr : &operation->as_object();
}

/// A key that may only read changes nothing, and no scope of a customer opens an office.
bool fits_its_scope(const RouteSpec& spec) {
    using identity::Scope;
    if (!spec.is_for_programs() || spec.access == Access::anyone) return true;
    const bool is_of_admins = spec.scope == Scope::admin_read || spec.scope == Scope::admin_write;
    if (is_of_admins != (spec.access == Access::admins)) return false;
    const bool is_of_operators =
        spec.scope == Scope::operator_read || spec.scope == Scope::operator_write;
    if (is_of_operators != (spec.access == Access::operators)) return false;
    const bool reads = spec.method == net::Method::get || spec.method == net::Method::head;
    return reads || identity::is_for_changes(spec.scope);
}

const char* fault_of(const Route& route, const json::value& document) {
    const RouteSpec& spec = route.spec;
    if (spec.access == Access::undeclared) return "does not say who may call it";
    if (spec.operation.empty()) return "has no name";
    if (!fits_its_address(spec)) return "is open to others than its address says";
    if (!fits_its_scope(spec)) return "asks API keys for a scope that is too little";
    const bool is_for_strangers = spec.access == Access::anyone;
    if (is_for_strangers && (!spec.is_for_programs() || route.idempotent))
        return "asks strangers for what only somebody can have";
    const auto* operation = described(document, spec);
    if (operation == nullptr || operation->at("operationId") != schema::as_json(spec.operation))
        return "is not in the document";
    if (operation->at("x-access") != json::value(policy_of(spec)))
        return "is described with another policy";
    return nullptr;
}

std::size_t operations_in(const json::value& document) {
    std::size_t count = 0;
    for (const auto& path : document.at("paths").as_object())
        count += path.value().as_object().size();
    return count;
}

}  // namespace

std::string method_key(net::Method method) {
    std::string name{net::to_string(method)};
    std::ranges::transform(name, name.begin(), [](char c) { return static_cast<char>(c | 0x20); });
    return name;
}

json::object policy_of(const RouteSpec& spec) {
    json::object policy{{"role", schema::as_json(role_word(spec.access))}};
    if (spec.access == Access::anyone) return policy;
    policy["scope"] = schema::as_json(identity::to_string(spec.scope));
    policy["api_keys"] = spec.is_for_programs();
    policy["recent_sign_in"] = spec.step_up == StepUp::required;
    return policy;
}

void check_routes(const std::vector<Route>& routes, const std::string& document) {
    const json::value parsed = json::parse(document);
    std::set<std::string_view> names;
    for (const Route& route : routes) {
        const std::string where =
            std::string{net::to_string(route.spec.method)} + " " + std::string{route.spec.path};
        if (const char* fault = fault_of(route, parsed))
            throw std::logic_error("route " + where + " " + fault);
        if (!names.insert(route.spec.operation).second)
            throw std::logic_error("route " + where + " has the name of another");
    }
    if (operations_in(parsed) != routes.size())
        throw std::logic_error("the document lists operations that no route serves");
}

}  // namespace otpost::api
