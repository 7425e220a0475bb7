// SPDX-License-Identifier: Apache-2.0
// The answers of the API as plain structs; JSON and the OpenAPI schemas are derived from them.
// Times are RFC 3339 in UTC, ids carry their prefix, money is a decimal string with its currency.
#pragma once

#include "api/schema/fields.hpp"
#include "api/view_rules.hpp"
#include "base/money.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace otpost::api {

struct MoneyView {
    std::string amount{};
    std::string currency{};
};
BOOST_DESCRIBE_STRUCT(MoneyView, (), (amount, currency))

struct MessageView {
    std::string id{};
    std::string received_at{};
    std::optional<std::string> sender{};
    std::optional<std::string> text{};
    std::optional<std::string> code{};
};
BOOST_DESCRIBE_STRUCT(MessageView, (), (id, received_at, sender, text, code))

struct LeaseView {
    std::string id{};
    std::string number{};
    std::string number_national{};
    std::string country{};
    std::string country_name{};
    std::string service{};
    std::string service_name{};
    std::string status{};
    MoneyView price{};
    std::string opened_at{};
    std::string expires_at{};
    std::string cancel_allowed_at{};
    std::optional<std::string> code{};
    std::vector<MessageView> messages{};
    std::int64_t messages_count = 0;
    bool awaiting_code = false;
    std::optional<std::string> close_reason{};
    std::optional<std::string> other_service{};
    std::optional<std::string> other_service_name{};
    bool refunded = false;
    std::optional<std::string> switched_from{};
    std::optional<std::string> code_received_at{};
    std::optional<std::string> closed_at{};
};
BOOST_DESCRIBE_STRUCT(
    LeaseView,
    (),
    (id,
     number,
     number_national,
     country,
     country_name,
     service,
     service_name,
     status,
     price,
     opened_at,
     expires_at,
     cancel_allowed_at,
     code,
     messages,
     messages_count,
     awaiting_code,
     close_reason,
     other_service,
     other_service_name,
     refunded,
     switched_from,
     code_received_at,
     closed_at)
)

struct LeaseListView {
    std::vector<LeaseView> items{};
    std::optional<std::string> next_cursor{};
};
BOOST_DESCRIBE_STRUCT(LeaseListView, (), (items, next_cursor))

struct LeaseCodeView {
    std::string lease_id{};
    std::string status{};
    std::optional<std::string> code{};
    std::optional<MessageView> message{};
};
BOOST_DESCRIBE_STRUCT(LeaseCodeView, (), (lease_id, status, code, message))

struct WalletView {
    MoneyView balance{};
    MoneyView held{};
};
BOOST_DESCRIBE_STRUCT(WalletView, (), (balance, held))

struct TransferView {
    std::string id{};
    std::string kind{};
    MoneyView amount{};
    MoneyView balance_after{};
    std::optional<std::string> lease_id{};
    std::optional<std::string> description{};
    std::string booked_at{};
};
BOOST_DESCRIBE_STRUCT(
    TransferView, (), (id, kind, amount, balance_after, lease_id, description, booked_at)
)

struct TransferListView {
    std::vector<TransferView> items{};
    std::optional<std::string> next_cursor{};
};
BOOST_DESCRIBE_STRUCT(TransferListView, (), (items, next_cursor))

struct OfferView {
    std::string country{};
    std::string country_name{};
    std::string service{};
    std::string service_name{};
    std::string category{};
    MoneyView price{};
    std::int64_t available = 0;
    std::optional<double> delivery_rate{};
    std::optional<std::int64_t> median_seconds{};
    std::int64_t samples = 0;
};
BOOST_DESCRIBE_STRUCT(
    OfferView,
    (),
    (country,
     country_name,
     service,
     service_name,
     category,
     price,
     available,
     delivery_rate,
     median_seconds,
     samples)
)

struct OfferListView {
    std::vector<OfferView> items{};
    std::optional<std::string> next_cursor{};
};
BOOST_DESCRIBE_STRUCT(OfferListView, (), (items, next_cursor))

struct CountryView {
    std::string code{};
    std::string name{};
    std::string calling_code{};
};
BOOST_DESCRIBE_STRUCT(CountryView, (), (code, name, calling_code))

struct CountryListView {
    std::vector<CountryView> items{};
    std::optional<std::string> next_cursor{};
};
BOOST_DESCRIBE_STRUCT(CountryListView, (), (items, next_cursor))

struct ServiceView {
    std::string slug{};
    std::string name{};
    std::string category{};
    bool allowed = false;
    bool in_stock = false;
    std::vector<std::string> aliases{};
};
BOOST_DESCRIBE_STRUCT(ServiceView, (), (slug, name, category, allowed, in_stock, aliases))

struct ServiceListView {
    std::vector<ServiceView> items{};
    std::optional<std::string> next_cursor{};
};
BOOST_DESCRIBE_STRUCT(ServiceListView, (), (items, next_cursor))

struct AccountView {
    std::string id{};
    std::string public_id{};
    std::string email{};
    std::string username{};
    std::string role{};
    std::string status{};
    std::string plan{};
    std::string created_at{};
    bool email_verified = false;
};
BOOST_DESCRIBE_STRUCT(
    AccountView,
    (),
    (id, public_id, email, username, role, status, plan, created_at, email_verified)
)

struct AccountListView {
    std::vector<AccountView> items{};
    std::optional<std::string> next_cursor{};
};
BOOST_DESCRIBE_STRUCT(AccountListView, (), (items, next_cursor))

struct ConsentView {
    bool marketing = false;
    std::optional<std::string> terms_version{};
    std::optional<std::string> changed_at{};
};
BOOST_DESCRIBE_STRUCT(ConsentView, (), (marketing, terms_version, changed_at))

struct SignInView {
    std::string status{};
    std::optional<AccountView> account{};
};
BOOST_DESCRIBE_STRUCT(SignInView, (), (status, account))

struct SignedInView {
    AccountView account;
};
BOOST_DESCRIBE_STRUCT(SignedInView, (), (account))

struct SessionView {
    std::string id{};
    std::string browser{};
    std::string system{};
    std::optional<std::string> country{};
    std::optional<std::string> city{};
    std::string signed_in_at{};
    std::string last_seen_at{};
    bool current = false;
};
BOOST_DESCRIBE_STRUCT(
    SessionView, (), (id, browser, system, country, city, signed_in_at, last_seen_at, current)
)

struct SessionListView {
    std::vector<SessionView> items{};
};
BOOST_DESCRIBE_STRUCT(SessionListView, (), (items))

struct EndedSessionsView {
    std::int64_t ended = 0;
};
BOOST_DESCRIBE_STRUCT(EndedSessionsView, (), (ended))

struct ApiKeyView {
    std::string id{};
    std::string label{};
    std::string prefix{};
    std::vector<std::string> scopes{};
    std::vector<std::string> allowed_ips{};
    std::string created_at{};
    std::optional<std::string> expires_at{};
    std::optional<std::string> last_used_at{};
    std::optional<std::string> replaced_by{};
};
BOOST_DESCRIBE_STRUCT(
    ApiKeyView,
    (),
    (id, label, prefix, scopes, allowed_ips, created_at, expires_at, last_used_at, replaced_by)
)

struct ApiKeyListView {
    std::vector<ApiKeyView> items{};
    std::optional<std::string> next_cursor{};
};
BOOST_DESCRIBE_STRUCT(ApiKeyListView, (), (items, next_cursor))

struct NewApiKeyView {
    std::string id{};
    std::string label{};
    std::string prefix{};
    std::string created_at{};
    std::string key{};
};
BOOST_DESCRIBE_STRUCT(NewApiKeyView, (), (id, label, prefix, created_at, key))

/// How people are reached, as far as the house says.
struct SupportView {
    std::optional<std::string> email{};
    std::optional<std::string> whatsapp{};
    std::optional<std::string> recharge{};
    bool form = false;
};
BOOST_DESCRIBE_STRUCT(SupportView, (), (email, whatsapp, recharge, form))

struct SettingsView {
    std::string brand{};
    std::string currency{};
    std::int64_t lease_window_seconds = 0;
    std::int64_t cancel_after_seconds = 0;
    std::int64_t content_seconds = 0;
    std::string refund_rule{};
    bool demo = false;
    bool mail = false;
    std::int64_t password_length_min = 0;
    std::string terms_version{};
    SupportView support{};
};
BOOST_DESCRIBE_STRUCT(
    SettingsView,
    (),
    (brand,
     currency,
     lease_window_seconds,
     cancel_after_seconds,
     content_seconds,
     refund_rule,
     demo,
     mail,
     password_length_min,
     terms_version,
     support)
)

struct StatusView {
    std::string status{};
};
BOOST_DESCRIBE_STRUCT(StatusView, (), (status))

MoneyView money_view(Money money, std::string_view currency);

inline std::optional<std::string> optional_time(std::optional<Time> time) {
    return time ? std::optional{format_rfc3339(*time)} : std::nullopt;
}

}  // namespace otpost::api
