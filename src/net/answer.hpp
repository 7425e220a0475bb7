// SPDX-License-Identifier: Apache-2.0
// Renders an answer's head. Values with control characters never reach the wire.
#pragma once

#include "net/http.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace otpost::net {

enum class AfterAnswer : std::uint8_t { keep_alive, close };

struct AnswerFrame {
    std::string_view date_line;      ///< `Date: ...\r\n`
    std::string_view default_lines;  ///< rendered `defaults`
    const std::vector<std::pair<std::string, std::string>>& defaults;
    std::string_view request_id;
    AfterAnswer after = AfterAnswer::keep_alive;
};

/// True if every header of the answer may be sent as it is.
bool is_sendable(const Response& response);

/// Appends status line, headers and the empty line. A stream has no length: it ends by close.
void append_head(std::string& out, const Response& response, const AnswerFrame& frame);

/// True if answers of this status never have a body.
bool is_bodiless(unsigned status);

std::string render_lines(const std::vector<std::pair<std::string, std::string>>& headers);

/// `Sun, 06 Nov 1994 08:49:37 GMT`
std::string format_http_date(std::int64_t unix_seconds);

}  // namespace otpost::net
