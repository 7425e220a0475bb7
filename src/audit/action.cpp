// SPDX-License-Identifier: Apache-2.0
#include "audit/action.hpp"

#include <array>
#include <utility>

namespace otpost::audit {

namespace {

struct Named {
    Action action;
    std::string_view name;
};

/// In the order of the enumeration.
constexpr std::array names{
    Named{Action::sign_in_succeeded, "sign_in.succeeded"},
    Named{Action::sign_in_failed, "sign_in.failed"},
    Named{Action::sign_in_confirmed, "sign_in.confirmed"},
    Named{Action::second_factor_asked, "second_factor.asked"},
    Named{Action::second_factor_failed, "second_factor.failed"},
    Named{Action::second_factor_enabled, "second_factor.enabled"},
    Named{Action::second_factor_disabled, "second_factor.disabled"},
    Named{Action::recovery_code_used, "recovery_code.used"},
    Named{Action::recovery_codes_renewed, "recovery_codes.renewed"},
    Named{Action::session_ended, "session.ended"},
    Named{Action::session_reused, "session.token_reused"},
    Named{Action::api_key_created, "api_key.created"},
    Named{Action::api_key_revoked, "api_key.revoked"},
    Named{Action::account_registered, "account.registered"},
    Named{Action::email_verified, "email.verified"},
    Named{Action::email_code_refused, "email_code.refused"},
    Named{Action::password_reset_requested, "password.reset_requested"},
    Named{Action::password_reset, "password.reset"},
    Named{Action::password_changed, "password.changed"},
    Named{Action::email_change_requested, "email.change_requested"},
    Named{Action::email_changed, "email.changed"},
    Named{Action::account_suspended, "account.suspended"},
    Named{Action::account_restored, "account.restored"},
    Named{Action::account_role_changed, "account.role_changed"},
    Named{Action::account_plan_changed, "account.plan_changed"},
    Named{Action::wallet_credited, "wallet.credited"},
    Named{Action::credit_requested, "credit.requested"},
    Named{Action::credit_rejected, "credit.rejected"},
    Named{Action::catalog_imported, "catalog.imported"},
    Named{Action::service_changed, "service.changed"},
    Named{Action::country_changed, "country.changed"},
    Named{Action::price_changed, "price.changed"},
    Named{Action::supplier_added, "supplier.added"},
    Named{Action::numbers_imported, "numbers.imported"},
    Named{Action::numbers_added, "numbers.added"},
    Named{Action::number_status_changed, "number.status_changed"},
    Named{Action::number_services_changed, "number.services_changed"},
    Named{Action::check_asked, "check.asked"},
    Named{Action::check_ended, "check.ended"},
    Named{Action::access_refused, "access.refused"},
    Named{Action::limit_hit, "limit.hit"},
};

constexpr auto every_action = [] {
    std::array<Action, names.size()> actions{};
    for (std::size_t i = 0; i < names.size(); ++i) actions[i] = names[i].action;
    return actions;
}();

consteval bool is_whole_and_in_order() {
    for (std::size_t i = 0; i < names.size(); ++i)
        if (std::to_underlying(names[i].action) != i) return false;
    return names.size() == std::to_underlying(Action::limit_hit) + std::size_t{1};
}

static_assert(is_whole_and_in_order());

}  // namespace

std::string_view to_string(Action action) {
    return names.at(std::to_underlying(action)).name;
}

std::optional<Action> parse_action(std::string_view text) {
    for (const auto& [action, name] : names)
        if (name == text) return action;
    return std::nullopt;
}

std::span<const Action> all_actions() {
    return every_action;
}

}  // namespace otpost::audit
