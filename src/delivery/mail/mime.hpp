// SPDX-License-Identifier: Apache-2.0
// A letter as a message of RFC 5322: text and HTML as multipart/alternative in UTF-8, quoted-
// printable. The Message-ID is made of the email's id, so that a message which came twice can be
// told from two.
#pragma once

#include "base/secret.hpp"
#include "base/time.hpp"
#include "delivery/mail/letter.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace otpost::delivery::mail {

struct Envelope {
    std::int64_t id = 0;
    Time date;
    std::string from_name;
    std::string from;
    Personal to;
};

/// Nothing if a header would hold what does not belong into it, such as a line end (SEC-H).
std::optional<Secret> compose(const Envelope& envelope, const Letter& letter);

/// `local@domain` of printable ASCII without spaces, brackets or commas.
bool is_plain_address(std::string_view text);

/// Without control characters, and UTF-8.
bool is_header_text(std::string_view text);

/// RFC 2045, section 6.7. Line ends become CRLF.
std::string quoted_printable(std::string_view text);

/// As it stands if it is ASCII, else as encoded words of RFC 2047.
std::string header_text(std::string_view text);

/// `Mon, 23 Nov 2026 01:53:43 +0000`.
std::string mail_date(Time time);

}  // namespace otpost::delivery::mail
