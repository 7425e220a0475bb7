// SPDX-License-Identifier: Apache-2.0
#include "api/api_key_routes.hpp"

#include "api/allowed_ips.hpp"
#include "api/audit_entries.hpp"
#include "api/cursor.hpp"
#include "api/requests.hpp"
#include "api/views.hpp"
#include "identity/api_keys.hpp"

#include <limits>

namespace otpost::api {

namespace {

using identity::Scope;
using identity::Scopes;
using net::Method;

std::vector<std::string> words_of(Scopes scopes) {
    std::vector<std::string> words;
    for (const std::string_view word : schema::api_key_scopes) {
        const auto scope = identity::parse_scope(word);
        if (scope && scopes.contains(*scope)) words.emplace_back(word);
    }
    return words;
}

ApiKeyView view_of(const identity::ApiKey& key) {
    ApiKeyView view{
        .id = to_string(key.id),
        .label = key.label,
        .prefix = key.prefix,
        .scopes = words_of(key.scopes),
        .allowed_ips = key.allowed_ips,
        .created_at = format_rfc3339(key.created_at),
        .expires_at = optional_time(key.expires_at),
        .last_used_at = optional_time(key.last_used_at),
        .replaced_by = {}
    };
    if (key.replaced_by) view.replaced_by = to_string(*key.replaced_by);
    return view;
}

Result<ApiKeyListView> list_keys(db::Tx& tx, const Call& call, const PageRequest& request) {
    TRY(const int limit, page_limit(request.limit));
    TRY(const auto position, position_of(request.cursor));
    const ApiKeyId before{position.value_or(std::numeric_limits<std::int64_t>::max())};
    auto keys = identity::list_unrevoked_api_keys(tx, call.principal.account, before, limit + 1);
    ApiKeyListView view;
    if (keys.size() > static_cast<std::size_t>(limit)) {
        keys.pop_back();
        view.next_cursor = position_cursor(keys.back().id.value());
    }
    for (const auto& key : keys) view.items.push_back(view_of(key));
    return view;
}

/// What a key of this role may do.
Scopes scopes_of(identity::Role role) {
    if (role == identity::Role::admin) return Scopes::all();
    Scopes scopes{Scope::account_read, Scope::wallet_read, Scope::leases_read, Scope::leases_write};
    if (role == identity::Role::user) return scopes;
    scopes.add(Scope::operator_read);
    scopes.add(Scope::operator_write);
    return scopes;
}

/// What was asked for, of what the owner's role may give.
Result<Scopes> wanted_scopes(
    const Call& call, const std::optional<std::vector<std::string>>& words
) {
    const Scopes given = scopes_of(call.principal.role);
    if (!words) return given;
    Scopes wanted;
    for (const std::string& word : *words) {
        const auto scope = identity::parse_scope(word);
        if (!scope || !given.contains(*scope))
            return refuse(
                ErrorCode::forbidden, "Your role can't give a key the scope " + word + "."
            );
        wanted.add(*scope);
    }
    return wanted;
}

NewApiKeyView new_key_view(
    const Call& call, const identity::CreatedApiKey& created, const std::string& label
) {
    return {to_string(created.id), label, created.prefix, format_rfc3339(call.moment.now), {}};
}

/// The key itself goes into the first answer alone: what is stored for retries doesn't have it. A
/// client that lost that answer deletes the key, which it now knows by id, and makes another.
Result<NewApiKeyView> create_key(
    db::Tx& tx, const Call& call, const CreateApiKeyRequest& request, const crypto::Key& server_key
) {
    TRY(const Scopes scopes, wanted_scopes(call, request.scopes));
    const auto blocks = request.allowed_ips.value_or(std::vector<std::string>{});
    CHECK(check_blocks(blocks));
    identity::CreateApiKey order{
        .account = call.principal.account,
        .label = request.label,
        .scopes = scopes,
        .expires_at = {},
        .allowed_ips = blocks
    };
    if (request.expires_at) {
        order.expires_at = parse_rfc3339(*request.expires_at);
        if (!order.expires_at)
            return refuse(ErrorCode::validation_failed, "expires_at must be an RFC 3339 time.");
    }
    TRY(auto created, identity::create_api_key(tx, order, server_key, call.moment));
    call.shown_once = std::move(created.key);
    record(tx, call, audit::Action::api_key_created, audit::Object::of(created.id));
    return new_key_view(call, created, request.label);
}

Result<NewApiKeyView> rotate_key(
    db::Tx& tx, const Call& call, const RotateApiKeyRequest& request, const crypto::Key& server_key
) {
    const auto key = parse<ApiKeyTag>(request.id);
    if (!key) return refuse(ErrorCode::not_found, "There is no such key of yours.");
    identity::RotateApiKey order{.account = call.principal.account, .key = *key};
    if (request.overlap_seconds) order.overlap = std::chrono::seconds{*request.overlap_seconds};
    TRY(auto created, identity::rotate_api_key(tx, order, server_key, call.moment));
    call.shown_once = std::move(created.key);
    record(tx, call, audit::Action::api_key_created, audit::Object::of(created.id));
    return new_key_view(call, created, created.label);
}

awaitable<void> show_key(const Call& call, NewApiKeyView& view) {
    if (call.shown_once) view.key = call.shown_once->reveal();
    co_return;
}

Result<Nothing> revoke_key(db::Tx& tx, const Call& call, const ById& request) {
    const auto key = parse<ApiKeyTag>(request.id);
    if (!key) return refuse(ErrorCode::not_found, "There is no such key of yours.");
    CHECK(identity::revoke_api_key(tx, call.principal.account, *key, call.moment.now));
    record(tx, call, audit::Action::api_key_revoked, audit::Object::of(*key));
    return Nothing{};
}

}  // namespace

void add_api_key_routes(Routes& routes, const crypto::Key& server_key) {
    constexpr auto who = Access::signed_in;
    constexpr auto scope = Scope::account_read;
    routes.query<PageRequest, ApiKeyListView>(
        {.method = Method::get,
         .path = "/v1/api-keys",
         .operation = "list_api_keys",
         .summary = "Your API keys",
         .access = who,
         .scope = scope,
         .programs = Programs::refused},
        list_keys
    );
    routes.command<CreateApiKeyRequest, NewApiKeyView>(
        {.method = Method::post,
         .path = "/v1/api-keys",
         .operation = "create_api_key",
         .summary = "Make an API key; it is shown once",
         .access = who,
         .scope = scope,
         .status = 201,
         .step_up = StepUp::required},
        [&](db::Tx& tx, const Call& call, const CreateApiKeyRequest& request) {
            return create_key(tx, call, request, server_key);
        },
        show_key
    );
    routes.command<RotateApiKeyRequest, NewApiKeyView>(
        {.method = Method::post,
         .path = "/v1/api-keys/{id}/rotate",
         .operation = "rotate_api_key",
         .summary = "Make a key in its place; both are good for a while",
         .access = who,
         .scope = scope,
         .status = 201,
         .step_up = StepUp::required},
        [&](db::Tx& tx, const Call& call, const RotateApiKeyRequest& request) {
            return rotate_key(tx, call, request, server_key);
        },
        show_key
    );
    routes.command<ById, Nothing>(
        {.method = Method::delete_,
         .path = "/v1/api-keys/{id}",
         .operation = "revoke_api_key",
         .summary = "Revoke an API key at once",
         .access = who,
         .scope = scope,
         .status = 204,
         .programs = Programs::refused},
        revoke_key
    );
}

}  // namespace otpost::api
