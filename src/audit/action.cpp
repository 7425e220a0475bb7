// SPDX-License-Identifier: Apache-2.0
#include "audit/action.hpp"

#include <array>
#include <utility>

namespace otpost::audit {

namespace {

constexpr std::array every_action{
    Action::sign_in_succeeded,
    Action::sign_in_failed,
    Action::sign_in_confirmed,
    Action::second_factor_asked,
    Action::second_factor_failed,
    Action::second_factor_enabled,
    Action::second_factor_disabled,
    Action::recovery_code_used,
    Action::recovery_codes_renewed,
    Action::session_ended,
    Action::session_reused,
    Action::api_key_created,
    Action::api_key_revoked,
    Action::account_registered,
    Action::email_verified,
    Action::email_code_refused,
    Action::password_reset_requested,
    Action::password_reset,
    Action::password_changed,
    Action::email_change_requested,
    Action::email_changed,
    Action::account_suspended,
    Action::account_restored,
    Action::account_role_changed,
    Action::account_plan_changed,
    Action::wallet_credited,
    Action::credit_requested,
    Action::credit_rejected,
    Action::catalog_imported,
    Action::supplier_added,
    Action::numbers_imported,
    Action::access_refused,
    Action::limit_hit,
};

}  // namespace

std::string_view to_string(Action action) {
    switch (action) {
        case Action::sign_in_succeeded:
            return "sign_in.succeeded";
        case Action::sign_in_failed:
            return "sign_in.failed";
        case Action::sign_in_confirmed:
            return "sign_in.confirmed";
        case Action::second_factor_asked:
            return "second_factor.asked";
        case Action::second_factor_failed:
            return "second_factor.failed";
        case Action::second_factor_enabled:
            return "second_factor.enabled";
        case Action::second_factor_disabled:
            return "second_factor.disabled";
        case Action::recovery_code_used:
            return "recovery_code.used";
        case Action::recovery_codes_renewed:
            return "recovery_codes.renewed";
        case Action::session_ended:
            return "session.ended";
        case Action::session_reused:
            return "session.token_reused";
        case Action::api_key_created:
            return "api_key.created";
        case Action::api_key_revoked:
            return "api_key.revoked";
        case Action::account_registered:
            return "account.registered";
        case Action::email_verified:
            return "email.verified";
        case Action::email_code_refused:
            return "email_code.refused";
        case Action::password_reset_requested:
            return "password.reset_requested";
        case Action::password_reset:
            return "password.reset";
        case Action::password_changed:
            return "password.changed";
        case Action::email_change_requested:
            return "email.change_requested";
        case Action::email_changed:
            return "email.changed";
        case Action::account_suspended:
            return "account.suspended";
        case Action::account_restored:
            return "account.restored";
        case Action::account_role_changed:
            return "account.role_changed";
        case Action::account_plan_changed:
            return "account.plan_changed";
        case Action::wallet_credited:
            return "wallet.credited";
        case Action::credit_requested:
            return "credit.requested";
        case Action::credit_rejected:
            return "credit.rejected";
        case Action::catalog_imported:
            return "catalog.imported";
        case Action::supplier_added:
            return "supplier.added";
        case Action::numbers_imported:
            return "numbers.imported";
        case Action::access_refused:
            return "access.refused";
        case Action::limit_hit:
            return "limit.hit";
    }
    std::unreachable();
}

std::optional<Action> parse_action(std::string_view text) {
    for (const auto action : every_action)
        if (to_string(action) == text) return action;
    return std::nullopt;
}

std::span<const Action> all_actions() {
    return every_action;
}

}  // namespace otpost::audit
