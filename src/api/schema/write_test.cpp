// SPDX-License-Identifier: Apache-2.0
#include "api/schema/write.hpp"

#include "api/views.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace otpost::api::schema {
namespace {

std::string written(std::string_view text) {
    std::string out;
    append_string(out, text);
    return out;
}

TEST(SchemaWrite, FieldsComeInTheirOrderAndNothingIsNull) {
    const MessageView message{.id = "ms_1", .received_at = "now"};
    EXPECT_EQ(
        to_json(message),
        R"({"id":"ms_1","received_at":"now","sender":null,"text":null,"code":null})"
    );
    LeaseCodeView code{.lease_id = "ls_1", .status = "received"};
    code.code = "1";
    code.message = message;
    EXPECT_EQ(
        to_json(code),
        R"({"lease_id":"ls_1","status":"received","code":"1","message":)" + to_json(message) + "}"
    );
    EXPECT_EQ(to_json(LeaseListView{}), R"({"items":[],"next_cursor":null})");
}

TEST(SchemaWrite, NumbersAndTruths) {
    EXPECT_EQ(to_json(std::vector<std::int64_t>{1, -2}), "[1,-2]");
    EXPECT_EQ(
        to_json(std::numeric_limits<std::int64_t>::min()), std::string{"-9223372036854775808"}
    );
    EXPECT_EQ(to_json(0.5), "0.5");
    EXPECT_EQ(to_json(true), "true");
}

TEST(SchemaWrite, TextIsEscaped) {
    EXPECT_EQ(written("a\"b\\c\n\r\t"), R"("a\"b\\c\n\r\t")");
    EXPECT_EQ(written(std::string_view{"\0\x1f\x7f", 3}), R"("\u0000\u001f\u007f")");
    EXPECT_EQ(written("äЖ✓😀"), "\"äЖ✓😀\"");
}

TEST(SchemaWrite, BrokenUtf8BecomesReplacementCharacters) {
    constexpr const char* replacement = "\xEF\xBF\xBD";
    for (const char* broken :
         {"\xFF",
          "\x80",
          "\xC3",
          "\xC0\xAF",
          "\xE2\x82",
          "\xED\xA0\x80",
          "\xF0\x8F\xBF\xBF",
          "\xF4\x90\x80\x80",
          "\xF5\x80\x80\x80"}) {
        const std::string out = written(std::string{"a"} + broken + "b");
        EXPECT_NE(out.find(replacement), std::string::npos);
        EXPECT_TRUE(out.ends_with("b\"")) << out;
        boost::system::error_code error;
        static_cast<void>(boost::json::parse(out, error));
        EXPECT_FALSE(error) << out;
    }
}

}  // namespace
}  // namespace otpost::api::schema
