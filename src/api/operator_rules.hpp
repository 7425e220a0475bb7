// SPDX-License-Identifier: Apache-2.0
// What the document tells of the operators' requests and answers besides their types.
#pragma once

#include "api/operator_views.hpp"

namespace otpost::api::schema {

inline constexpr std::string_view number_filter_words[] = {"active", "leased", "paused", "retired"};
inline constexpr std::array list_operator_numbers_rules{
    FieldRule{
        .field = "state",
        .description = "leased: with an open lease, whatever else; left out: all",
        .one_of = number_filter_words
    },
    country_rule,
    FieldRule{
        .field = "search",
        .description = "digits of the number, in a row",
        .length_min = 1,
        .length_max = 30
    },
    cursor_rule
};

template <>
struct Rules<ListOperatorNumbersRequest> {
    static constexpr std::span<const FieldRule> fields{list_operator_numbers_rules};
};

inline constexpr std::array attestation_request_rules{
    FieldRule{
        .field = "consent",
        .description = "true: you attest to the statement of get_operator_overview"
    },
    FieldRule{
        .field = "version",
        .description = "of the statement that you attest to",
        .length_min = 1,
        .length_max = 40
    }
};

template <>
struct Rules<AttestationRequest> {
    static constexpr std::span<const FieldRule> fields{attestation_request_rules};
};

inline constexpr FieldRule supplier_id_rule{
    .field = "supplier_id",
    .description = "by which connection their messages come; left out: your first",
    .length_max = 40
};

inline constexpr std::array add_operator_numbers_rules{
    FieldRule{
        .field = "numbers",
        .description = "with country code, such as +4915112345678; all are added or none",
        .length_min = 1,
        .length_max = 40
    },
    FieldRule{
        .field = "country",
        .description = "of all of them; left out: as their digits say",
        .length_min = 2,
        .length_max = 2
    },
    FieldRule{
        .field = "services",
        .description = "slugs; left out: every service that you have not closed",
        .length_min = 1,
        .length_max = 64
    },
    supplier_id_rule
};

template <>
struct Rules<AddOperatorNumbersRequest> {
    static constexpr std::span<const FieldRule> fields{add_operator_numbers_rules};
};

inline constexpr std::array import_operator_numbers_rules{
    FieldRule{
        .field = "csv",
        .description =
            "a header line with e164, and country and services if they are to be told; "
            "at most 5,000 numbers; all are added or none, and each mistake is told with "
            "its line; its message begins with a code, such as `number_taken:`",
        .length_min = 1,
        .length_max = 200'000
    },
    supplier_id_rule
};

template <>
struct Rules<ImportOperatorNumbersRequest> {
    static constexpr std::span<const FieldRule> fields{import_operator_numbers_rules};
};

inline constexpr std::array open_service_rules{
    service_rule, FieldRule{.field = "open", .description = "false: not offered any more"}
};

template <>
struct Rules<OpenNumberServiceRequest> {
    static constexpr std::span<const FieldRule> fields{open_service_rules};
};

template <>
struct Rules<OpenOperatorServiceRequest> {
    static constexpr std::span<const FieldRule> fields{open_service_rules};
};

inline constexpr std::array list_served_rules{
    FieldRule{
        .field = "number_id",
        .description = "of one of your numbers. A page looks through 10,000 of your leases for it: "
                       "it may be empty and have a `next_cursor`",
        .length_max = 40
    },
    cursor_rule
};

template <>
struct Rules<ListServedLeasesRequest> {
    static constexpr std::span<const FieldRule> fields{list_served_rules};
};

inline constexpr std::array operator_earnings_request_rules{
    FieldRule{.field = "days", .description = "1 to 92, today included; left out: 30"}
};

template <>
struct Rules<OperatorEarningsRequest> {
    static constexpr std::span<const FieldRule> fields{operator_earnings_request_rules};
};

inline constexpr std::string_view number_status_words[] = {"active", "paused", "retired"};
inline constexpr std::string_view number_state_words[] = {
    "available", "leased", "resting", "exhausted", "withheld", "paused", "retired"
};
inline constexpr std::array operator_number_rules{
    FieldRule{.field = "status", .one_of = number_status_words},
    FieldRule{
        .field = "state",
        .description = "resting: all its services wait after a lease without a code; exhausted: "
                       "none is left; withheld: the house has switched off its connection",
        .one_of = number_state_words
    },
    FieldRule{
        .field = "services_used",
        .description = "it got a code for them and is not leased for them again"
    },
    time_rule("added_at"),
    time_rule("attested_at"),
    time_rule("last_message_at")
};

template <>
struct Rules<OperatorNumberView> {
    static constexpr std::span<const FieldRule> fields{operator_number_rules};
};

inline constexpr std::string_view service_state_words[] = {
    "free", "leased", "quarantine", "used", "paused"
};
inline constexpr std::array number_service_rules{
    FieldRule{.field = "state", .one_of = service_state_words}, time_rule("available_at")
};

template <>
struct Rules<NumberServiceView> {
    static constexpr std::span<const FieldRule> fields{number_service_rules};
};

inline constexpr std::array closed_services_rules{
    FieldRule{.field = "closed", .description = "slugs of services closed on all your numbers"}
};

template <>
struct Rules<ClosedServicesView> {
    static constexpr std::span<const FieldRule> fields{closed_services_rules};
};

inline constexpr std::array operator_supplier_rules{FieldRule{
    .field = "share_bp", .description = "of the price of a lease, in hundredths of a percent"
}};

template <>
struct Rules<OperatorSupplierView> {
    static constexpr std::span<const FieldRule> fields{operator_supplier_rules};
};

inline constexpr std::array operator_overview_rules{
    FieldRule{.field = "earned_today", .description = "since midnight, UTC"}
};

template <>
struct Rules<OperatorOverviewView> {
    static constexpr std::span<const FieldRule> fields{operator_overview_rules};
};

inline constexpr std::array operator_service_rules{
    FieldRule{.field = "open", .description = "not closed on all your numbers"},
    FieldRule{
        .field = "counted",
        .description = "with a code, or closed; not those cancelled within a minute"
    },
    FieldRule{.field = "delivery_rate", .description = "delivered of counted, 0 to 1"}
};

template <>
struct Rules<OperatorServiceView> {
    static constexpr std::span<const FieldRule> fields{operator_service_rules};
};

inline constexpr std::array operator_service_list_rules{
    time_rule("since"),
    FieldRule{.field = "leases_at_most", .description = "so many of the newest are looked at"}
};

template <>
struct Rules<OperatorServiceListView> {
    static constexpr std::span<const FieldRule> fields{operator_service_list_rules};
};

inline constexpr std::array served_lease_rules{
    FieldRule{.field = "status", .one_of = lease_status_words},
    time_rule("opened_at"),
    time_rule("code_received_at"),
    time_rule("closed_at")
};

template <>
struct Rules<ServedLeaseView> {
    static constexpr std::span<const FieldRule> fields{served_lease_rules};
};

inline constexpr std::array day_earnings_rules{
    FieldRule{.field = "day", .description = "in UTC", .format = "date"}
};

template <>
struct Rules<DayEarningsView> {
    static constexpr std::span<const FieldRule> fields{day_earnings_rules};
};

}  // namespace otpost::api::schema
