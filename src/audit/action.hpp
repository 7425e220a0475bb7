// SPDX-License-Identifier: Apache-2.0
// What the audit log tells of: a closed list (A9, SEC-L2). The words are stored in the chain and
// shown, so they are never renamed; a test has each of them happen.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace otpost::audit {

enum class Action : std::uint8_t {
    sign_in_succeeded,
    sign_in_failed,
    sign_in_confirmed,
    second_factor_asked,
    second_factor_failed,
    second_factor_enabled,
    second_factor_disabled,
    recovery_code_used,
    recovery_codes_renewed,
    session_ended,
    session_reused,
    api_key_created,
    api_key_revoked,
    account_registered,
    email_verified,
    email_code_refused,
    password_reset_requested,
    password_reset,
    password_changed,
    email_change_requested,
    email_changed,
    account_suspended,
    account_restored,
    account_role_changed,
    account_plan_changed,
    wallet_credited,
    credit_requested,
    credit_rejected,
    catalog_imported,
    service_changed,
    country_changed,
    price_changed,
    supplier_added,
    numbers_imported,
    numbers_added,
    number_status_changed,
    number_services_changed,
    check_asked,
    check_ended,
    access_refused,
    limit_hit,
};

/// `sign_in.succeeded` and so on.
std::string_view to_string(Action action);
std::optional<Action> parse_action(std::string_view text);
std::span<const Action> all_actions();

}  // namespace otpost::audit
