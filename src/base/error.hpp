// SPDX-License-Identifier: Apache-2.0
// Expected refusals. `Result<T>` carries a value or an `Error`: a stable code (part of the
// public API), a text that says what to do, and where it helps a time or a list of fields.
// A broken world (store gone, disk full) is an exception instead; a bug is an ASSERT.
#pragma once

#include "base/time.hpp"

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace otpost {

/// Every refusal that a caller can cause. The text codes stand in error.cpp, the HTTP statuses
/// in api/problem.cpp. Codes are never renamed.
enum class ErrorCode {
    invalid_request,
    validation_failed,
    malformed_json,
    unauthenticated,
    invalid_credentials,
    forbidden,
    not_found,
    method_not_allowed,
    conflict,
    payload_too_large,
    unsupported_media_type,
    too_many_requests,
    unavailable,
    internal_error,
    idempotency_key_missing,
    idempotency_key_reused,
    idempotency_in_progress,
    insufficient_funds,
    account_suspended,
    service_unknown,
    country_unknown,
    service_not_allowed,
    offer_unavailable,
    out_of_stock,
    price_above_cap,
    too_many_open_leases,
    too_many_leases_per_hour,
    lease_not_found,
    lease_not_waiting,
    lease_not_received,
    lease_closed,
    cancel_after_code,
    cancel_too_early,
    number_invalid,
    number_taken,
    attestation_missing,
    supplier_unknown,
    signature_invalid,
    signature_expired,
    csrf_refused,
    ip_not_allowed,
    recent_sign_in_required,
    second_factor_required,
    email_invalid,
    email_unverified,
    email_code_wrong,
    mail_unavailable,
    username_taken,
    password_too_weak,
    age_too_low,
    terms_not_accepted,
    amount_invalid,
    amount_overflow,
    image_invalid,
    reason_missing,
    preview_outdated,
};

/// The stable text of a code, such as `insufficient_funds`.
std::string_view to_string(ErrorCode code);

struct FieldError {
    std::string field;
    std::string message;
};

struct Error {
    ErrorCode code = ErrorCode::internal_error;
    std::string message;             ///< for a person: what is wrong and what to do
    std::optional<Time> retry_at;    ///< when the same call may succeed (L5, T3)
    std::vector<FieldError> fields;  ///< for validation_failed
};

template <class T = void>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> refuse(ErrorCode code, std::string message) {
    return std::unexpected{Error{code, std::move(message), std::nullopt, {}}};
}

inline std::unexpected<Error> refuse_until(ErrorCode code, std::string message, Time retry_at) {
    return std::unexpected{Error{code, std::move(message), retry_at, {}}};
}

}  // namespace otpost

// A declaration and the name of a variable can't stand in parentheses.
// NOLINTBEGIN(bugprone-macro-parentheses)
#define OTPOST_CONCAT_INNER(a, b) a##b
#define OTPOST_CONCAT(a, b) OTPOST_CONCAT_INNER(a, b)
#define OTPOST_TRY_IMPL(temporary, declaration, expression)               \
    auto temporary = (expression);                                        \
    if (!temporary) return std::unexpected{std::move(temporary).error()}; \
    declaration = *std::move(temporary)

/// `TRY(const Offer offer, find_offer(tx, key));` returns the error of a failed Result.
#define TRY(declaration, expression) \
    OTPOST_TRY_IMPL(OTPOST_CONCAT(otpost_try_, __COUNTER__), declaration, expression)
#define OTPOST_CHECK_IMPL(temporary, expression)                            \
    if (auto temporary = (expression); !temporary) return std::unexpected { \
            std::move(temporary).error()                                    \
        }

/// The same for a Result<void>.
#define CHECK(expression) OTPOST_CHECK_IMPL(OTPOST_CONCAT(otpost_check_, __COUNTER__), expression)
// NOLINTEND(bugprone-macro-parentheses)
