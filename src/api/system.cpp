// SPDX-License-Identifier: Apache-2.0
#include "api/system.hpp"

namespace otpost::api {

namespace {

using identity::Scope;
using net::Method;

awaitable<net::Response> text_answer(unsigned status, std::string_view type, std::string body) {
    net::Response response{
        .status = status, .content_type = std::string{type}, .body = std::move(body)
    };
    response.headers.emplace_back("Cache-Control", "no-store");
    co_return response;
}

awaitable<net::Response> ready(db::Database& database, bool draining) {
    const char* state = draining ? "draining" : "ready";
    if (!draining) {
        try {
            auto nothing = [](db::Tx&) { return true; };
            co_await db::async_read(database, std::move(nothing));
        } catch (const db::Unavailable&) {
            state = "store_unavailable";
        }
    }
    const unsigned status = state == std::string_view{"ready"} ? 200 : 503;
    co_return json_response(status, schema::to_json(StatusView{state}));
}

}  // namespace

void add_system_routes(Routes& routes, const SystemSetup& setup) {
    constexpr auto who = Access::anyone;
    constexpr auto scope = Scope::account_read;
    routes.raw(
        {.method = Method::get,
         .path = "/healthz",
         .operation = "get_health",
         .summary = "Alive",
         .access = who,
         .limit = LimitClass::none},
        [](net::Request&, Call&) {
            return text_answer(200, "application/json", R"({"status":"ok"})");
        }
    );
    routes.raw(
        {.method = Method::get,
         .path = "/readyz",
         .operation = "get_readiness",
         .summary = "Ready to serve: the store answers",
         .access = who,
         .limit = LimitClass::none},
        [setup](net::Request&, Call&) { return ready(setup.database, setup.draining()); }
    );
    routes.raw(
        {.method = Method::get,
         .path = "/metrics",
         .operation = "get_metrics",
         .summary = "Metrics in Prometheus' text format",
         .access = who,
         .content_type = "text/plain",
         .limit = LimitClass::none},
        [setup](net::Request&, Call&) {
            return text_answer(200, "text/plain; version=0.0.4; charset=utf-8", setup.metrics());
        }
    );
    routes.raw(
        {Method::get, "/openapi.json", "get_openapi", "This document", who, scope},
        [setup](net::Request&, Call&) {
            return text_answer(200, "application/json", *setup.document);
        }
    );
    routes.query<Nothing, SettingsView>(
        {Method::get,
         "/v1/settings",
         "get_settings",
         "What the dashboard must know of this house",
         who,
         scope},
        [setup](db::Tx&, const Call&, const Nothing&) -> Result<SettingsView> {
            return setup.settings;
        }
    );
}

}  // namespace otpost::api
