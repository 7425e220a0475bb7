// SPDX-License-Identifier: Apache-2.0
#include "identity/names.hpp"

#include "identity/password_rules.hpp"

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

bool is_good(const std::string& password, std::size_t length_min = 15) {
    return check_password(Secret{password}, {length_min}, "ada.lovelace@example.com", "countess")
        .has_value();
}

TEST(PasswordRules, SEC_P1_CountsCharactersNotBytes) {
    EXPECT_FALSE(is_good("fourteen chars"));
    EXPECT_TRUE(is_good("fifteen chars ok"));
    EXPECT_FALSE(is_good("\u00e9\u00e8\u00ea\u00eb\u00fc\u00f6\u00e4\u00df"));
    EXPECT_TRUE(is_good(
        "\u3053\u3093\u306b\u3061\u306f\u4e16\u754c\u3055\u3088\u3046\u306a\u3089\u307e\u305f\u306d"
    ));
    EXPECT_TRUE(is_good("bl\u00e4ue99!", 8));
}

TEST(PasswordRules, SEC_P1_TakesLongOnesUpToALimit) {
    std::string sentence;
    while (sentence.size() < 1'000) sentence += "word " + std::to_string(sentence.size()) + " ";
    EXPECT_TRUE(is_good(sentence.substr(0, 64)));
    EXPECT_TRUE(is_good(sentence));
    EXPECT_FALSE(is_good(sentence + sentence));
}

TEST(PasswordRules, SEC_P2_RefusesPatternsAndTheNamesAtHand) {
    for (const char* text :
         {"aaaaaaaaaaaaaaaaaaaa",
          "abcabcabcabcabcabc",
          "passwordpassword",
          "123456789012345",
          "qwertyuiopasdfgh",
          "zyxwvutsrqponmlkj",
          "987654321098765",
          "aabbaabbabababab",
          "Password1234567",
          "ada.lovelace2026",
          "countess1815countess",
          "OtpostOtpost2026!"})
        EXPECT_FALSE(is_good(text)) << text;
    EXPECT_TRUE(is_good("correct horse battery staple"));
}

}  // namespace
}  // namespace otpost::identity
