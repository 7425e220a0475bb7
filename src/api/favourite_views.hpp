// SPDX-License-Identifier: Apache-2.0
// Request and answer of favourites.
#pragma once

#include "api/requests.hpp"
#include "api/schema/fields.hpp"

#include <array>
#include <string>
#include <vector>

namespace otpost::api {

struct FavouriteRequest {
    std::string service;
    bool favourite = false;
};
BOOST_DESCRIBE_STRUCT(FavouriteRequest, (), (service, favourite))

struct FavouriteListView {
    std::vector<std::string> items{};
};
BOOST_DESCRIBE_STRUCT(FavouriteListView, (), (items))

namespace schema {

inline constexpr std::array favourite_rules{service_rule};

template <>
struct Rules<FavouriteRequest> {
    static constexpr std::span<const FieldRule> fields{favourite_rules};
};

inline constexpr std::array favourite_list_rules{
    FieldRule{.field = "items", .description = "slugs of services, in the order they were kept"}
};

template <>
struct Rules<FavouriteListView> {
    static constexpr std::span<const FieldRule> fields{favourite_list_rules};
};

}  // namespace schema

}  // namespace otpost::api
