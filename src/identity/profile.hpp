// SPDX-License-Identifier: Apache-2.0
// What an account may tell of itself (A7): a name to be called by, a language, a time zone and a
// picture, all optional. No phone number is asked for, so there is no place to keep one.
#pragma once

#include "base/error.hpp"
#include "base/id.hpp"
#include "db/database.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace otpost::identity {

/// Those the dashboard is written in, as BCP 47 tags.
inline constexpr std::array<std::string_view, 4> languages{"en", "es", "ar", "de"};

inline constexpr std::size_t display_name_max = 50;  ///< characters

/// Empty: not told.
struct Profile {
    std::string display_name;
    std::string language;
    std::string time_zone;  ///< a name of the IANA database, such as Europe/Berlin
};

struct ShownProfile {
    Profile profile;
    std::optional<std::string> avatar;  ///< the tag of its picture
};

/// ErrorCode::not_found.
Result<ShownProfile> find_profile(db::Tx& tx, AccountId account);

/// In place of what was told before. ErrorCode::validation_failed names the fields.
Result<> set_profile(db::Tx& tx, AccountId account, const Profile& profile, Time now);

struct Avatar {
    std::string picture;
    std::string tag;
};

std::optional<Avatar> find_avatar(db::Tx& tx, AccountId account);

/// `picture` comes from images::make_avatar. Returns its tag.
std::string set_avatar(db::Tx& tx, AccountId account, std::string_view picture, Time now);

/// Not being there is fine.
void remove_avatar(db::Tx& tx, AccountId account);

}  // namespace otpost::identity
