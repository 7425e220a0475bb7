// SPDX-License-Identifier: Apache-2.0
// The brand and word lists: their format, and that the lists in data/services agree.
#include "messages/extract/brands.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>
#include <string>

namespace otpost::messages {
namespace {

std::string error_of(std::string_view text) {
    try {
        (void)parse_brands(text);
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return {};
}

TEST(Brands, reads_a_line) {
    const auto brands =
        parse_brands("# comment\n~acme|work|Acme Inc|acme, acmé|ace|AC|acme.com,ac.me\n");
    ASSERT_EQ(brands.size(), 1U);
    EXPECT_EQ(brands[0].slug, "acme");
    EXPECT_TRUE(brands[0].carrier);
    EXPECT_EQ(brands[0].names, (std::vector<std::string>{"acme", "acmé"}));
    EXPECT_EQ(brands[0].words, (std::vector<std::string>{"ace"}));
    EXPECT_EQ(brands[0].domains, (std::vector<std::string>{"acme.com", "ac.me"}));
}

TEST(Brands, errors_name_the_line) {
    EXPECT_NE(error_of("acme|work|Acme\n").find("line 1: 7 columns"), std::string::npos);
    EXPECT_NE(
        error_of("\nacme|wrok|Acme||||\n").find("line 2: unknown category"), std::string::npos
    );
    EXPECT_NE(error_of("Ac Me|work|Acme||||\n").find("bad slug"), std::string::npos);
    EXPECT_NE(error_of("a|work|A||||\na|work|A||||\n").find("stands twice"), std::string::npos);
    EXPECT_THROW((void)parse_words("[nonsense]\n"), std::runtime_error);
    EXPECT_THROW((void)parse_words("en: early\n"), std::runtime_error);
}

TEST(Brands, words_may_be_open_on_both_sides) {
    const auto words = parse_words("[code]\nde: *code*, tan\n");
    ASSERT_EQ(words.size(), 2U);
    EXPECT_EQ(words[0].text, "code");
    EXPECT_TRUE(words[0].open_begin && words[0].open_end);
    EXPECT_FALSE(words[1].open_begin || words[1].open_end);
}

TEST(Brands, services_csv_lists_every_brand) {
    const auto data = embedded_brand_data();
    EXPECT_GE(data.brands.size(), 120U);
    const auto csv = embedded_services_csv();
    const auto lines = std::ranges::count(csv, '\n');
    EXPECT_EQ(static_cast<std::size_t>(lines), data.brands.size() + 1);
    for (const auto& brand : data.brands) {
        EXPECT_NE(csv.find("\n" + brand.slug + ","), std::string_view::npos) << brand.slug;
    }
}

}  // namespace
}  // namespace otpost::messages
