// SPDX-License-Identifier: Apache-2.0
#include "identity/names.hpp"

#include <gtest/gtest.h>

namespace otpost::identity {
namespace {

TEST(Names, A1_TakesPlainEmailAddresses) {
    EXPECT_EQ(email_key("Ada.Lovelace+otp@Mail.Example.COM"), "ada.lovelace+otp@mail.example.com");
    EXPECT_TRUE(email_key(std::string(64, 'a') + "@xn--bcher-kva.example"));
    for (const std::string& text :
         {std::string{},
          std::string{"@"},
          std::string{"a@"},
          std::string{"@b.com"},
          std::string{"a@b"},
          std::string{"a@b.c@d.com"},
          std::string{"a b@c.com"},
          std::string{"a@b..com"},
          std::string{".a@b.com"},
          std::string{"a.@b.com"},
          std::string{"a..b@c.com"},
          std::string{"a@-b.com"},
          std::string{"a@b-.com"},
          std::string{"a@127.0.0.1"},
          std::string{"a@[127.0.0.1]"},
          std::string{"\"a\"@b.com"},
          std::string{"a@b.com\r\nBcc: c@d.com"},
          std::string{"a\0@b.com", 8},
          std::string{"a@b.com."},
          std::string{"<a@b.com>"},
          std::string{"a,b@c.com"},
          std::string{"\xC3\xA9@b.com"},
          std::string(65, 'a') + "@b.com",
          "a@" + std::string(64, 'b') + ".com",
          "a@" + std::string(60, 'b') + "." + std::string(60, 'c') + "." + std::string(60, 'd') +
              "." + std::string(60, 'e') + "." + std::string(20, 'f')})
        EXPECT_FALSE(email_key(text)) << text;
}

TEST(Names, A1_TakesPlainUsernames) {
    EXPECT_EQ(username_key("Ada_L-1815"), "ada_l-1815");
    for (const std::string& text :
         {std::string{"ab"},
          std::string(33, 'a'),
          std::string{"1ab"},
          std::string{"_ab"},
          std::string{"a b"},
          std::string{"a.b"},
          std::string{"\xC3\xA9mile"},
          std::string{"ab\n"}})
        EXPECT_FALSE(username_key(text)) << text;
    EXPECT_TRUE(is_reserved_username("support"));
    EXPECT_FALSE(is_reserved_username("supporter"));
}

TEST(Names, A1_PublicIdsHaveNoLookAlikes) {
    SeededRandom random{4};
    for (int i = 0; i < 2'000; ++i) {
        const std::string id = make_public_id(random);
        ASSERT_EQ(id.size(), 8U);
        ASSERT_EQ(id.find_first_of("01ILOU", 2), std::string::npos) << id;
        ASSERT_EQ(parse_public_id(id), id);
    }
    EXPECT_EQ(parse_public_id("u-7k3qx2"), "U-7K3QX2");
    for (const char* text :
         {"", "U-", "U-7K3QX", "U-7K3QX22", "X-7K3QX2", "U-7K3QXO", "7K3QX2", "U-7K3Q 2"})
        EXPECT_FALSE(parse_public_id(text)) << text;
}

}  // namespace
}  // namespace otpost::identity
