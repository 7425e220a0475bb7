// SPDX-License-Identifier: Apache-2.0
#include "net/query.hpp"

#include <gmock/gmock.h>

namespace otpost::net {
namespace {

using ::testing::ElementsAre;

TEST(Form, keeps_order_and_duplicates) {
    const auto fields = parse_form("b=1&a=x+y%2Bz&b=2&c&d=&=e&&f=a=b");
    ASSERT_TRUE(fields);
    EXPECT_THAT(
        *fields,
        ElementsAre(
            FormField{"b", "1"},
            FormField{"a", "x y+z"},
            FormField{"b", "2"},
            FormField{"c", ""},
            FormField{"d", ""},
            FormField{"", "e"},
            FormField{"f", "a=b"}
        )
    );
}

TEST(Form, a_broken_escape_refuses_all) {
    for (const auto* const text : {"a=%", "a=%4", "a=%4g", "%=a", "a=1&b=%zz"})
        EXPECT_FALSE(parse_form(text)) << text;
}

TEST(Form, SEC_A2_the_number_of_fields_is_limited) {
    std::string text;
    for (int i = 0; i < 1000; ++i) text += "a&";
    EXPECT_TRUE(parse_form(text));
    EXPECT_FALSE(parse_form(text + "a"));
}

TEST(Query, tells_absent_from_empty) {
    const auto query = Query::parse("wait=30&cursor=");
    ASSERT_TRUE(query);
    EXPECT_EQ(query->get("wait"), "30");
    EXPECT_EQ(query->get("cursor"), "");
    EXPECT_EQ(query->get("limit"), std::nullopt);
    EXPECT_TRUE(Query::parse("")->fields().empty());
}

TEST(Query, a_name_twice_is_refused) {
    EXPECT_FALSE(Query::parse("a=1&b=2&a=1"));
    EXPECT_FALSE(Query::parse("a=1&%61=2"));
}

TEST(Percent, encoding_and_decoding_are_inverse_for_every_byte) {
    std::string all;
    for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
    EXPECT_EQ(percent_decode(percent_encode(all), PlusSign::space), all);
    EXPECT_EQ(percent_encode("a b/é"), "a%20b%2F%C3%A9");
}

}  // namespace
}  // namespace otpost::net
