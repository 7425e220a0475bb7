// SPDX-License-Identifier: Apache-2.0
// The requests of the API as plain structs, with the rules of their fields. Fields named like a
// path parameter come from the path.
#pragma once

#include "api/schema/fields.hpp"
#include "identity/profile.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace otpost::api {

struct ById {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(ById, (), (id))

struct PageRequest {
    std::optional<std::string> cursor;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(PageRequest, (), (cursor, limit))

struct OpenLeaseRequest {
    std::string country;
    std::string service;
    std::optional<std::string> max_price;
};
BOOST_DESCRIBE_STRUCT(OpenLeaseRequest, (), (country, service, max_price))

struct SwitchLeaseRequest {
    std::string id;
    std::string country;
    std::string service;
    std::optional<std::string> max_price;
};
BOOST_DESCRIBE_STRUCT(SwitchLeaseRequest, (), (id, country, service, max_price))

struct LeaseCodeRequest {
    std::string id;
    std::optional<std::int64_t> wait;
};
BOOST_DESCRIBE_STRUCT(LeaseCodeRequest, (), (id, wait))

/// What is left out asks for nothing.
struct LeaseFilter {
    std::optional<std::string> status;
    std::optional<std::string> search;
    std::optional<std::string> service;
    std::optional<std::string> country;
    std::optional<std::string> opened_from;
    std::optional<std::string> opened_before;
};
BOOST_DESCRIBE_STRUCT(
    LeaseFilter, (), (status, search, service, country, opened_from, opened_before)
)

/// The same, and which page.
struct ListLeasesRequest {
    std::optional<std::string> status;
    std::optional<std::string> search;
    std::optional<std::string> service;
    std::optional<std::string> country;
    std::optional<std::string> opened_from;
    std::optional<std::string> opened_before;
    std::optional<std::string> cursor;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(
    ListLeasesRequest,
    (),
    (status, search, service, country, opened_from, opened_before, cursor, limit)
)

struct ListOffersRequest {
    std::optional<std::string> country;
    std::optional<std::string> service;
    std::optional<std::string> search;
    std::optional<std::string> cursor;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(ListOffersRequest, (), (country, service, search, cursor, limit))

struct RegisterRequest {
    std::string email;
    std::string username;
    std::string password;
    std::string birth_date;
    bool accept_terms = false;
    std::optional<bool> marketing_consent;
    std::optional<std::string> language;
};
BOOST_DESCRIBE_STRUCT(
    RegisterRequest,
    (),
    (email, username, password, birth_date, accept_terms, marketing_consent, language)
)

struct EmailRequest {
    std::string email;
};
BOOST_DESCRIBE_STRUCT(EmailRequest, (), (email))

struct VerifyEmailRequest {
    std::string email;
    std::string code;
};
BOOST_DESCRIBE_STRUCT(VerifyEmailRequest, (), (email, code))

struct ResetPasswordRequest {
    std::string email;
    std::string code;
    std::string password;
};
BOOST_DESCRIBE_STRUCT(ResetPasswordRequest, (), (email, code, password))

struct ChangePasswordRequest {
    std::string old_password;
    std::string new_password;
};
BOOST_DESCRIBE_STRUCT(ChangePasswordRequest, (), (old_password, new_password))

struct EmailCodeRequest {
    std::string code;
};
BOOST_DESCRIBE_STRUCT(EmailCodeRequest, (), (code))

struct ConsentRequest {
    bool marketing = false;
};
BOOST_DESCRIBE_STRUCT(ConsentRequest, (), (marketing))

struct SignInRequest {
    std::string email;
    std::string password;
};
BOOST_DESCRIBE_STRUCT(SignInRequest, (), (email, password))

struct ConfirmRequest {
    std::string password;
    std::optional<std::string> code;
};
BOOST_DESCRIBE_STRUCT(ConfirmRequest, (), (password, code))

struct CreateApiKeyRequest {
    std::string label;
    std::optional<std::vector<std::string>> scopes;
    std::optional<std::vector<std::string>> allowed_ips;
    std::optional<std::string> expires_at;
};
BOOST_DESCRIBE_STRUCT(CreateApiKeyRequest, (), (label, scopes, allowed_ips, expires_at))

struct RotateApiKeyRequest {
    std::string id;
    std::optional<std::int64_t> overlap_seconds;
};
BOOST_DESCRIBE_STRUCT(RotateApiKeyRequest, (), (id, overlap_seconds))

struct RechargeRequest {
    std::string id;
    std::string amount;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(RechargeRequest, (), (id, amount, reason))

struct ListAccountsRequest {
    std::optional<std::string> search;
    std::optional<std::string> cursor;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(ListAccountsRequest, (), (search, cursor, limit))

namespace schema {

inline constexpr FieldRule country_rule{
    .field = "country", .description = "ISO 3166-1 alpha-2 code", .length_min = 2, .length_max = 2
};
inline constexpr FieldRule service_rule{
    .field = "service", .description = "slug of the service", .length_min = 1, .length_max = 64
};
inline constexpr FieldRule max_price_rule{
    .field = "max_price",
    .description = "refuse to pay more than this; a decimal",
    .length_max = 20,
    .format = "decimal"
};
inline constexpr FieldRule cursor_rule{
    .field = "cursor", .description = "next_cursor of the page before", .length_max = 200
};

inline constexpr std::array open_lease_rules{country_rule, service_rule, max_price_rule};

template <>
struct Rules<OpenLeaseRequest> {
    static constexpr std::span<const FieldRule> fields{open_lease_rules};
};

template <>
struct Rules<SwitchLeaseRequest> {
    static constexpr std::span<const FieldRule> fields{open_lease_rules};
};

inline constexpr std::string_view status_words[] = {
    "open", "closed", "waiting", "received", "completed", "cancelled", "expired", "failed"
};
inline constexpr std::array list_leases_rules{
    FieldRule{
        .field = "status", .description = "open is waiting or received", .one_of = status_words
    },
    FieldRule{
        .field = "search",
        .description = "digits of the number, or part of the name of service or country",
        .length_min = 1,
        .length_max = 100
    },
    service_rule,
    country_rule,
    FieldRule{.field = "opened_from", .description = "not before", .format = "date-time"},
    FieldRule{.field = "opened_before", .description = "earlier than", .format = "date-time"},
    cursor_rule
};

template <>
struct Rules<LeaseFilter> {
    static constexpr std::span<const FieldRule> fields{list_leases_rules};
};

template <>
struct Rules<ListLeasesRequest> {
    static constexpr std::span<const FieldRule> fields{list_leases_rules};
};

inline constexpr std::array list_offers_rules{
    country_rule,
    service_rule,
    cursor_rule,
    FieldRule{
        .field = "search",
        .description = "part of the country's or the service's name, or of what people call it",
        .length_max = 100
    }
};

template <>
struct Rules<ListOffersRequest> {
    static constexpr std::span<const FieldRule> fields{list_offers_rules};
};

inline constexpr FieldRule email_rule{
    .field = "email", .length_min = 3, .length_max = 254, .format = "email"
};

inline constexpr std::array register_rules{
    email_rule,
    FieldRule{.field = "username", .length_min = 3, .length_max = 64},
    FieldRule{.field = "password", .length_min = 1, .length_max = 1024},
    FieldRule{.field = "birth_date", .format = "date"},
    FieldRule{
        .field = "marketing_consent",
        .description = "whether news may be sent by email; left out: no. GET /v1/account/consent"
    },
    FieldRule{
        .field = "language",
        .description = "in which emails are written and the dashboard begins; left out: not told",
        .one_of = identity::languages
    }
};

template <>
struct Rules<RegisterRequest> {
    static constexpr std::span<const FieldRule> fields{register_rules};
};

inline constexpr std::array email_rules{email_rule};

template <>
struct Rules<EmailRequest> {
    static constexpr std::span<const FieldRule> fields{email_rules};
};

inline constexpr std::array change_password_rules{
    FieldRule{.field = "old_password", .length_min = 1, .length_max = 1024},
    FieldRule{.field = "new_password", .length_min = 1, .length_max = 1024}
};

template <>
struct Rules<ChangePasswordRequest> {
    static constexpr std::span<const FieldRule> fields{change_password_rules};
};

inline constexpr std::array email_code_rules{FieldRule{
    .field = "code", .description = "the six digits of the email", .length_min = 6, .length_max = 6
}};

template <>
struct Rules<EmailCodeRequest> {
    static constexpr std::span<const FieldRule> fields{email_code_rules};
};

inline constexpr std::array verify_email_rules{
    email_rule,
    FieldRule{
        .field = "code",
        .description = "the six digits of the email",
        .length_min = 6,
        .length_max = 6
    }
};

template <>
struct Rules<VerifyEmailRequest> {
    static constexpr std::span<const FieldRule> fields{verify_email_rules};
};

inline constexpr std::array reset_password_rules{
    email_rule,
    FieldRule{
        .field = "code",
        .description = "of the email; letters of both cases, spaces and hyphens are fine",
        .length_min = 1,
        .length_max = 64
    },
    FieldRule{.field = "password", .length_min = 1, .length_max = 1024}
};

template <>
struct Rules<ResetPasswordRequest> {
    static constexpr std::span<const FieldRule> fields{reset_password_rules};
};

inline constexpr std::array sign_in_rules{
    FieldRule{.field = "email", .length_max = 254},
    FieldRule{.field = "password", .length_max = 1024}
};

template <>
struct Rules<SignInRequest> {
    static constexpr std::span<const FieldRule> fields{sign_in_rules};
};

inline constexpr std::array confirm_rules{
    FieldRule{.field = "password", .length_max = 1024},
    FieldRule{
        .field = "code",
        .description = "where two-factor sign-in is on: a code of the app, or a recovery code",
        .length_max = 64
    }
};

template <>
struct Rules<ConfirmRequest> {
    static constexpr std::span<const FieldRule> fields{confirm_rules};
};

inline constexpr std::array<std::string_view, 8> api_key_scopes{
    "account:read",
    "wallet:read",
    "leases:read",
    "leases:write",
    "operator:read",
    "operator:write",
    "admin:read",
    "admin:write"
};

inline constexpr std::array api_key_rules{
    FieldRule{.field = "label", .description = "what it is for", .length_min = 1, .length_max = 64},
    FieldRule{
        .field = "scopes",
        .description = "what it may do; left out: all that its owner's role may",
        .one_of = api_key_scopes
    },
    FieldRule{
        .field = "allowed_ips",
        .description = "addresses or blocks (CIDR) it may be used from; left out: from everywhere",
        .length_max = 49
    },
    FieldRule{
        .field = "expires_at", .description = "when it ends; left out: never", .format = "date-time"
    }
};

template <>
struct Rules<CreateApiKeyRequest> {
    static constexpr std::span<const FieldRule> fields{api_key_rules};
};

inline constexpr std::array rotate_api_key_rules{FieldRule{
    .field = "overlap_seconds",
    .description = "how long the old key stays good, up to 604,800; left out: 86,400"
}};

template <>
struct Rules<RotateApiKeyRequest> {
    static constexpr std::span<const FieldRule> fields{rotate_api_key_rules};
};

inline constexpr std::array recharge_rules{
    FieldRule{.field = "amount", .description = "a decimal", .length_max = 20, .format = "decimal"},
    FieldRule{.field = "reason", .length_max = 500}
};

template <>
struct Rules<RechargeRequest> {
    static constexpr std::span<const FieldRule> fields{recharge_rules};
};

}  // namespace schema

}  // namespace otpost::api
