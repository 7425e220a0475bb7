// SPDX-License-Identifier: Apache-2.0
#include "identity/principal.hpp"

#include "base/assert.hpp"
#include "base/words.hpp"

#include <array>

namespace otpost::identity {

namespace {

constexpr std::array every_scope{
    Scope::account_read,
    Scope::wallet_read,
    Scope::leases_read,
    Scope::leases_write,
    Scope::operator_read,
    Scope::operator_write,
    Scope::admin_read,
    Scope::admin_write,
};

}  // namespace

std::string_view to_string(Role role) {
    switch (role) {
        case Role::user:
            return "user";
        case Role::operator_:
            return "operator";
        case Role::admin:
            return "admin";
    }
    ASSERT(false);
    return {};
}

std::string_view to_string(AccountStatus status) {
    switch (status) {
        case AccountStatus::active:
            return "active";
        case AccountStatus::suspended:
            return "suspended";
    }
    ASSERT(false);
    return {};
}

std::string_view to_string(Scope scope) {
    switch (scope) {
        case Scope::account_read:
            return "account:read";
        case Scope::wallet_read:
            return "wallet:read";
        case Scope::leases_read:
            return "leases:read";
        case Scope::leases_write:
            return "leases:write";
        case Scope::operator_read:
            return "operator:read";
        case Scope::operator_write:
            return "operator:write";
        case Scope::admin_read:
            return "admin:read";
        case Scope::admin_write:
            return "admin:write";
    }
    ASSERT(false);
    return {};
}

std::optional<Role> parse_role(std::string_view text) {
    for (const Role role : {Role::user, Role::operator_, Role::admin})
        if (to_string(role) == text) return role;
    return std::nullopt;
}

std::optional<AccountStatus> parse_account_status(std::string_view text) {
    for (const AccountStatus status : {AccountStatus::active, AccountStatus::suspended})
        if (to_string(status) == text) return status;
    return std::nullopt;
}

std::optional<Scope> parse_scope(std::string_view word) {
    for (const Scope scope : every_scope)
        if (to_string(scope) == word) return scope;
    return std::nullopt;
}

bool is_for_changes(Scope scope) {
    switch (scope) {
        case Scope::leases_write:
        case Scope::operator_write:
        case Scope::admin_write:
            return true;
        case Scope::account_read:
        case Scope::wallet_read:
        case Scope::leases_read:
        case Scope::operator_read:
        case Scope::admin_read:
            return false;
    }
    ASSERT(false);
    return false;
}

Scopes Scopes::all() {
    Scopes scopes;
    for (const Scope scope : every_scope) scopes.add(scope);
    return scopes;
}

std::optional<Scopes> Scopes::parse(std::string_view words) {
    Scopes scopes;
    for (const std::string_view word : split_words(words)) {
        const auto scope = parse_scope(word);
        if (!scope || scopes.contains(*scope)) return std::nullopt;
        scopes.add(*scope);
    }
    if (scopes.empty()) return std::nullopt;
    return scopes;
}

std::string to_string(Scopes scopes) {
    std::string words;
    for (const Scope scope : every_scope) {
        if (!scopes.contains(scope)) continue;
        if (!words.empty()) words.push_back(' ');
        words.append(to_string(scope));
    }
    return words;
}

}  // namespace otpost::identity
