// SPDX-License-Identifier: Apache-2.0
#include "api/csv.hpp"

#include <gtest/gtest.h>

namespace otpost::api {
namespace {

std::string row(std::initializer_list<std::string_view> cells) {
    std::string text;
    append_csv_row(text, cells);
    return text;
}

TEST(CsvTest, PlainCellsStayAsTheyAre) {
    EXPECT_EQ(row({"a", "", "0.35", "2026-11-22"}), "a,,0.35,2026-11-22\r\n");
}

TEST(CsvTest, SeparatorsAndQuotesAreQuoted) {
    EXPECT_EQ(
        row({"a,b", "say \"no\"", "two\nlines"}), "\"a,b\",\"say \"\"no\"\"\",\"two\nlines\"\r\n"
    );
}

TEST(CsvTest, WhatASpreadsheetWouldCalculateIsText) {
    EXPECT_EQ(row({"=1+1"}), "\"'=1+1\"\r\n");
    EXPECT_EQ(row({"+447700900123"}), "\"'+447700900123\"\r\n");
    EXPECT_EQ(row({"@SUM(A1)"}), "\"'@SUM(A1)\"\r\n");
    EXPECT_EQ(row({"-2"}), "\"'-2\"\r\n");
    EXPECT_EQ(row({"\t=1"}), "\"'\t=1\"\r\n");
}

}  // namespace
}  // namespace otpost::api
