// SPDX-License-Identifier: Apache-2.0
#include "api/problem.hpp"

#include "api/schema/write.hpp"
#include "base/assert.hpp"

#include <algorithm>

namespace otpost::api {

namespace {

/// The title says what the code means, but for the one problem that others have defined (SEC-H8).
std::string_view type_of(ErrorCode code) {
    return code == ErrorCode::too_many_requests
               ? "https://iana.org/assignments/http-problem-types#quota-exceeded"
               : "about:blank";
}

}  // namespace

// A table, one line a code.
unsigned status_of(ErrorCode code) {  // NOLINT(readability-function-size)
    switch (code) {
        case ErrorCode::invalid_request:
        case ErrorCode::malformed_json:
        case ErrorCode::idempotency_key_missing:
            return 400;
        case ErrorCode::unauthenticated:
        case ErrorCode::invalid_credentials:
        case ErrorCode::signature_invalid:
        case ErrorCode::signature_expired:
            return 401;
        case ErrorCode::insufficient_funds:
            return 402;
        case ErrorCode::forbidden:
        case ErrorCode::account_suspended:
        case ErrorCode::service_not_allowed:
        case ErrorCode::csrf_refused:
        case ErrorCode::email_unverified:
        case ErrorCode::ip_not_allowed:
        case ErrorCode::recent_sign_in_required:
        case ErrorCode::second_factor_required:
            return 403;
        case ErrorCode::not_found:
        case ErrorCode::service_unknown:
        case ErrorCode::country_unknown:
        case ErrorCode::offer_unavailable:
        case ErrorCode::lease_not_found:
        case ErrorCode::supplier_unknown:
            return 404;
        case ErrorCode::method_not_allowed:
            return 405;
        case ErrorCode::conflict:
        case ErrorCode::idempotency_in_progress:
        case ErrorCode::out_of_stock:
        case ErrorCode::price_above_cap:
        case ErrorCode::lease_not_waiting:
        case ErrorCode::lease_not_received:
        case ErrorCode::lease_closed:
        case ErrorCode::cancel_after_code:
        case ErrorCode::cancel_too_early:
        case ErrorCode::number_taken:
        case ErrorCode::username_taken:
        case ErrorCode::mail_unavailable:
        case ErrorCode::preview_outdated:
            return 409;
        case ErrorCode::payload_too_large:
            return 413;
        case ErrorCode::unsupported_media_type:
            return 415;
        case ErrorCode::validation_failed:
        case ErrorCode::idempotency_key_reused:
        case ErrorCode::number_invalid:
        case ErrorCode::attestation_missing:
        case ErrorCode::email_invalid:
        case ErrorCode::email_code_wrong:
        case ErrorCode::password_too_weak:
        case ErrorCode::age_too_low:
        case ErrorCode::terms_not_accepted:
        case ErrorCode::amount_invalid:
        case ErrorCode::amount_overflow:
        case ErrorCode::image_invalid:
        case ErrorCode::reason_missing:
            return 422;
        case ErrorCode::too_many_requests:
        case ErrorCode::too_many_open_leases:
        case ErrorCode::too_many_leases_per_hour:
            return 429;
        case ErrorCode::internal_error:
            return 500;
        case ErrorCode::unavailable:
            return 503;
    }
    ASSERT(false);
    return 500;
}

net::Response problem(const Error& error, Time now, std::string_view violated_policy) {
    const unsigned status = status_of(error.code);
    std::string body = R"({"type":)";
    schema::append_string(body, type_of(error.code));
    body += ",\"title\":";
    schema::append_string(body, net::reason_phrase(status));
    body += ",\"status\":" + std::to_string(status) + ",\"code\":";
    schema::append_string(body, to_string(error.code));
    body += ",\"detail\":";
    schema::append_string(body, error.message);
    if (!error.fields.empty()) {
        char separator = '[';
        body += ",\"errors\":";
        for (const FieldError& fault : error.fields) {
            body.push_back(std::exchange(separator, ','));
            body += "{\"field\":";
            schema::append_string(body, fault.field);
            body += ",\"message\":";
            schema::append_string(body, fault.message);
            body.push_back('}');
        }
        body.push_back(']');
    }
    if (!violated_policy.empty()) {
        body += ",\"violated-policies\":[";
        schema::append_string(body, violated_policy);
        body.push_back(']');
    }
    net::Response response{.status = status, .content_type = "application/problem+json"};
    if (error.retry_at) {
        body += ",\"retry_at\":";
        schema::append_string(body, format_rfc3339(*error.retry_at));
        const auto wait = std::chrono::ceil<std::chrono::seconds>(*error.retry_at - now).count();
        response.headers.emplace_back(
            "Retry-After", std::to_string(std::max<std::int64_t>(wait, 1))
        );
    }
    body.push_back('}');
    response.body = std::move(body);
    response.headers.emplace_back("Cache-Control", "no-store");
    if (status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"otpost\"");
    return response;
}

}  // namespace otpost::api
