// SPDX-License-Identifier: Apache-2.0
// Suppliers as administrators see them: what they deliver, and nothing of a message (M7) nor of a
// secret.
#pragma once

#include "api/admin_views.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace otpost::api {

struct SupplierNumbersView {
    std::int64_t active = 0;
    std::int64_t paused = 0;
    std::int64_t retired = 0;
    bool more = false;
};
BOOST_DESCRIBE_STRUCT(SupplierNumbersView, (), (active, paused, retired, more))

struct HouseSupplierView {
    std::string slug{};
    std::string name{};
    std::string kind{};
    bool enabled = false;
    bool connected = false;
    std::optional<PersonView> operator_account{};
    SupplierNumbersView numbers{};
    std::int64_t closed = 0;
    std::int64_t delivered = 0;
    std::optional<double> success_rate{};
    std::optional<std::string> last_message_at{};
};
BOOST_DESCRIBE_STRUCT(
    HouseSupplierView,
    (),
    (slug,
     name,
     kind,
     enabled,
     connected,
     operator_account,
     numbers,
     closed,
     delivered,
     success_rate,
     last_message_at)
)

struct HouseSupplierListView {
    std::vector<HouseSupplierView> items{};
    std::optional<std::string> next_cursor{};
    std::string leases_since{};
    std::optional<std::string> messages_since{};
};
BOOST_DESCRIBE_STRUCT(HouseSupplierListView, (), (items, next_cursor, leases_since, messages_since))

namespace schema {

inline constexpr std::array supplier_numbers_rules{
    FieldRule{.field = "more", .description = "whether there are more than were counted"}
};

template <>
struct Rules<SupplierNumbersView> {
    static constexpr std::span<const FieldRule> fields{supplier_numbers_rules};
};

inline constexpr std::array house_supplier_rules{
    FieldRule{.field = "kind", .description = "of connector, such as http"},
    FieldRule{
        .field = "connected", .description = "whether the node that answers takes in its messages"
    },
    FieldRule{
        .field = "operator_account", .description = "whose numbers these are; null: the house's"
    },
    FieldRule{
        .field = "closed",
        .description = "leases that closed, but those cancelled within the first minute"
    },
    FieldRule{.field = "delivered", .description = "of them, with a code"},
    time_rule("last_message_at")
};

template <>
struct Rules<HouseSupplierView> {
    static constexpr std::span<const FieldRule> fields{house_supplier_rules};
};

inline constexpr std::array house_supplier_list_rules{
    FieldRule{
        .field = "leases_since",
        .description = "leases that closed since then were looked at: 7 days, or less if there are "
                       "very many",
        .format = "date-time"
    },
    FieldRule{
        .field = "messages_since",
        .description = "messages since then were looked at; null: all",
        .format = "date-time"
    }
};

template <>
struct Rules<HouseSupplierListView> {
    static constexpr std::span<const FieldRule> fields{house_supplier_list_rules};
};

}  // namespace schema

}  // namespace otpost::api
