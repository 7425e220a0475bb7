// SPDX-License-Identifier: Apache-2.0
// Targets and where they lead: the first byte is the method. What the gate lets through is found
// under the same route with the same parameters however its escapes are written.
#include "net/router.hpp"

#include "net/query.hpp"
#include "net/target.hpp"
#include "support/fuzz.hpp"

#include <array>
#include <string>

namespace otpost::net {

namespace {

struct Place {
    Method method;
    std::string_view path;
};

constexpr std::array places{
    Place{Method::get, "/"},
    Place{Method::get, "/v1/leases"},
    Place{Method::post, "/v1/leases"},
    Place{Method::get, "/v1/leases/{id}"},
    Place{Method::get, "/v1/leases/{id}/code"},
    Place{Method::post, "/v1/leases/{id}/cancel"},
    Place{Method::post, "/v1/leases/{id}/another-code"},
    Place{Method::delete_, "/v1/api-keys/{id}"},
    Place{Method::get, "/v1/wallet/transfers"},
    Place{Method::post, "/v1/admin/accounts/{id}/recharge"},
    Place{Method::post, "/ingest/{adapter}/{supplier}"},
    Place{Method::patch, "/ingest/demo/{supplier}/{x}/y"},
    Place{Method::put, "/ingest/{adapter}/z/{x}"},
};

const Router& router() {
    static const Router instance = [] {
        Router made;
        for (std::size_t i = 0; i < places.size(); ++i)
            made.add(places[i].method, places[i].path, i);
        return made;
    }();
    return instance;
}

/// The template with its parameters filled in, everything escaped that may be.
std::string rebuild(const RouteMatch& match) {
    std::string path;
    std::size_t next = 0;
    for (auto rest = places.at(match.route).path; !rest.empty();) {
        const auto open = std::min(rest.find('{'), rest.size());
        path += rest.substr(0, open);
        rest.remove_prefix(open);
        if (rest.empty()) break;
        rest.remove_prefix(rest.find('}') + 1);
        path += percent_encode(match.params.at(next).second);
        ++next;
    }
    ASSERT(next == match.params.size());
    return path;
}

void check_found(Method method, std::string_view path, const RouteMatch& match) {
    ASSERT(match.allow.empty());
    for (const auto& [name, value] : match.params) {
        ASSERT(!value.empty() && value != "." && value != "..");
        ASSERT(value.find('/') == std::string::npos && value.find('\0') == std::string::npos);
    }
    // `%64emo` is no `demo` to the router, but it is once it was decoded.
    if (path.find('%') != std::string_view::npos) return;
    const auto again = router().match(method, rebuild(match));
    ASSERT(again.result == RouteResult::found && again.route == match.route);
    ASSERT(again.params == match.params);
}

void check_refused(std::string_view path, const RouteMatch& match) {
    std::size_t allowed = 0;
    for (std::size_t i = 0; i < method_count; ++i) {
        const auto other = static_cast<Method>(i);
        const bool named = match.allow.find(to_string(other)) != std::string::npos;
        const auto result = router().match(other, path).result;
        ASSERT(!named || result != RouteResult::method_not_allowed);
        if (named) ++allowed;
    }
    ASSERT(allowed > 0);
}

}  // namespace

FUZZ_TARGET(router) {
    fuzz::Choices choices{input};
    const auto method = static_cast<Method>(choices.byte() % method_count);
    const auto target = choices.rest();
    const auto path = target.substr(0, target.find('?'));
    const auto match = router().match(method, path);
    if (match.result == RouteResult::method_not_allowed) check_refused(path, match);
    if (check_target(target)) return;
    ASSERT(target.starts_with('/') && target.find_first_of(" \t\r\n#\\\"<>") == target.npos);
    if (match.result == RouteResult::found) check_found(method, path, match);
}

}  // namespace otpost::net
