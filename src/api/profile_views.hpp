// SPDX-License-Identifier: Apache-2.0
// Request and answer of the profile.
#pragma once

#include "api/schema/fields.hpp"
#include "identity/profile.hpp"

#include <array>
#include <optional>
#include <string>

namespace otpost::api {

struct SetProfileRequest {
    std::optional<std::string> display_name;
    std::optional<std::string> language;
    std::optional<std::string> time_zone;
};
BOOST_DESCRIBE_STRUCT(SetProfileRequest, (), (display_name, language, time_zone))

struct ProfileView {
    std::optional<std::string> display_name{};
    std::optional<std::string> language{};
    std::optional<std::string> time_zone{};
    std::optional<std::string> avatar{};
};
BOOST_DESCRIBE_STRUCT(ProfileView, (), (display_name, language, time_zone, avatar))

namespace schema {

inline constexpr std::array set_profile_rules{
    FieldRule{
        .field = "display_name",
        .description = "what to be called; left out or null: the username",
        .length_min = 1,
        .length_max = 4 * identity::display_name_max
    },
    FieldRule{
        .field = "language",
        .description = "BCP 47 tag; left out or null: that of the browser",
        .one_of = identity::languages
    },
    FieldRule{
        .field = "time_zone",
        .description =
            "name of the IANA database, such as Europe/Berlin; left out or null: that of the "
            "browser",
        .length_min = 1,
        .length_max = 64
    }
};

template <>
struct Rules<SetProfileRequest> {
    static constexpr std::span<const FieldRule> fields{set_profile_rules};
};

inline constexpr std::array profile_view_rules{
    FieldRule{.field = "language", .one_of = identity::languages},
    FieldRule{.field = "avatar", .description = "changes with the picture; null when there is none"}
};

template <>
struct Rules<ProfileView> {
    static constexpr std::span<const FieldRule> fields{profile_view_rules};
};

}  // namespace schema

}  // namespace otpost::api
