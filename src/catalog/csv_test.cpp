// SPDX-License-Identifier: Apache-2.0
#include "catalog/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace otpost::catalog {

namespace {

using ::testing::ElementsAre;

std::vector<std::vector<std::string>> texts(std::string_view csv) {
    const auto records = parse_csv(csv);
    EXPECT_TRUE(records.has_value()) << csv;
    std::vector<std::vector<std::string>> all;
    for (const auto& record : *records) {
        auto& fields = all.emplace_back();
        for (const auto& field : record) fields.push_back(field.text);
    }
    return all;
}

TEST(Csv, reads_quotes_line_breaks_and_every_line_end) {
    EXPECT_THAT(texts("a,b\r\nc,d"), ElementsAre(ElementsAre("a", "b"), ElementsAre("c", "d")));
    EXPECT_THAT(texts("a,\"b,\"\"c\"\"\r\nd\"\n"), ElementsAre(ElementsAre("a", "b,\"c\"\r\nd")));
    EXPECT_THAT(texts("\xEF\xBB\xBFname\n"), ElementsAre(ElementsAre("name")));
    EXPECT_THAT(texts("a,\n\n,b\n"), ElementsAre(ElementsAre("a", ""), ElementsAre("", "b")));
    EXPECT_THAT(texts("\"\",x\n"), ElementsAre(ElementsAre("", "x")));
    EXPECT_THAT(texts(""), ElementsAre());
}

TEST(Csv, the_first_line_tells_the_separator) {
    EXPECT_THAT(texts("a;b\n1,5;2\n"), ElementsAre(ElementsAre("a", "b"), ElementsAre("1,5", "2")));
    EXPECT_THAT(
        texts("\"a;b\",c\n1;2,3\n"), ElementsAre(ElementsAre("a;b", "c"), ElementsAre("1;2", "3"))
    );
    EXPECT_THAT(texts("a\n1;2\n"), ElementsAre(ElementsAre("a"), ElementsAre("1;2")));
}

TEST(Csv, says_where_each_field_begins_in_lines_and_characters) {
    const auto records = parse_csv("h,i\n\"a\nb\",ü\nÜ,x\n");
    ASSERT_TRUE(records.has_value());
    EXPECT_EQ((*records)[1][0].line, 2U);
    EXPECT_EQ((*records)[1][1].line, 3U);
    EXPECT_EQ((*records)[1][1].column, 4U);
    EXPECT_EQ((*records)[2][1].line, 4U);
    EXPECT_EQ((*records)[2][1].column, 3U);
}

struct BadFile {
    const char* text;
    const char* place;
};

TEST(Csv, names_the_place_of_what_it_can_not_read) {
    constexpr BadFile files[] = {
        {"a,b\nc,\"d", "line 2, column 3"},
        {"a,b\nc,d\"e\n", "line 2, column 4"},
        {"a,\"b\"c\n", "line 1, column 6"},
        {"a\rb\n", "line 1, column 2"},
        {"a,\xFF\n", "line 1, column 3"},
        {"a,\"\xC0\x80\"\n", "line 1, column 4"},
        {"a\n\xED\xA0\x80\n", "line 2, column 1"},
        {"ü,\xF0\x9F\x98", "line 1, column 3"},
    };
    for (const auto& file : files) {
        const auto records = parse_csv(file.text);
        ASSERT_FALSE(records.has_value()) << file.text;
        EXPECT_EQ(records.error().code, ErrorCode::validation_failed);
        EXPECT_EQ(records.error().fields.at(0).field, file.place) << file.text;
    }
    EXPECT_FALSE(parse_csv(std::string_view{"a\0b", 3}).has_value());
}

TEST(Csv, writes_what_it_reads) {
    std::string csv;
    append_csv(csv, {"plain", "with,comma", "with \"quote\"", "two\nlines", ""});
    EXPECT_EQ(csv, "plain,\"with,comma\",\"with \"\"quote\"\"\",\"two\nlines\",\r\n");
    EXPECT_THAT(
        texts(csv),
        ElementsAre(ElementsAre("plain", "with,comma", "with \"quote\"", "two\nlines", ""))
    );
}

TEST(CsvTable, takes_columns_in_any_order_and_fills_those_left_out) {
    const auto table = read_csv_table("b,a\n1,2\n", {"a", "b"}, {"c"});
    ASSERT_TRUE(table.has_value());
    EXPECT_EQ(table->rows[0][0].text, "2");
    EXPECT_EQ(table->rows[0][1].text, "1");
    EXPECT_EQ(table->rows[0][2].text, "");
}

TEST(CsvTable, refuses_headers_and_rows_that_do_not_fit) {
    constexpr BadFile files[] = {
        {"", "line 1, column 1"},
        {"a\n", "line 1, column 1"},
        {"a,b,d\n", "line 1, column 5"},
        {"a,a,b\n", "line 1, column 3"},
        {"a,b\n1,2\n1,2,3\n", "line 3, column 5"},
        {"a,b\n1\n", "line 2, column 1"},
    };
    for (const auto& file : files) {
        const auto table = read_csv_table(file.text, {"a", "b"}, {"c"});
        ASSERT_FALSE(table.has_value()) << file.text;
        EXPECT_EQ(table.error().fields.at(0).field, file.place) << file.text;
    }
}

TEST(CsvErrors, keeps_the_first_twenty_and_counts_all) {
    CsvErrors errors;
    EXPECT_TRUE(errors.empty());
    for (std::size_t line = 1; line <= 30; ++line) errors.add({"x", line, 5}, "price", "is wrong");
    const auto error = errors.error();
    EXPECT_EQ(error.fields.size(), 20U);
    EXPECT_EQ(error.fields[0].field, "line 1, column 5 (price)");
    EXPECT_THAT(error.message, ::testing::StartsWith("30 mistakes"));
}

}  // namespace

}  // namespace otpost::catalog
