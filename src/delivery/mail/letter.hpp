// SPDX-License-Identifier: Apache-2.0
// What an email says: its order filled into the template of its kind, as text and as HTML from the
// same paragraphs. Templates are data, a file for each language (templates/mail_en.txt).
#pragma once

#include "outbox/email.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace otpost::delivery::mail {

/// Who writes.
struct Letterhead {
    std::string brand;
    std::string url;      ///< where the dashboard is
    std::string support;  ///< an address or a page; may be empty
};

struct Letter {
    std::string language;
    std::string subject;
    Secret text;
    Secret html;
};

/// In English where there is no template in the language asked for.
Letter write_letter(const outbox::EmailOrder& order, const Letterhead& letterhead);

/// Those that have templates.
std::vector<std::string_view> languages();

}  // namespace otpost::delivery::mail
