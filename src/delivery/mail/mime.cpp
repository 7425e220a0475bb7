// SPDX-License-Identifier: Apache-2.0
#include "delivery/mail/mime.hpp"

#include "base/utf8.hpp"
#include "crypto/encoding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace otpost::delivery::mail {

namespace {

constexpr std::size_t line_max = 76;

/// 39 bytes are 52 characters of base64, which with what stands around them fit into a line.
constexpr std::size_t encoded_word_max = 39;

constexpr bool is_printable(char c) {
    return c >= 0x20 && c <= 0x7E;
}

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, is_printable);
}

/// A display name that is not all letters, digits and spaces needs quotes.
std::string display_name(std::string_view name) {
    if (!is_ascii(name)) return header_text(name);
    std::string quoted{"\""};
    for (const char c : name) {
        if (c == '"' || c == '\\') quoted.push_back('\\');
        quoted.push_back(c);
    }
    return quoted + "\"";
}

std::string part(std::string_view boundary, std::string_view kind, const Secret& content) {
    return fmt::format(
        "--{}\r\n"
        "Content-Type: {}; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n"
        "\r\n"
        "{}\r\n",
        boundary,
        kind,
        quoted_printable(content.reveal())
    );
}

std::string headers(const Envelope& envelope, const Letter& letter, std::string_view boundary) {
    const std::string_view domain =
        std::string_view{envelope.from}.substr(envelope.from.find('@') + 1);
    return fmt::format(
        "Date: {}\r\n"
        "From: {} <{}>\r\n"
        "To: <{}>\r\n"
        "Subject: {}\r\n"
        "Message-ID: <otpost.{}@{}>\r\n"
        "Auto-Submitted: auto-generated\r\n"
        "Content-Language: {}\r\n"
        "MIME-Version: 1.0\r\n"
        "Content-Type: multipart/alternative; boundary=\"{}\"\r\n",
        mail_date(envelope.date),
        display_name(envelope.from_name),
        envelope.from,
        envelope.to.reveal(),
        header_text(letter.subject),
        envelope.id,
        domain,
        letter.language,
        boundary
    );
}

}  // namespace

bool is_plain_address(std::string_view text) {
    const std::size_t at = text.rfind('@');
    if (at == std::string_view::npos || at == 0 || at + 1 == text.size()) return false;
    constexpr std::string_view never = "<>()[]\\,;:\" ";
    return std::ranges::all_of(text, [&](char c) {
        return is_printable(c) && never.find(c) == std::string_view::npos;
    });
}

bool is_header_text(std::string_view text) {
    const auto is_control = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    };
    return is_plain_text(text) && std::ranges::none_of(text, is_control);
}

std::string quoted_printable(std::string_view text) {
    std::string encoded;
    encoded.reserve(text.size() + text.size() / 8);
    std::size_t column = 0;
    const auto put = [&](std::string_view piece) {
        if (column + piece.size() >= line_max) {
            encoded += "=\r\n";
            column = 0;
        }
        encoded += piece;
        column += piece.size();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n') {
            encoded += "\r\n";
            column = 0;
            continue;
        }
        const bool ends_line = i + 1 == text.size() || text[i + 1] == '\n';
        const bool is_plain = is_printable(c) && c != '=' && !(c == ' ' && ends_line);
        if (is_plain)
            put({&c, 1});
        else
            put(fmt::format("={:02X}", static_cast<unsigned char>(c)));
    }
    return encoded;
}

std::string header_text(std::string_view text) {
    if (is_ascii(text) && text.find("=?") == std::string_view::npos) return std::string{text};
    std::string encoded;
    while (!text.empty()) {
        std::size_t length = 0;
        // Whole characters only.
        while (length < text.size()) {
            const std::size_t next = std::max<std::size_t>(utf8_sequence(text.substr(length)), 1);
            if (length + next > encoded_word_max) break;
            length += next;
        }
        if (!encoded.empty()) encoded += "\r\n ";
        encoded += "=?UTF-8?B?" + crypto::base64(text.substr(0, length)) + "?=";
        text.remove_prefix(length);
    }
    return encoded;
}

std::string mail_date(Time time) {
    constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{std::chrono::floor<std::chrono::seconds>(time - day)};
    return fmt::format(
        "{}, {:02} {} {:04} {:02}:{:02}:{:02} +0000",
        days.at(std::chrono::weekday{day}.c_encoding()),
        static_cast<unsigned>(date.day()),
        months.at(static_cast<unsigned>(date.month()) - 1),
        static_cast<int>(date.year()),
        clock.hours().count(),
        clock.minutes().count(),
        clock.seconds().count()
    );
}

std::optional<Secret> compose(const Envelope& envelope, const Letter& letter) {
    if (!is_plain_address(envelope.from) || !is_plain_address(envelope.to.reveal()))
        return std::nullopt;
    for (const std::string& text : {envelope.from_name, letter.subject, letter.language})
        if (!is_header_text(text)) return std::nullopt;
    // Quoted-printable has no `=_`, so no line of a part can look like the boundary.
    const std::string boundary = fmt::format("=_otpost_{}", envelope.id);
    return Secret{
        headers(envelope, letter, boundary) + "\r\n" + part(boundary, "text/plain", letter.text) +
        part(boundary, "text/html", letter.html) + "--" + boundary + "--\r\n"
    };
}

}  // namespace otpost::delivery::mail
