// SPDX-License-Identifier: Apache-2.0
// Undoes what gateways do to texts: HTML entities, form encoding, UTF-8 read as Latin-1, and
// GSM 7-bit brackets shown as letters. Each repair runs only when its mark is present, and
// leaves the text alone when the whole of it does not fit.
#include "messages/extract/glyphs.hpp"

#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace otpost::messages {
namespace {

void append_utf8(std::string& out, char32_t c) {
    const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | (c >> 6));
        put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | (c >> 12));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | (c >> 18));
        put(0x80 | ((c >> 12) & 0x3F));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    }
}

constexpr std::pair<std::string_view, char32_t> entities[] = {
    {"amp", U'&'},     {"lt", U'<'},       {"gt", U'>'},      {"quot", U'"'},    {"apos", U'\''},
    {"nbsp", 0xA0},    {"colon", U':'},    {"num", U'#'},     {"commat", U'@'},  {"ndash", 0x2013},
    {"mdash", 0x2014}, {"hellip", 0x2026}, {"laquo", 0xAB},   {"raquo", 0xBB},   {"shy", 0xAD},
    {"ldquo", 0x201C}, {"rdquo", 0x201D},  {"lsquo", 0x2018}, {"rsquo", 0x2019}, {"zwnj", 0x200C},
    {"eacute", 0xE9},  {"aacute", 0xE1},   {"oacute", 0xF3},  {"iacute", 0xED},  {"ntilde", 0xF1},
    {"uuml", 0xFC},    {"auml", 0xE4},     {"ouml", 0xF6},    {"euro", 0x20AC},  {"pound", 0xA3},
};

std::optional<char32_t> entity_value(std::string_view name) {
    if (name.starts_with('#')) {
        name.remove_prefix(1);
        const bool hex = name.starts_with('x') || name.starts_with('X');
        if (hex) name.remove_prefix(1);
        std::uint32_t value = 0;
        const auto end = name.data() + name.size();
        const auto parsed = std::from_chars(name.data(), end, value, hex ? 16 : 10);
        if (parsed.ec != std::errc{} || parsed.ptr != end || value > 0x10FFFF) return {};
        return value;
    }
    for (const auto& [known, value] : entities) {
        if (name == known) return value;
    }
    return {};
}

std::string decode_entities(std::string_view text) {  // NOLINT(readability-function-size)
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '&') {
            const auto end = text.find(';', at);
            if (end != std::string_view::npos && end - at <= 9) {
                if (const auto value = entity_value(text.substr(at + 1, end - at - 1))) {
                    append_utf8(out, *value);
                    at = end;
                    continue;
                }
            }
        } else if (text.substr(at, 4) == "<br>" || text.substr(at, 5) == "<br/>") {
            out.push_back('\n');
            at = text.find('>', at);
            continue;
        } else if (text.substr(at, 2) == "\\n") {
            out.push_back('\n');
            ++at;
            continue;
        }
        out.push_back(text[at]);
    }
    return out;
}

// Form encoding: no spaces at all, but %XX.
std::string decode_form(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        unsigned value = 0;
        if (text[at] == '%' && at + 2 < text.size() + 0 &&
            std::from_chars(text.data() + at + 1, text.data() + at + 3, value, 16).ptr ==
                text.data() + at + 3) {
            out.push_back(static_cast<char>(value));
            at += 2;
        } else {
            out.push_back(text[at] == '+' ? ' ' : text[at]);
        }
    }
    return out;
}

bool is_form_encoded(std::string_view text) {
    if (text.find(' ') != std::string_view::npos) return false;
    std::size_t escapes = 0;
    for (auto at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
        unsigned value = 0;
        const auto tail = text.substr(at + 1, 2);
        if (std::from_chars(tail.data(), tail.data() + tail.size(), value, 16).ptr ==
                tail.data() + 2 &&
            tail.size() == 2) {
            ++escapes;
        }
    }
    return escapes >= 2;
}

// The byte a character stands for when UTF-8 was read as Windows-1252.
std::optional<unsigned char> windows_1252_byte(char32_t c) {
    if (c <= 0xFF) return static_cast<unsigned char>(c);
    static constexpr std::array<std::uint16_t, 32> high = {
        0x20AC, 0,      0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
        0x2039, 0x152,  0,      0x17D,  0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0,      0x17E,  0x178
    };
    for (std::size_t i = 0; i < high.size(); ++i) {
        if (high[i] == c) return static_cast<unsigned char>(0x80 + i);
    }
    return {};
}

bool is_valid_multibyte(std::string_view bytes) {
    bool multibyte = false;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto before = at;
        if (next_code_point(bytes, at) == 0xFFFD) return false;
        multibyte |= at - before > 1;
    }
    return multibyte;
}

std::optional<std::string> undo_mojibake(std::string_view text) {
    std::string bytes;
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = windows_1252_byte(next_code_point(text, at));
        if (!byte) return {};
        bytes.push_back(static_cast<char>(*byte));
    }
    if (!is_valid_multibyte(bytes)) return {};
    return bytes;
}

// GSM 7-bit: '[' and ']' arrived as 'Ä' and 'Ñ' around a name.
void restore_brackets(std::string& text) {
    constexpr std::string_view open = "\xC3\x84";
    constexpr std::string_view close = "\xC3\x91";
    for (auto at = text.find(open); at != std::string::npos; at = text.find(open, at + 1)) {
        const auto end = text.find(close, at);
        if (end == std::string::npos || end - at > 40) return;
        if (at != 0 && text[at - 1] != ' ' && text[at - 1] != '\n') continue;
        text.replace(end, close.size(), "]");
        text.replace(at, open.size(), "[");
    }
}

bool has(std::string_view text, std::string_view mark) {
    return text.find(mark) != std::string_view::npos;
}

}  // namespace

std::string_view repair(std::string_view text, std::string& storage) {
    const auto keep = [&](std::string repaired) {
        storage = std::move(repaired);
        text = storage;
    };
    if (has(text, "%") && is_form_encoded(text)) keep(decode_form(text));
    if (has(text, "&") || has(text, "\\n") || has(text, "<br")) keep(decode_entities(text));
    const bool suspicious = has(text, "\xC3\x83") || has(text, "\xC3\x90") ||
                            has(text, "\xC3\x91") || has(text, "\xC3\xA2\xE2\x82\xAC") ||
                            has(text, "\xC3\x98") || has(text, "\xC3\x99") ||
                            has(text, "\xC3\x85") || has(text, "\xC3\x84") ||
                            has(text, "\xC3\xA0\xC2") || has(text, "\xC3\xA0\xE2") ||
                            has(text, "\xC3\xA3") || has(text, "\xC3\xA7") || has(text, "\xC3\xA6");
    if (suspicious) {
        if (auto repaired = undo_mojibake(text)) keep(std::move(*repaired));
    }
    if (has(text, "\xC3\x84") && has(text, "\xC3\x91")) {
        std::string copy(text);
        restore_brackets(copy);
        keep(std::move(copy));
    }
    return text;
}

}  // namespace otpost::messages
