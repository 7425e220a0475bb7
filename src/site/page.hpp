// SPDX-License-Identifier: Apache-2.0
// The pages that are read before there is an account, and without JavaScript: by people, by search
// engines. Whole documents; all that is not ours in them is escaped.
#pragma once

#include "site/language.hpp"
#include "site/own_texts.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace otpost::site {

/// What the house says of itself.
struct Profile {
    std::string brand;
    Language language = Language::en;  ///< of what it says in one language alone
    OwnTexts tagline;                  ///< empty: ours
    std::string public_url;            ///< without a slash at the end
    std::string support_email;
    std::string terms_version;
    std::int64_t window_minutes = 0;
    std::int64_t cancel_after_seconds = 0;
    std::int64_t content_minutes = 0;
    std::int64_t minimum_age = 0;
};

struct Head {
    std::string_view path;  ///< with its query, without the language
    std::string title;
    std::string description;
};

/// `main` is HTML.
std::string document(
    const Profile& house, const Reader& reader, const Head& head, std::string_view main
);

}  // namespace otpost::site
