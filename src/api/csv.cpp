// SPDX-License-Identifier: Apache-2.0
#include "api/csv.hpp"

namespace otpost::api {

namespace {

/// Of the first character: signs that begin a formula, and white space that hides one.
constexpr std::string_view begins_formula = "=+-@\t\r\n|%";

void append_cell(std::string& out, std::string_view text) {
    const bool is_formula = !text.empty() && begins_formula.contains(text.front());
    const bool is_quoted = is_formula || text.find_first_of(",\"\r\n") != std::string_view::npos;
    if (!is_quoted) {
        out += text;
        return;
    }
    out += '"';
    if (is_formula) out += '\'';
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

}  // namespace

void append_csv_row(std::string& out, std::initializer_list<std::string_view> cells) {
    bool first = true;
    for (const auto cell : cells) {
        if (!first) out += ',';
        first = false;
        append_cell(out, cell);
    }
    out += "\r\n";
}

}  // namespace otpost::api
