// SPDX-License-Identifier: Apache-2.0
#include "base/phone.hpp"

#include "base/calling_codes.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace otpost {
namespace {

std::string country_of(std::string_view text) {
    const auto number = PhoneNumber::parse(text);
    return number ? std::string{number->country()} : "refused";
}

std::string canonical(std::string_view text) {
    const auto number = canonical_phone(text);
    return number ? to_string(*number) : "refused";
}

std::string shown(std::string_view text) {
    return format_international(PhoneNumber::parse(text).value());
}

TEST(PhoneNumber, takes_a_plus_and_7_to_15_digits_only) {
    EXPECT_EQ(to_string(PhoneNumber::parse("+447911123456").value()), "+447911123456");
    EXPECT_TRUE(PhoneNumber::parse("+2901234"));
    EXPECT_TRUE(PhoneNumber::parse("+123456789012345"));
    for (const char* text :
         {"",
          "+",
          "447911123456",
          "+123456",
          "+1234567890123456",
          "+0447911123",
          "+44 7911123",
          "+44791112345x",
          "++447911123",
          "+-44791112",
          "+447911123456\n"})
        EXPECT_FALSE(PhoneNumber::parse(text)) << text;
    // Full-width digits are not digits here.
    EXPECT_FALSE(PhoneNumber::parse("+\xEF\xBC\x91\xEF\xBC\x92\xEF\xBC\x93\xEF\xBC\x94"));
}

TEST(PhoneNumber, comes_back_from_its_stored_value) {
    const auto number = PhoneNumber::parse("+447911123456").value();
    EXPECT_EQ(PhoneNumber::from_value(number.value()), number);
    for (const std::int64_t value :
         {std::int64_t{0},
          std::int64_t{-447911123456},
          std::int64_t{999'999},
          std::int64_t{1'000'000'000'000'000},
          std::numeric_limits<std::int64_t>::max()})
        EXPECT_FALSE(PhoneNumber::from_value(value)) << value;
}

struct CountryCase {
    std::string_view number;
    std::string_view country;
};

TEST(PhoneNumber, knows_the_country_by_the_longest_prefix) {
    constexpr CountryCase cases[] = {
        {"+12025550123", "US"},  {"+14165550123", "CA"},  {"+18765550123", "JM"},
        {"+16585550123", "JM"},  {"+17875550123", "PR"},  {"+18095550123", "DO"},
        {"+12425550123", "BS"},  {"+79161234567", "RU"},  {"+77011234567", "KZ"},
        {"+76001234567", "KZ"},  {"+447400123456", "GB"}, {"+447911712345", "GG"},
        {"+447781123456", "GG"}, {"+447797123456", "JE"}, {"+447624123456", "IM"},
        {"+442071234567", "GB"}, {"+4741234567", "NO"},   {"+4779123456", "SJ"},
        {"+61412345678", "AU"},  {"+61891621234", "CC"},  {"+61891641234", "CX"},
        {"+393123456789", "IT"}, {"+390669812345", "VA"}, {"+390549123456", "SM"},
        {"+212612345678", "MA"}, {"+212528812345", "EH"}, {"+262692123456", "RE"},
        {"+262639123456", "YT"}, {"+358401234567", "FI"}, {"+358181234567", "AX"},
        {"+590690123456", "GP"}, {"+590590271234", "BL"}, {"+590590511234", "MF"},
        {"+59995123456", "CW"},  {"+5997123456", "BQ"},   {"+38344123456", "XK"},
        {"+2475123", "SH"},      {"+672312345", "NF"},    {"+8613812345678", "CN"},
        {"+18005550123", ""},    {"+881612345678", ""},   {"+88213123456", ""},
        {"+999123456789", ""},   {"+2101234567", ""},
    };
    for (const auto& [number, country] : cases) EXPECT_EQ(country_of(number), country) << number;
}

TEST(PhoneNumber, every_assigned_code_is_as_long_as_its_calling_code_or_longer) {
    int countries = 0;
    for (int code = 1; code <= 999; ++code) {
        const std::string digits = std::to_string(code);
        if (base::country_of(digits).empty()) continue;
        if (base::country_of(digits) == base::country_of(digits.substr(0, digits.size() - 1)))
            continue;
        ++countries;
        EXPECT_LE(base::calling_code_length(digits), digits.size()) << digits;
    }
    EXPECT_GT(countries, 200);
}

TEST(PhoneNumber, is_shown_in_even_groups) {
    EXPECT_EQ(shown("+447911123456"), "+44 791 112 3456");
    EXPECT_EQ(shown("+12025550123"), "+1 202 555 0123");
    EXPECT_EQ(shown("+33612345678"), "+33 612 345 678");
    EXPECT_EQ(shown("+8613812345678"), "+86 138 123 456 78");
    EXPECT_EQ(shown("+2901234"), "+290 1234");
    EXPECT_EQ(PhoneNumber::parse("+447911123456")->national_digits(), "7911123456");
}

TEST(PhoneNumber, suppliers_may_write_it_in_their_ways) {
    for (const char* text :
         {"+447911123456",
          "447911123456",
          "00447911123456",
          "+44 7911 123-456",
          "44.7911.123456",
          "+44 (7911) 123456"})
        EXPECT_EQ(canonical(text), "+447911123456") << text;
    for (const char* text :
         {"07911123456",
          "",
          "+",
          "00",
          "anonymous",
          "44+7911123456",
          "Google",
          "12345",
          "000447911123456",
          "+00447911123456",
          "44791112345612345678"})
        EXPECT_EQ(canonical(text), "refused") << text;
}

}  // namespace
}  // namespace otpost
