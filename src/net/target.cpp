// SPDX-License-Identifier: Apache-2.0
#include "net/target.hpp"

#include "net/characters.hpp"

#include <cstddef>

namespace otpost::net {

namespace {

/// The byte of the escape at `at`; nothing if it is broken.
std::optional<unsigned> escaped_byte(std::string_view text, std::size_t at) {
    if (text.size() - at < 3 || !is_hex(text[at + 1]) || !is_hex(text[at + 2])) return std::nullopt;
    return hex_value(text[at + 1]) * 16 + hex_value(text[at + 2]);
}

/// `.` and `..`, also escaped, which some parsers resolve and others do not.
struct Segment {
    std::size_t dots = 0;
    bool only_dots = true;

    void add(unsigned byte) {
        if (byte == '.')
            ++dots;
        else
            only_dots = false;
    }

    bool goes_up() const { return only_dots && (dots == 1 || dots == 2); }
};

std::optional<std::string_view> check_path(std::string_view path) {
    Segment segment;
    for (std::size_t i = 1; i < path.size(); ++i) {
        if (path[i] == '/') {
            if (segment.goes_up()) return "The path has a dot segment.";
            segment = {};
        } else if (path[i] == '%') {
            const auto byte = escaped_byte(path, i);
            if (!byte) return "An escape in the path is broken.";
            if (*byte == '/' || *byte == '\\' || *byte < 0x20 || *byte == 0x7f)
                return "The path has an escape of a slash or control character.";
            segment.add(*byte);
            i += 2;
        } else if (has_class(path[i], CharClass::path)) {
            segment.add(static_cast<unsigned char>(path[i]));
        } else {
            return "The path has a character that must be escaped.";
        }
    }
    if (segment.goes_up()) return "The path has a dot segment.";
    return std::nullopt;
}

std::optional<std::string_view> check_query(std::string_view query) {
    for (std::size_t i = 0; i < query.size(); ++i) {
        if (query[i] == '%') {
            const auto byte = escaped_byte(query, i);
            if (!byte || *byte == 0) return "An escape in the query is broken.";
            i += 2;
        } else if (!has_class(query[i], CharClass::query)) {
            return "The query has a character that must be escaped.";
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string_view> check_target(std::string_view target) {
    if (target.empty() || target.front() != '/') return "The target is not a path.";
    const auto mark = target.find('?');
    if (const auto fault = check_path(target.substr(0, mark))) return fault;
    if (mark == std::string_view::npos) return std::nullopt;
    return check_query(target.substr(mark + 1));
}

}  // namespace otpost::net
