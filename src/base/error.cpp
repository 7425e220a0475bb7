// SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"

#include "base/assert.hpp"

namespace otpost {

// A table, one line a code.
std::string_view to_string(ErrorCode code) {  // NOLINT(readability-function-size)
    switch (code) {
        case ErrorCode::invalid_request:
            return "invalid_request";
        case ErrorCode::validation_failed:
            return "validation_failed";
        case ErrorCode::malformed_json:
            return "malformed_json";
        case ErrorCode::unauthenticated:
            return "unauthenticated";
        case ErrorCode::invalid_credentials:
            return "invalid_credentials";
        case ErrorCode::forbidden:
            return "forbidden";
        case ErrorCode::not_found:
            return "not_found";
        case ErrorCode::method_not_allowed:
            return "method_not_allowed";
        case ErrorCode::conflict:
            return "conflict";
        case ErrorCode::payload_too_large:
            return "payload_too_large";
        case ErrorCode::unsupported_media_type:
            return "unsupported_media_type";
        case ErrorCode::too_many_requests:
            return "too_many_requests";
        case ErrorCode::unavailable:
            return "unavailable";
        case ErrorCode::internal_error:
            return "internal_error";
        case ErrorCode::idempotency_key_missing:
            return "idempotency_key_missing";
        case ErrorCode::idempotency_key_reused:
            return "idempotency_key_reused";
        case ErrorCode::idempotency_in_progress:
            return "idempotency_in_progress";
        case ErrorCode::insufficient_funds:
            return "insufficient_funds";
        case ErrorCode::account_suspended:
            return "account_suspended";
        case ErrorCode::service_unknown:
            return "service_unknown";
        case ErrorCode::country_unknown:
            return "country_unknown";
        case ErrorCode::service_not_allowed:
            return "service_not_allowed";
        case ErrorCode::offer_unavailable:
            return "offer_unavailable";
        case ErrorCode::out_of_stock:
            return "out_of_stock";
        case ErrorCode::price_above_cap:
            return "price_above_cap";
        case ErrorCode::too_many_open_leases:
            return "too_many_open_leases";
        case ErrorCode::too_many_leases_per_hour:
            return "too_many_leases_per_hour";
        case ErrorCode::lease_not_found:
            return "lease_not_found";
        case ErrorCode::lease_not_waiting:
            return "lease_not_waiting";
        case ErrorCode::lease_not_received:
            return "lease_not_received";
        case ErrorCode::lease_closed:
            return "lease_closed";
        case ErrorCode::cancel_after_code:
            return "cancel_after_code";
        case ErrorCode::cancel_too_early:
            return "cancel_too_early";
        case ErrorCode::number_invalid:
            return "number_invalid";
        case ErrorCode::number_taken:
            return "number_taken";
        case ErrorCode::attestation_missing:
            return "attestation_missing";
        case ErrorCode::supplier_unknown:
            return "supplier_unknown";
        case ErrorCode::signature_invalid:
            return "signature_invalid";
        case ErrorCode::signature_expired:
            return "signature_expired";
        case ErrorCode::csrf_refused:
            return "csrf_refused";
        case ErrorCode::ip_not_allowed:
            return "ip_not_allowed";
        case ErrorCode::recent_sign_in_required:
            return "recent_sign_in_required";
        case ErrorCode::second_factor_required:
            return "second_factor_required";
        case ErrorCode::email_invalid:
            return "email_invalid";
        case ErrorCode::email_unverified:
            return "email_unverified";
        case ErrorCode::email_code_wrong:
            return "email_code_wrong";
        case ErrorCode::mail_unavailable:
            return "mail_unavailable";
        case ErrorCode::username_taken:
            return "username_taken";
        case ErrorCode::password_too_weak:
            return "password_too_weak";
        case ErrorCode::age_too_low:
            return "age_too_low";
        case ErrorCode::terms_not_accepted:
            return "terms_not_accepted";
        case ErrorCode::amount_invalid:
            return "amount_invalid";
        case ErrorCode::amount_overflow:
            return "amount_overflow";
        case ErrorCode::image_invalid:
            return "image_invalid";
        case ErrorCode::reason_missing:
            return "reason_missing";
        case ErrorCode::preview_outdated:
            return "preview_outdated";
    }
    ASSERT(false);
    return {};
}

}  // namespace otpost
