// SPDX-License-Identifier: Apache-2.0
// Small values in text: amounts, times, ids, cursors and names. What was read and written again
// is the same, and what can be written can be read.
#include "api/cursor.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "base/time.hpp"
#include "identity/names.hpp"
#include "identity/principal.hpp"
#include "support/fuzz.hpp"

#include <string>

namespace otpost {

namespace {

void check_money(std::string_view text, std::int64_t number) {
    ASSERT(parse_amount(format_amount(Money{number})) == Money{number});
    const auto amount = parse_amount(text);
    if (!amount) return;
    ASSERT(parse_amount(format_amount(*amount)) == amount);
    const auto basis_points = static_cast<int>(static_cast<std::uint64_t>(number) % 10'001);
    const Money share = share_of(*amount, basis_points);
    const auto rest = checked_subtract(*amount, share);
    ASSERT(rest && checked_add(*rest, share) == amount);
    ASSERT(share.micros() == 0 || share.is_negative() == amount->is_negative());
}

void check_time(std::string_view text) {
    const auto time = parse_rfc3339(text);
    if (!time) return;
    const auto written = format_rfc3339(*time);
    ASSERT(written.size() == 24);
    ASSERT(parse_rfc3339(written) == std::chrono::floor<std::chrono::milliseconds>(*time));
}

void check_ids(std::string_view text, std::int64_t number) {
    if (const auto id = parse<LeaseTag>(text)) ASSERT(to_string(*id) == text);
    const auto id = parse_id("ls", format_id("ls", number));
    ASSERT(id.has_value() == (number > 0 && number < std::int64_t{1} << 53));
    const auto position = api::position_of(std::string{text});
    if (position)
        ASSERT(api::position_of(api::position_cursor(position->value())).value() == *position);
    const auto limit = api::page_limit(number);
    ASSERT(limit.has_value() == (number >= 1 && number <= api::page_max));
}

void check_names(std::string_view text) {
    using namespace identity;
    if (const auto key = email_key(text)) ASSERT(email_key(*key) == key);
    if (const auto key = username_key(text)) {
        ASSERT(username_key(*key) == key);
        ASSERT(is_reserved_username(*key) == is_reserved_username(username_key(*key).value()));
    }
    if (const auto id = parse_public_id(text)) ASSERT(parse_public_id(*id) == id);
    if (const auto scopes = Scopes::parse(text))
        ASSERT(Scopes::parse(to_string(*scopes)) == scopes);
}

}  // namespace

FUZZ_TARGET(values) {
    std::int64_t number = 0;
    for (const char c : input)
        number = static_cast<std::int64_t>(
            static_cast<std::uint64_t>(number) << 8U | static_cast<unsigned char>(c)
        );
    check_money(input, number);
    check_time(input);
    check_ids(input, number);
    check_names(input);
    static_cast<void>(format_rfc3339(from_micros(number)));
}

}  // namespace otpost
