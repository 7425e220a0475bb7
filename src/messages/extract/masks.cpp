// SPDX-License-Identifier: Apache-2.0
// Numbers that are no codes: phones, dates, times, amounts, card digits, quantities, hashes.
#include "messages/extract/candidates.hpp"

#include <algorithm>

namespace otpost::messages {
namespace {

// Digit groups with the single separators between them, as far as they go: '1.250,00', '12/05'.
struct Chain {
    struct Group {
        std::size_t begin;
        std::size_t end;

        std::size_t size() const { return end - begin; }
    };

    std::vector<Group> groups;
    std::u32string separators;

    std::size_t begin() const { return groups.front().begin; }

    std::size_t end() const { return groups.back().end; }

    std::size_t digits() const {
        std::size_t sum = 0;
        for (const auto& group : groups) sum += group.size();
        return sum;
    }

    bool only(char32_t c) const { return separators.find_first_not_of(c) == std::u32string::npos; }
};

bool is_separator(char32_t c) {
    return c == U'.' || c == U',' || c == U'-' || c == U'/' || c == U':' || c == U' ' ||
           c == U'(' || c == U')';
}

Chain::Group group_at(const Reading& reading, std::size_t at) {
    auto end = at;
    while (end < reading.size() && reading.glyphs[end].is_digit()) ++end;
    return {at, end};
}

void chain_at(const Reading& reading, std::size_t at, Chain& chain) {
    chain.groups.clear();
    chain.separators.clear();
    chain.groups.push_back(group_at(reading, at));
    for (;;) {
        const auto end = chain.end();
        const auto separator = reading.at(end);
        if (!is_separator(separator)) return;
        if (end + 1 >= reading.size() || !reading.glyphs[end + 1].is_digit()) return;
        chain.separators.push_back(separator);
        chain.groups.push_back(group_at(reading, end + 1));
    }
}

unsigned value_of(const Reading& reading, const Chain::Group& group) {
    unsigned value = 0;
    for (auto i = group.begin; i < group.end && i < group.begin + 6; ++i) {
        value = value * 10 + static_cast<unsigned>(reading.glyphs[i].c - U'0');
    }
    return value;
}

bool is_date(const Reading& reading, const Chain& chain) {
    if (chain.groups.size() != 3) return false;
    const auto separator = chain.separators[0];
    if (separator != chain.separators[1] || separator == U' ' || separator == U',') return false;
    const auto& a = chain.groups[0];
    const auto& b = chain.groups[1];
    const auto& c = chain.groups[2];
    if (a.size() == 4) return b.size() <= 2 && c.size() <= 2 && value_of(reading, b) <= 12;
    if (a.size() > 3 || b.size() > 2 || (c.size() != 4 && c.size() != 2)) return false;
    const auto x = value_of(reading, a);
    const auto y = value_of(reading, b);
    return x <= 131 && y <= 31 && (x <= 12 || y <= 12) && x > 0 && y > 0 &&
           (x <= 31 || a.size() == 3);
}

// '12:30', '9:15:00'.
void mask_clock_times(Reading& reading, const Chain& chain) {
    for (std::size_t i = 0; i < chain.separators.size(); ++i) {
        const auto& hours = chain.groups[i];
        const auto& minutes = chain.groups[i + 1];
        if (chain.separators[i] == U':' && hours.size() <= 2 && minutes.size() == 2) {
            reading.mask(hours.begin, minutes.end);
        }
        if (chain.separators[i] == U'/') reading.mask(hours.begin, minutes.end);
    }
}

// Prices and counts with decimals or thousands: '48.20', '1,250,000', '1.249,90', '1 200,00'.
bool is_decimal(const Chain& chain) {
    if (chain.groups.size() < 2) return false;
    const auto last = chain.separators.back();
    if (last != U'.' && last != U',') return false;
    const auto fraction = chain.groups.back().size();
    if (chain.groups.size() == 2)
        return fraction <= 2 || (fraction == 3 && chain.groups[0].size() < 3);
    const bool thousands = std::ranges::all_of(
        chain.groups.begin() + 1,
        chain.groups.end() - 1,
        [](const Chain::Group& group) { return group.size() == 3; }
    );
    return thousands && (fraction <= 2 || (fraction == 3 && chain.groups[0].size() < 4));
}

bool is_money_sign(char32_t c) {
    return c == U'$' || (c >= 0xA2 && c <= 0xA5) || (c >= 0x20A0 && c <= 0x20CF) || c == 0xE3F ||
           c == 0x9F2 || c == 0x9F3 || c == 0xAF1 || c == 0xBF9 || c == 0xFDFC || c == 0x17DB;
}

bool touches_money(const Reading& reading, const Chain& chain) {
    const auto begin = chain.begin();
    const auto end = chain.end();
    const auto near_end = reading.at(end) == U' ' ? end + 1 : end;
    if (is_money_sign(reading.at(near_end)) || reading.at(near_end) == U'%') return true;
    auto near_begin = begin;
    while (near_begin > 0 &&
           (reading.before(near_begin) == U' ' || reading.before(near_begin) == U'.' ||
            reading.before(near_begin) == U':')) {
        --near_begin;
    }
    if (is_money_sign(reading.before(near_begin)) || reading.before(near_begin) == U'%')
        return true;
    return std::ranges::any_of(reading.matches, [&](const Match& match) {
        if (match.kind != WordClass::currency) return false;
        return match.begin == end || match.begin == near_end || match.end == near_begin ||
               match.end == begin;
    });
}

bool touches_unit(const Reading& reading, const Chain& chain) {
    const auto& last = chain.groups.back();
    if (last.size() > 4) return false;
    return std::ranges::any_of(reading.matches, [&](const Match& match) {
        if (match.kind != WordClass::unit && match.kind != WordClass::month) return false;
        if (match.kind == WordClass::month && match.end - match.begin < 3) return false;
        if (match.begin < last.end || match.begin > last.end + 1) return false;
        if (match.begin == last.end) return true;
        const auto separator = reading.at(last.end);
        if (separator != U' ' && separator != U'-') return false;
        const bool spaced = is_spaced(reading.glyphs[match.begin].script);
        return last.size() <= 3 || (spaced && match.kind == WordClass::month && last.size() <= 2);
    });
}

bool is_phone(const Reading& reading, const Chain& chain) {
    auto begin = chain.begin();
    if (reading.before(begin) == U'(') --begin;
    if (reading.before(begin) == U'+') return true;
    const auto digits = chain.digits();
    if (digits < 9 || chain.groups.size() == 1) return false;
    return chain.separators.find_first_of(U"-() ./") != std::u32string::npos && digits >= 10;
}

bool is_masked_digits(const Reading& reading, const Chain& chain) {
    const auto begin = chain.begin();
    const auto end = chain.end();
    const auto star_before = reading.before(begin) == U'*';
    const auto star_after = reading.at(end) == U'*';
    if (star_before && star_after) {
        // '*482917*' is emphasis; '*123*4#' and '12**34' are not.
        return chain.digits() < 4 || reading.at(end + 1) == U'#' ||
               (end + 2 < reading.size() && reading.glyphs[end + 1].is_digit());
    }
    if (star_before || star_after) return true;
    const auto dots =
        begin >= 2 && reading.before(begin) == U'.' && reading.before(begin - 1) == U'.';
    return dots || reading.before(begin) == U'@';
}

// '验证码:4471,5分钟': a code, then a sentence that begins with a number.
bool is_code_and_number(const Reading& reading, const Chain& chain) {
    if (chain.groups.size() != 2 || chain.separators[0] != U',' || chain.groups[1].size() > 2)
        return false;
    const auto size = chain.groups[0].size();
    if (size < 4 || size > 8) return false;
    return std::ranges::any_of(reading.matches, [&](const Match& match) {
        if (match.kind != WordClass::code && match.kind != WordClass::code_strong) return false;
        return match.end <= chain.begin() && chain.begin() - match.end <= 3;
    });
}

void mask_chain(Reading& reading, const Chain& chain) {
    if (is_code_and_number(reading, chain)) {
        return reading.mask(chain.groups[1].begin, chain.end());
    }
    mask_clock_times(reading, chain);
    const bool currency = touches_money(reading, chain);
    const bool whole = is_phone(reading, chain) || is_masked_digits(reading, chain) ||
                       is_decimal(chain) || (currency && !chain.only(U' ')) ||
                       (currency && chain.groups.size() == 1);
    if (whole) return reading.mask(chain.begin(), chain.end());
    if (currency) {
        // '15 000 р', but 'code 482917 2.50 EUR' keeps its code.
        auto first = chain.groups.size() - 1;
        while (first > 0 && chain.groups[first].size() == 3 && chain.groups[first - 1].size() <= 3)
            --first;
        reading.mask(chain.groups[first].begin, chain.end());
    }
    const bool certain =
        chain.groups.size() == 3 &&
        (chain.groups[0].size() == 4 || chain.groups[2].size() == 4 || chain.separators[0] == U'/');
    if (is_date(reading, chain) && certain) reading.mask(chain.begin(), chain.end());
    if (touches_unit(reading, chain)) {
        const auto& last = chain.groups.back();
        const bool range = chain.groups.size() >= 2 && chain.separators.back() == U'-';
        reading.mask(range ? chain.groups[chain.groups.size() - 2].begin : last.begin, last.end);
    }
}

// The last word of a text when it is an application hash: 11 characters of Base64.
void mask_hash(Reading& reading) {
    auto end = static_cast<std::size_t>(reading.origin_begin);
    while (end > 0 && (reading.before(end) == U'\n' || reading.before(end) == U' ')) --end;
    auto begin = end;
    unsigned upper = 0;
    unsigned lower = 0;
    while (begin > 0 && end - begin < 12) {
        const auto& glyph = reading.glyphs[begin - 1];
        if (!glyph.is_plain() && glyph.c != U'+' && glyph.c != U'/') break;
        upper += glyph.upper ? 1 : 0;
        lower += glyph.is_plain_letter() && !glyph.upper ? 1 : 0;
        --begin;
    }
    const bool alone =
        begin == 0 || reading.before(begin) == U' ' || reading.before(begin) == U'\n';
    if (end - begin == 11 && alone && upper > 0 && lower > 0) reading.mask(begin, end);
}

}  // namespace

void mask_numbers(Reading& reading) {
    mask_hash(reading);
    Chain chain;
    for (std::size_t i = 0; i < reading.size(); ++i) {
        if (!reading.glyphs[i].is_digit() || reading.masked[i] != 0) continue;
        chain_at(reading, i, chain);
        mask_chain(reading, chain);
        i = chain.end() - 1;
    }
}

}  // namespace otpost::messages
