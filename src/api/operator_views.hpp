// SPDX-License-Identifier: Apache-2.0
// Requests and answers of what operators do with their numbers. Nothing of a customer is in them,
// and nothing of a message (M7).
#pragma once

#include "api/requests.hpp"
#include "api/view_rules.hpp"
#include "api/views.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace otpost::api {

struct ListOperatorNumbersRequest {
    std::optional<std::string> state;
    std::optional<std::string> country;
    std::optional<std::string> search;
    std::optional<std::string> cursor;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(ListOperatorNumbersRequest, (), (state, country, search, cursor, limit))

struct AttestationRequest {
    bool consent = false;
    std::string version;
};
BOOST_DESCRIBE_STRUCT(AttestationRequest, (), (consent, version))

struct AddOperatorNumbersRequest {
    std::vector<std::string> numbers;
    std::optional<std::string> country;
    std::optional<std::vector<std::string>> services;
    std::optional<std::string> supplier_id;
    AttestationRequest attestation;
};
BOOST_DESCRIBE_STRUCT(
    AddOperatorNumbersRequest, (), (numbers, country, services, supplier_id, attestation)
)

struct ImportOperatorNumbersRequest {
    std::string csv;
    std::optional<std::string> supplier_id;
    AttestationRequest attestation;
};
BOOST_DESCRIBE_STRUCT(ImportOperatorNumbersRequest, (), (csv, supplier_id, attestation))

struct OpenNumberServiceRequest {
    std::string id;
    std::string service;
    bool open = false;
};
BOOST_DESCRIBE_STRUCT(OpenNumberServiceRequest, (), (id, service, open))

struct OpenOperatorServiceRequest {
    std::string service;
    bool open = false;
};
BOOST_DESCRIBE_STRUCT(OpenOperatorServiceRequest, (), (service, open))

struct ListServedLeasesRequest {
    std::optional<std::string> number_id;
    std::optional<std::string> cursor;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(ListServedLeasesRequest, (), (number_id, cursor, limit))

struct OperatorEarningsRequest {
    std::optional<std::int64_t> days;
};
BOOST_DESCRIBE_STRUCT(OperatorEarningsRequest, (), (days))

struct OperatorNumberView {
    std::string id{};
    std::string number{};
    std::string number_national{};
    std::string country{};
    std::string country_name{};
    std::string supplier_id{};
    std::string status{};
    std::string state{};
    std::int64_t open_leases = 0;
    bool serves_all = false;
    std::int64_t services_open = 0;
    std::int64_t services_used = 0;
    std::int64_t services_closed = 0;
    std::string added_at{};
    std::string attested_at{};
    std::string attestation_version{};
    std::optional<std::string> last_message_at{};
};
BOOST_DESCRIBE_STRUCT(
    OperatorNumberView,
    (),
    (id,
     number,
     number_national,
     country,
     country_name,
     supplier_id,
     status,
     state,
     open_leases,
     serves_all,
     services_open,
     services_used,
     services_closed,
     added_at,
     attested_at,
     attestation_version,
     last_message_at)
)

struct OperatorNumberListView {
    std::vector<OperatorNumberView> items{};
    std::optional<std::string> next_cursor{};
};
BOOST_DESCRIBE_STRUCT(OperatorNumberListView, (), (items, next_cursor))

struct NumberServiceView {
    std::string service{};
    std::string service_name{};
    std::string state{};
    bool open = false;
    std::optional<std::string> available_at{};
};
BOOST_DESCRIBE_STRUCT(NumberServiceView, (), (service, service_name, state, open, available_at))

struct OperatorNumberDetailView {
    OperatorNumberView number{};
    std::vector<NumberServiceView> services{};
};
BOOST_DESCRIBE_STRUCT(OperatorNumberDetailView, (), (number, services))

struct AddedNumbersView {
    std::int64_t added = 0;
};
BOOST_DESCRIBE_STRUCT(AddedNumbersView, (), (added))

struct ClosedServicesView {
    std::vector<std::string> closed{};
};
BOOST_DESCRIBE_STRUCT(ClosedServicesView, (), (closed))

struct OperatorSupplierView {
    std::string id{};
    std::string name{};
    bool enabled = false;
    std::int64_t share_bp = 0;
};
BOOST_DESCRIBE_STRUCT(OperatorSupplierView, (), (id, name, enabled, share_bp))

struct AttestationView {
    std::string version{};
    std::string statement{};
};
BOOST_DESCRIBE_STRUCT(AttestationView, (), (version, statement))

struct OperatorNumberCountsView {
    std::int64_t active = 0;
    std::int64_t paused = 0;
    std::int64_t retired = 0;
    std::int64_t leased = 0;
};
BOOST_DESCRIBE_STRUCT(OperatorNumberCountsView, (), (active, paused, retired, leased))

struct OperatorOverviewView {
    OperatorNumberCountsView numbers{};
    std::vector<OperatorSupplierView> suppliers{};
    AttestationView attestation{};
    MoneyView earned_today{};
    MoneyView earned_30_days{};
    std::int64_t codes_30_days = 0;
};
BOOST_DESCRIBE_STRUCT(
    OperatorOverviewView,
    (),
    (numbers, suppliers, attestation, earned_today, earned_30_days, codes_30_days)
)

struct OperatorServiceView {
    std::string service{};
    std::string service_name{};
    bool open = false;
    std::int64_t leases = 0;
    std::int64_t counted = 0;
    std::int64_t delivered = 0;
    std::optional<double> delivery_rate{};
    MoneyView earned{};
};
BOOST_DESCRIBE_STRUCT(
    OperatorServiceView,
    (),
    (service, service_name, open, leases, counted, delivered, delivery_rate, earned)
)

struct OperatorServiceListView {
    std::string since{};
    std::int64_t leases_at_most = 0;
    std::vector<OperatorServiceView> items{};
};
BOOST_DESCRIBE_STRUCT(OperatorServiceListView, (), (since, leases_at_most, items))

struct ServedLeaseView {
    std::string id{};
    std::string number_id{};
    std::string number{};
    std::string country{};
    std::string country_name{};
    std::string service{};
    std::string service_name{};
    std::string status{};
    std::string opened_at{};
    std::optional<std::string> code_received_at{};
    std::optional<std::string> closed_at{};
    std::optional<MoneyView> earned{};
};
BOOST_DESCRIBE_STRUCT(
    ServedLeaseView,
    (),
    (id,
     number_id,
     number,
     country,
     country_name,
     service,
     service_name,
     status,
     opened_at,
     code_received_at,
     closed_at,
     earned)
)

struct ServedLeaseListView {
    std::vector<ServedLeaseView> items{};
    std::optional<std::string> next_cursor{};
};
BOOST_DESCRIBE_STRUCT(ServedLeaseListView, (), (items, next_cursor))

struct DayEarningsView {
    std::string day{};
    std::int64_t codes = 0;
    MoneyView earned{};
};
BOOST_DESCRIBE_STRUCT(DayEarningsView, (), (day, codes, earned))

struct OperatorEarningsView {
    MoneyView total{};
    std::int64_t codes = 0;
    std::vector<DayEarningsView> days{};
};
BOOST_DESCRIBE_STRUCT(OperatorEarningsView, (), (total, codes, days))

}  // namespace otpost::api
