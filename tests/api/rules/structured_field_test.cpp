// SPDX-License-Identifier: Apache-2.0
#include "structured_field.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

namespace otpost::api_test {

namespace {

class FieldReader {
public:
    explicit FieldReader(std::string_view text) : rest_(text) {}

    std::vector<FieldItem> read_list() {
        std::vector<FieldItem> items;
        skip(" ");
        while (true) {
            items.push_back(read_item());
            skip(" \t");
            if (rest_.empty()) return items;
            expect(',');
            skip(" \t");
        }
    }

private:
    FieldItem read_item() {
        FieldItem item{read_string(), {}};
        while (rest_.starts_with(';')) {
            expect(';');
            skip(" ");
            const std::string name = read_key();
            expect('=');
            item.parameters[name] = read_integer();
        }
        return item;
    }

    std::string read_string() {
        std::string text;
        expect('"');
        while (!rest_.starts_with('"')) {
            if (rest_.starts_with('\\')) expect('\\');
            const char c = take();
            if (c < ' ' || c > '~') fail("a character that no string may have");
            text += c;
        }
        expect('"');
        return text;
    }

    std::string read_key() {
        std::string key;
        while (!rest_.empty() && is_of_key(rest_.front())) key += take();
        if (key.empty() || (key[0] >= '0' && key[0] <= '9')) fail("no key");
        return key;
    }

    std::int64_t read_integer() {
        std::string digits;
        if (rest_.starts_with('-')) digits += take();
        const std::size_t sign = digits.size();
        while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9') digits += take();
        if (digits.size() == sign || digits.size() - sign > 15) fail("no whole number");
        return std::stoll(digits);
    }

    static bool is_of_key(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               std::string_view{"_-.*"}.contains(c);
    }

    void skip(std::string_view spaces) {
        rest_.remove_prefix(std::min(rest_.find_first_not_of(spaces), rest_.size()));
    }

    char take() {
        if (rest_.empty()) fail("an end");
        const char c = rest_.front();
        rest_.remove_prefix(1);
        return c;
    }

    void expect(char wanted) {
        if (take() != wanted) fail(std::string{"no "} + wanted);
    }

    [[noreturn]] void fail(const std::string& what) const {
        throw std::invalid_argument(what + " before '" + std::string{rest_} + "'");
    }

    std::string_view rest_;
};

TEST(StructuredField, reads_what_the_standard_allows) {
    const auto items = parse_field(R"( "a b";q=5;w=60, "c\"d";r=-1	,	"e")");
    ASSERT_EQ(items.size(), 3U);
    EXPECT_EQ(items[0].name, "a b");
    EXPECT_EQ(items[0].parameters, (Parameters{{"q", 5}, {"w", 60}}));
    EXPECT_EQ(items[1].name, "c\"d");
    EXPECT_EQ(items[1].parameters, (Parameters{{"r", -1}}));
    EXPECT_TRUE(items[2].parameters.empty());
}

TEST(StructuredField, refuses_everything_else) {
    for (const auto* const wrong :
         {"",
          "a;q=1",
          "\"a",
          "\"a\";Q=1",
          "\"a\";q=",
          "\"a\";q=1.5",
          "\"a\";q=\"1\"",
          "\"a\",",
          "\"a\" \"b\"",
          "\"a\" ;q=1",
          "\"a\";q=1234567890123456",
          "\"\x01\""})
        EXPECT_THROW(parse_field(wrong), std::invalid_argument) << wrong;
}

}  // namespace

std::vector<FieldItem> parse_field(std::string_view text) {
    return FieldReader{text}.read_list();
}

}  // namespace otpost::api_test
