// SPDX-License-Identifier: Apache-2.0
// Reads the folding table: each line is a code point and what it becomes, all in hex.
#include "messages/extract/folding.hpp"

#include <charconv>
#include <stdexcept>
#include <string>

namespace otpost::messages {
namespace {

// Takes the next hex number off the line; false at its end.
bool take_hex(std::string_view& line, char32_t& value) {
    while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
    if (line.empty()) return false;
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), number, 16);
    if (error != std::errc{}) throw std::invalid_argument("not a hex number");
    line.remove_prefix(static_cast<std::size_t>(end - line.data()));
    value = number;
    return true;
}

}  // namespace

Folding::Folding(std::string_view table) : slots_(0x20000), results_(1) {
    for (std::size_t line_number = 1; !table.empty(); ++line_number) {
        const auto end = table.find('\n');
        auto line = table.substr(0, end);
        table.remove_prefix(end == std::string_view::npos ? table.size() : end + 1);
        Result result{};
        char32_t from = 0;
        try {
            if (!take_hex(line, from)) continue;
            while (result.size < 4 && take_hex(line, result.glyphs[result.size])) ++result.size;
        } catch (const std::invalid_argument& error) {
            throw std::runtime_error(
                "folding table, line " + std::to_string(line_number) + ": " + error.what()
            );
        }
        if (from >= slots_.size()) continue;
        slots_[from] = static_cast<std::uint16_t>(results_.size());
        results_.push_back(result);
    }
}

}  // namespace otpost::messages
