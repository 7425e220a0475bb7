// SPDX-License-Identifier: Apache-2.0
#include "api/authenticator.hpp"

#include "api/credential.hpp"
#include "api/session_cookies.hpp"
#include "db/async.hpp"
#include "identity/api_keys.hpp"
#include "identity/sessions.hpp"

#include <variant>

namespace otpost::api {

namespace {

/// An API key to be looked up, or what an access token has proved.
using Credential = std::variant<Secret, identity::ShownSession>;

Result<Credential> find_credential(
    const net::Request& request, const crypto::Key& server_key, Time now
) {
    if (const auto key = shown_api_key(request)) return Secret{std::string{*key}};
    const auto token = shown_session(request);
    if (request.has_header("authorization") || !token || token->empty())
        return refuse(
            ErrorCode::unauthenticated,
            "Sign in, or send an API key as `Authorization: Bearer otp_live_…`."
        );
    const auto shown = identity::read_access_token(*token, server_key, now);
    if (!shown)
        return refuse(
            ErrorCode::unauthenticated,
            "The access token is over. POST /v1/auth/refresh, or sign in."
        );
    return *shown;
}

identity::PrincipalCache::Key cache_key(const Credential& credential) {
    using identity::PrincipalCache;
    if (const auto* key = std::get_if<Secret>(&credential)) return PrincipalCache::key_of(*key);
    return PrincipalCache::key_of(std::get<identity::ShownSession>(credential).session);
}

boost::asio::awaitable<void> touch(
    db::Database& database, identity::Principal principal, Time now
) {
    auto work = [&](db::Tx& tx) {
        if (principal.key) identity::touch_api_key(tx, *principal.key, now);
        if (principal.session) identity::touch_session(tx, *principal.session, now);
    };
    co_await db::async_write(database, std::move(work));
}

}  // namespace

boost::asio::awaitable<Result<identity::Principal>> Authenticator::authenticate(
    const net::Request& request, Time now
) {
    const auto credential = find_credential(request, server_key_, now);
    if (!credential) co_return std::unexpected{credential.error()};
    const auto key = cache_key(*credential);
    if (const auto known = cache_.find(key, now)) co_return *known;
    const auto lookup = cache_.begin_lookup(now);
    auto work = [&](db::Tx& tx) {
        if (const auto* secret = std::get_if<Secret>(&*credential))
            return identity::authenticate_api_key(tx, *secret, server_key_, now);
        return identity::authenticate_session(
            tx, std::get<identity::ShownSession>(*credential), now
        );
    };
    auto found = co_await db::async_read(database_, std::move(work));
    if (!found) co_return std::unexpected{found.error()};
    cache_.put(lookup, key, found->principal);
    if (found->touch_due) {
        auto task = touch(database_, found->principal, now);
        tasks_.spawn("touch credential", std::move(task));
    }
    co_return std::move(found->principal);
}

}  // namespace otpost::api
