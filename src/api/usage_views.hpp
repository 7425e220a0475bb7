// SPDX-License-Identifier: Apache-2.0
// The answer that lists API requests: what P7 promises, and no more.
#pragma once

#include "api/schema/fields.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace otpost::api {

struct ApiRequestView {
    std::string endpoint{};
    std::int64_t status = 0;
    std::string ip{};
    std::string requested_at{};
};
BOOST_DESCRIBE_STRUCT(ApiRequestView, (), (endpoint, status, ip, requested_at))

struct ApiRequestListView {
    std::vector<ApiRequestView> items{};
    std::optional<std::string> next_cursor{};
};
BOOST_DESCRIBE_STRUCT(ApiRequestListView, (), (items, next_cursor))

namespace schema {

inline constexpr std::array api_request_view_rules{
    FieldRule{.field = "endpoint", .description = "method and path as they are documented here"},
    FieldRule{.field = "requested_at", .format = "date-time"}
};

template <>
struct Rules<ApiRequestView> {
    static constexpr std::span<const FieldRule> fields{api_request_view_rules};
};

}  // namespace schema

}  // namespace otpost::api
