// SPDX-License-Identifier: Apache-2.0
#include "api/account_routes.hpp"

#include "api/audit_entries.hpp"
#include "api/auth.hpp"
#include "api/cursor.hpp"
#include "api/requests.hpp"
#include "identity/api_keys.hpp"

#include <limits>

namespace otpost::api {

namespace {

using identity::Scope;
using identity::Scopes;
using net::Method;

Result<AccountView> get_account(db::Tx& tx, const Call& call, const Nothing&) {
    const auto account = identity::find_account(tx, call.principal.account);
    if (!account) return refuse(ErrorCode::not_found, "The account is gone. Sign in again.");
    return account_view(*account);
}

Result<> from_a_session(const Call& call) {
    if (call.principal.session) return {};
    return refuse(ErrorCode::forbidden, "API keys are managed in the dashboard, signed in.");
}

Result<ApiKeyListView> list_keys(db::Tx& tx, const Call& call, const PageRequest& request) {
    CHECK(from_a_session(call));
    TRY(const int limit, page_limit(request.limit));
    TRY(const auto position, position_of(request.cursor));
    const ApiKeyId before{position.value_or(std::numeric_limits<std::int64_t>::max())};
    auto keys = identity::list_unrevoked_api_keys(tx, call.principal.account, before, limit + 1);
    ApiKeyListView view;
    if (keys.size() > static_cast<std::size_t>(limit)) {
        keys.pop_back();
        view.next_cursor = position_cursor(keys.back().id.value());
    }
    for (const auto& key : keys) {
        view.items.push_back(
            {to_string(key.id),
             key.label,
             key.prefix,
             format_rfc3339(key.created_at),
             optional_time(key.last_used_at)}
        );
    }
    return view;
}

/// What a key of this role may do.
Scopes scopes_of(identity::Role role) {
    Scopes scopes{Scope::account_read, Scope::wallet_read, Scope::leases_read, Scope::leases_write};
    return role == identity::Role::user ? scopes : Scopes::all();
}

/// The key itself goes into the first answer alone: what is stored for retries doesn't have it. A
/// client that lost that answer deletes the key, which it now knows by id, and makes another.
Result<NewApiKeyView> create_key(
    db::Tx& tx, const Call& call, const CreateApiKeyRequest& request, const crypto::Key& server_key
) {
    CHECK(from_a_session(call));
    const identity::CreateApiKey order{
        .account = call.principal.account,
        .label = request.label,
        .scopes = scopes_of(call.principal.role),
        .expires_at = {}
    };
    TRY(auto created, identity::create_api_key(tx, order, server_key, call.moment));
    call.shown_once = std::move(created.key);
    record(tx, call, audit::Action::api_key_created, audit::Object::of(created.id));
    return NewApiKeyView{
        to_string(created.id), request.label, created.prefix, format_rfc3339(call.moment.now), {}
    };
}

awaitable<void> show_key(const Call& call, NewApiKeyView& view) {
    if (call.shown_once) view.key = call.shown_once->reveal();
    co_return;
}

Result<Nothing> revoke_key(db::Tx& tx, const Call& call, const ById& request) {
    CHECK(from_a_session(call));
    const auto key = parse<ApiKeyTag>(request.id);
    if (!key) return refuse(ErrorCode::not_found, "There is no such key of yours.");
    CHECK(identity::revoke_api_key(tx, call.principal.account, *key, call.moment.now));
    record(tx, call, audit::Action::api_key_revoked, audit::Object::of(*key));
    return Nothing{};
}

}  // namespace

void add_account_routes(Routes& routes, const crypto::Key& server_key) {
    constexpr auto who = Access::signed_in;
    constexpr auto scope = Scope::account_read;
    routes.query<Nothing, AccountView>(
        {Method::get, "/v1/account", "get_account", "The account that is asking", who, scope},
        get_account
    );
    routes.query<PageRequest, ApiKeyListView>(
        {Method::get, "/v1/api-keys", "list_api_keys", "Your API keys", who, scope}, list_keys
    );
    routes.command<CreateApiKeyRequest, NewApiKeyView>(
        {Method::post,
         "/v1/api-keys",
         "create_api_key",
         "Make an API key; it is shown once",
         who,
         scope,
         201},
        [&](db::Tx& tx, const Call& call, const CreateApiKeyRequest& request) {
            return create_key(tx, call, request, server_key);
        },
        show_key
    );
    routes.command<ById, Nothing>(
        {Method::delete_,
         "/v1/api-keys/{id}",
         "revoke_api_key",
         "Revoke an API key at once",
         who,
         scope,
         204},
        revoke_key
    );
}

}  // namespace otpost::api
