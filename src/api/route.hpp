// SPDX-License-Identifier: Apache-2.0
// Typed routes. A route is a spec and a handler from a request struct to an answer struct; JSON,
// validation and the OpenAPI operation are derived from the two structs. Three kinds:
//   query    reads a snapshot;
//   command  one write transaction, once per Idempotency-Key (W6);
//   action   a coroutine that does more than one thing, such as hashing a password first.
// Raw routes (streams, webhooks, files) see the HTTP request itself and say so in the document.
// Paths, bodies and query strings fill the same request struct: fields named like a path parameter
// come from the path, the rest from the query (GET) or the JSON body.
#pragma once

#include "api/call.hpp"
#include "api/gzip.hpp"
#include "api/idempotency.hpp"
#include "api/limit_settings.hpp"
#include "api/problem.hpp"
#include "api/schema/document.hpp"
#include "api/schema/read.hpp"
#include "api/schema/write.hpp"
#include "db/async.hpp"
#include "identity/principal.hpp"
#include "net/http.hpp"

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace otpost::api {

/// Who may call a route. The house does not start with one that does not say (A6, SEC-A6).
enum class Access { undeclared, anyone, signed_in, operators, admins };

/// Whether API keys may call a route, or a browser's session alone.
enum class Programs { welcome, refused };

/// Whether a session must have been signed in to, or confirmed, a short while ago: for what would
/// let whoever found a browser open keep the account (SEC-S11). API keys can't call such routes.
enum class StepUp { none, required };

/// Whether an account may call it that must have a second factor and has none yet (SEC-O5): what
/// leads to one, and out again.
enum class BeforeFactor { refused, admitted };

struct RouteSpec {
    net::Method method = net::Method::get;
    std::string_view path{};
    std::string_view operation{};  ///< operationId
    std::string_view summary{};
    Access access = Access::undeclared;
    identity::Scope scope = identity::Scope::account_read;  ///< an API key must have it
    unsigned status = 200;
    std::string_view content_type = "application/json";  ///< of raw routes, for the document
    std::optional<LimitClass> limit{};                   ///< absent: see limit_class_of
    StepUp step_up = StepUp::none;
    std::span<const std::string_view> files{};  ///< media types of a file that is the body
    Programs programs = Programs::welcome;
    BeforeFactor before_factor = BeforeFactor::refused;

    bool is_for_programs() const {
        return programs == Programs::welcome && step_up == StepUp::none;
    }
};

/// What a route counts as. One that does not say counts by its method; as admin where customers
/// may not go; and where strangers may change something, as strictly as sign-in.
LimitClass limit_class_of(const RouteSpec& spec);

/// A request or answer without fields.
struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

using boost::asio::awaitable;

struct Route {
    RouteSpec spec;
    bool idempotent = false;  ///< needs an Idempotency-Key
    std::function<awaitable<net::Response>(net::Request&, Call&)> run;
    /// Adds parameters, body and answer to the operation.
    std::function<void(schema::json::object& operation, schema::json::object& components)> describe;
};

/// An answer of one of two kinds, the second with a status of its own.
template <class First, class Second, unsigned second_status>
struct Either {
    using FirstKind = First;
    using SecondKind = Second;
    static constexpr unsigned other_status = second_status;

    std::variant<First, Second> value;
};

template <class T>
inline constexpr bool is_either = false;
template <class First, class Second, unsigned second_status>
inline constexpr bool is_either<Either<First, Second, second_status>> = true;

template <class In, class Out>
using Query = std::function<Result<Out>(db::Tx&, const Call&, const In&)>;
template <class In, class Out>
using Command = std::function<Result<Out>(db::Tx&, const Call&, const In&)>;
template <class In, class Out>
using Action = std::function<awaitable<Result<Out>>(Call&, In)>;
/// Completes a command's answer with what must not be stored with it: message content (SEC-C6).
template <class Out>
using Present = std::function<awaitable<void>(const Call&, Out&)>;
/// The answer as JSON where it is at hand; null: the action must run.
template <class In>
using Known = std::function<std::shared_ptr<const std::string>(const Call&, const In&)>;
using Raw = std::function<awaitable<net::Response>(net::Request&, Call&)>;

/// The names in braces of a path template.
std::vector<std::string_view> path_parameters(std::string_view path);

/// Path parameters and, for reads, the query string; faults are added.
schema::Pairs request_pairs(
    const net::Request& request, const RouteSpec& spec, schema::Faults& faults
);

net::Response json_response(unsigned status, std::string body);

/// Describes parameters and body of an operation from the schema of its request struct.
void describe_request(
    const RouteSpec& spec, schema::json::object input, schema::json::object& operation
);
void describe_answer(
    const RouteSpec& spec, schema::json::object output, schema::json::object& operation
);

template <class In>
Result<In> read_input(const net::Request& request, const RouteSpec& spec) {
    In input;
    schema::Faults faults;
    const auto pairs = request_pairs(request, spec, faults);
    schema::read_pairs(pairs, input, faults);
    const bool has_body = spec.method != net::Method::get && spec.method != net::Method::delete_;
    if (has_body) {
        const std::string_view text = request.body.empty() ? "{}" : std::string_view{request.body};
        TRY(const auto body, schema::parse_body(text));
        schema::read_object(body, input, {}, path_parameters(spec.path), faults);
    }
    if (!faults.empty()) return std::unexpected{schema::validation_error(std::move(faults))};
    return input;
}

template <class Out>
net::Response answer(const RouteSpec& spec, const Result<Out>& result, Time now) {
    if (!result) return problem(result.error(), now);
    if constexpr (std::is_same_v<Out, Nothing>) {
        return json_response(spec.status, {});
    } else {
        return json_response(spec.status, schema::to_json(*result));
    }
}

/// Of a command, as it is stored.
template <class Out>
Answer answer_of(const RouteSpec& spec, const Out& out) {
    if constexpr (std::is_same_v<Out, Nothing>) {
        return {spec.status, {}, {}};
    } else if constexpr (is_either<Out>) {
        const auto json = [](const auto& value) { return schema::to_json(value); };
        const bool is_first = out.value.index() == 0;
        return {is_first ? spec.status : Out::other_status, std::visit(json, out.value), {}};
    } else {
        return {spec.status, schema::to_json(out), {}};
    }
}

/// Adds the answer to the operation, and its schema to the components.
template <class Out>
void describe_out(
    const RouteSpec& spec, schema::json::object& operation, schema::json::object& components
) {
    if constexpr (is_either<Out>) {
        describe_out<typename Out::FirstKind>(spec, operation, components);
        RouteSpec other = spec;
        other.status = Out::other_status;
        schema::json::object second;
        describe_out<typename Out::SecondKind>(other, second, components);
        const auto status = std::to_string(other.status);
        operation.at("responses").as_object()[status] = second.at("responses").at(status);
    } else {
        schema::json::object output;
        if constexpr (!std::is_same_v<Out, Nothing>) output = schema::schema_of<Out>(components);
        describe_answer(spec, std::move(output), operation);
    }
}

/// The routes of the API, in order of registration.
class Routes {
public:
    explicit Routes(db::Database& database) : database_(database) {}

    template <class In, class Out>
    void query(const RouteSpec& spec, Query<In, Out> handler) {
        auto shared = std::make_shared<const Query<In, Out>>(std::move(handler));
        auto run = [this, spec, shared](net::Request& request, Call& call) {
            return run_query<In, Out>(spec, shared, request, call);
        };
        RouteSpec described = spec;
        described.access = Access::anyone;  // what only reads needs no Idempotency-Key
        routes_.push_back({spec, false, std::move(run), describer<In, Out>(described)});
    }

    template <class In, class Out>
    void command(const RouteSpec& spec, Command<In, Out> handler, Present<Out> present = {}) {
        auto shared = std::make_shared<const std::pair<Command<In, Out>, Present<Out>>>(
            std::move(handler), std::move(present)
        );
        add<In, Out>(spec, [this, spec, shared](net::Request& request, Call& call) {
            return run_command<In, Out>(database_, spec, shared, request, call);
        });
        routes_.back().idempotent = true;
    }

    template <class In, class Out>
    void action(const RouteSpec& spec, Action<In, Out> handler, Known<In> known = {}) {
        auto shared = std::make_shared<const std::pair<Action<In, Out>, Known<In>>>(
            std::move(handler), std::move(known)
        );
        add<In, Out>(spec, [spec, shared](net::Request& request, Call& call) {
            return run_action<In, Out>(spec, shared, request, call);
        });
    }

    /// A raw route whose body and answer are opaque text.
    void raw(const RouteSpec& spec, Raw handler);

    /// A raw route that reads an `In` and answers an `Out`: the document shows both.
    template <class In, class Out>
    void raw(const RouteSpec& spec, Raw handler) {
        RouteSpec described = spec;
        described.access = Access::anyone;  // raw routes look at no Idempotency-Key
        routes_.push_back({spec, false, std::move(handler), describer<In, Out>(described)});
    }

    const std::vector<Route>& all() const { return routes_; }

private:
    template <class In, class Out, class Run>
    void add(const RouteSpec& spec, Run run) {
        routes_.push_back({spec, false, std::move(run), describer<In, Out>(spec)});
    }

    template <class In, class Out>
    static auto describer(const RouteSpec& spec) {
        return [spec](schema::json::object& operation, schema::json::object& components) {
            const auto name = schema::as_json(schema::type_name<In>());
            schema::json::object scratch;
            schema::schema_of<In>(scratch);
            schema::json::object properties = scratch.at(name).as_object();
            scratch.erase(name);
            for (auto& [part, schema] : scratch) components[part] = schema;
            describe_request(spec, std::move(properties), operation);
            describe_out<Out>(spec, operation, components);
        };
    }

    template <class In, class Out>
    awaitable<net::Response> run_query(
        RouteSpec spec,
        std::shared_ptr<const Query<In, Out>> handler,
        net::Request& request,
        Call& call
    ) {
        const Result<In> input = read_input<In>(request, spec);
        if (!input) co_return problem(input.error(), call.moment.now);
        const auto gzip = Gzip::wanted_by(request);
        auto work = [&](db::Tx& tx) {
            auto response = answer(spec, (*handler)(tx, call, *input), call.moment.now);
            // Then it is the same for everyone.
            if (spec.access == Access::anyone) gzip_.apply(response, gzip);
            return response;
        };
        net::Response response = co_await db::async_read(database_, std::move(work));
        co_return response;
    }

    template <class In, class Out>
    static awaitable<net::Response> run_command(
        db::Database& database,
        RouteSpec spec,
        std::shared_ptr<const std::pair<Command<In, Out>, Present<Out>>> handler,
        net::Request& request,
        Call& call
    ) {
        const Result<In> input = read_input<In>(request, spec);
        if (!input) co_return problem(input.error(), call.moment.now);
        auto step = [&](db::Tx& tx) -> Result<Answer> {
            TRY(const Out out, handler->first(tx, call, *input));
            return answer_of(spec, out);
        };
        const Step work = step;
        Result<Answer> result = co_await write_once(database, call, work);
        if (!result) co_return problem(result.error(), call.moment.now);
        if (result->status >= 400) co_return stored_problem(*result, call.moment.now);
        if constexpr (!is_either<Out>) {
            if (handler->second) {
                Out out = stored_answer<Out>(result->body);
                co_await handler->second(call, out);
                result->body = schema::to_json(out);
            }
        }
        co_return json_response(result->status, std::move(result->body));
    }

    template <class In, class Out>
    static awaitable<net::Response> run_action(
        RouteSpec spec,
        std::shared_ptr<const std::pair<Action<In, Out>, Known<In>>> handler,
        net::Request& request,
        Call& call
    ) {
        Result<In> input = read_input<In>(request, spec);
        if (!input) co_return problem(input.error(), call.moment.now);
        if (handler->second) {
            const auto known = handler->second(call, *input);
            if (known) co_return json_response(spec.status, *known);
        }
        const Result<Out> result = co_await handler->first(call, *std::move(input));
        co_return answer(spec, result, call.moment.now);
    }

    /// `call` and `work` live until it has ended.
    static awaitable<Result<Answer>> write_once(
        db::Database& database, const Call& call, const Step& work
    );
    static net::Response stored_problem(const Answer& answer, Time now);

    db::Database& database_;
    Gzip gzip_;
    std::vector<Route> routes_;
};

}  // namespace otpost::api
