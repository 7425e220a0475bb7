// SPDX-License-Identifier: Apache-2.0
#include "net/answer.hpp"

#include "net/characters.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>

namespace otpost::net {

namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

void append_number(std::string& out, std::size_t number) {
    std::array<char, 20> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    out.append(text.data(), end);
}

void append_line(std::string& out, std::string_view name, std::string_view value) {
    out.append(name).append(": ").append(value).append("\r\n");
}

bool same_name(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, {}, to_lower, to_lower);
}

bool sets(const Headers& headers, std::string_view name) {
    return std::ranges::any_of(headers, [&](const auto& h) { return same_name(h.first, name); });
}

/// The defaults that the answer does not set itself.
void append_defaults(std::string& out, const Response& response, const AnswerFrame& frame) {
    if (response.headers.empty()) {
        out.append(frame.default_lines);
        return;
    }
    for (const auto& [name, value] : frame.defaults) {
        if (!sets(response.headers, name)) append_line(out, name, value);
    }
}

}  // namespace

bool is_sendable(const Response& response) {
    if (response.status < 200 || response.status > 599) return false;
    if (!all_of(response.content_type, CharClass::field_value)) return false;
    return std::ranges::all_of(response.headers, [](const auto& header) {
        return !header.first.empty() && all_of(header.first, CharClass::token) &&
               all_of(header.second, CharClass::field_value);
    });
}

bool is_bodiless(unsigned status) {
    return status == 204 || status == 304;
}

void append_head(std::string& out, const Response& response, const AnswerFrame& frame) {
    out.append("HTTP/1.1 ");
    append_number(out, response.status);
    out.append(" ").append(reason_phrase(response.status)).append("\r\n");
    out.append(frame.date_line);
    append_defaults(out, response, frame);
    for (const auto& [name, value] : response.headers) append_line(out, name, value);
    if (!frame.request_id.empty()) append_line(out, "X-Request-Id", frame.request_id);
    if (!response.content_type.empty()) append_line(out, "Content-Type", response.content_type);
    if (!response.stream && !is_bodiless(response.status)) {
        out.append("Content-Length: ");
        append_number(out, response.body.size());
        out.append("\r\n");
    }
    if (frame.after == AfterAnswer::close) out.append("Connection: close\r\n");
    out.append("\r\n");
}

std::string render_lines(const Headers& headers) {
    std::string lines;
    for (const auto& [name, value] : headers) append_line(lines, name, value);
    return lines;
}

std::string format_http_date(std::int64_t unix_seconds) {
    static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };
    const std::time_t seconds = unix_seconds;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::string text;
    const auto two_digits = [&text](int number) {
        text += static_cast<char>('0' + number / 10);
        text += static_cast<char>('0' + number % 10);
    };
    text.append(days[static_cast<std::size_t>(parts.tm_wday)]).append(", ");
    two_digits(parts.tm_mday);
    text.append(" ").append(months[static_cast<std::size_t>(parts.tm_mon)]).append(" ");
    append_number(text, static_cast<std::size_t>(parts.tm_year) + 1900);
    text += ' ';
    two_digits(parts.tm_hour);
    text += ':';
    two_digits(parts.tm_min);
    text += ':';
    two_digits(parts.tm_sec);
    return text.append(" GMT");
}

}  // namespace otpost::net
