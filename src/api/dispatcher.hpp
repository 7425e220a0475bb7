// SPDX-License-Identifier: Apache-2.0
// From an HTTP request to its route and back: who asks, may they, is the call safe to repeat.
// Default-deny: a route that is not for anyone is reached only by a principal whose role and scope
// it names (A6, SEC-A1). Also the one place where a broken store becomes an answer.
#pragma once

#include "api/authenticator.hpp"
#include "api/limits.hpp"
#include "api/refusal_recorder.hpp"
#include "api/route.hpp"
#include "api/usage_recorder.hpp"
#include "identity/second_factor.hpp"
#include "net/http.hpp"
#include "net/router.hpp"

#include <vector>

namespace otpost::api {

struct DispatcherSetup {
    const std::vector<Route>& routes;
    Authenticator& authenticator;
    Limits& limits;
    RefusalRecorder& refusals;
    UsageRecorder& usage;
    const crypto::Key& server_key;
    const Clock& clock;
    IdGenerator& ids;
    Random& random;
    const net::Places& places;
    identity::second_factor::RequiredFor second_factor_for;
};

class Dispatcher {
public:
    /// What is borrowed outlives it.
    explicit Dispatcher(const DispatcherSetup& setup);

    boost::asio::awaitable<net::Response> handle(net::Request& request);

private:
    boost::asio::awaitable<net::Response> run(
        const Route& route, net::Request& request, Call& call, LimitStanding& limit
    );
    bool admit(LimitStanding& limit, const identity::Principal& principal);
    /// The one place where a rate limit becomes an answer.
    static net::Response refuse_limited(LimitStanding& limit, const Route& route, const Call& call);
    static Result<> check_stranger(const Route& route, const net::Request& request);
    Result<> check_access(const Route& route, const net::Request& request, const Call& call) const;
    Result<> check_factor(const Route& route, const identity::Principal& principal) const;
    static Result<> check_step_up(const Route& route, const Call& call);
    Result<> check_idempotency(const Route& route, const net::Request& request, Call& call) const;

    const std::vector<Route>& routes_;
    net::Router router_;
    Authenticator& authenticator_;
    Limits& limits_;
    RefusalRecorder& refusals_;
    UsageRecorder& usage_;
    const crypto::Key& server_key_;
    const Clock& clock_;
    IdGenerator& ids_;
    Random& random_;
    const net::Places& places_;
    identity::second_factor::RequiredFor second_factor_for_;
};

}  // namespace otpost::api
