// SPDX-License-Identifier: Apache-2.0
#include "api/authenticator.hpp"

#include "api/credential.hpp"
#include "db/async.hpp"
#include "identity/api_keys.hpp"
#include "identity/sessions.hpp"

namespace otpost::api {

namespace {

enum class CredentialKind { api_key, session };

struct Credential {
    CredentialKind kind;
    Secret value;
};

Result<Credential> find_credential(const net::Request& request) {
    if (const auto key = shown_api_key(request))
        return Credential{CredentialKind::api_key, Secret{std::string{*key}}};
    const auto cookie = shown_session(request);
    if (request.header("authorization").empty() && cookie && !cookie->empty())
        return Credential{CredentialKind::session, Secret{std::string{*cookie}}};
    return refuse(
        ErrorCode::unauthenticated,
        "Sign in, or send an API key as `Authorization: Bearer otp_live_…`."
    );
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
    const auto credential = find_credential(request);
    if (!credential) co_return std::unexpected{credential.error()};
    const auto key = identity::PrincipalCache::key_of(credential->value);
    if (const auto known = cache_.find(key, now)) co_return *known;
    const auto lookup = cache_.begin_lookup(now);
    auto work = [&](db::Tx& tx) {
        return credential->kind == CredentialKind::api_key
                   ? identity::authenticate_api_key(tx, credential->value, server_key_, now)
                   : identity::authenticate_session(tx, credential->value, now);
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
