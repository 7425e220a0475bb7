// SPDX-License-Identifier: Apache-2.0
#include "identity/password_rules.hpp"

#include "identity/common_passwords.hpp"
#include "identity/identity_data.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace otpost::identity {
namespace {

bool is_good(const std::string& password, std::size_t length_min = 15) {
    return check_password(
               Secret{password},
               {length_min, "House of Codes"},
               "ada.lovelace@example.com",
               "countess"
    )
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
          "OtpostOtpost2026!",
          "Ada Lovelace, Countess",
          "my house of codes 1",
          "ada@example.com ada@example"})
        EXPECT_FALSE(is_good(text)) << text;
    EXPECT_TRUE(is_good("correct horse battery staple"));
    EXPECT_TRUE(is_good("ada likes steam engines a lot"));
}

TEST(PasswordRules, SEC_P2_RefusesThousandsOfCommonOnesHoweverTheyAreWritten) {
    ASSERT_GE(common_password_count(), 3'000U);
    std::string_view text = data::common_passwords;
    std::size_t refused = 0;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        if (line.empty() || line.starts_with('#')) continue;
        std::string shouted{line};
        for (char& c : shouted) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 0x20) : c;
        ASSERT_FALSE(is_good(std::string{line}, 8)) << line;
        ASSERT_FALSE(is_good(shouted, 8)) << line;
        ASSERT_FALSE(is_good(shouted + "2026!", 8)) << line;
        ++refused;
    }
    EXPECT_EQ(refused, common_password_count());
}

TEST(PasswordRules, SEC_P2_ComparesLettersByWhatTheyMean) {
    EXPECT_FALSE(is_good("\uff42\uff41\uff53\uff45\uff42\uff41\uff4c\uff4c", 8)) << "full width";
    EXPECT_FALSE(is_good("BASEBALL1234567"));
    EXPECT_FALSE(is_good("!!baseball!!2026"));
    EXPECT_TRUE(is_good("baseball in the evening sun"));
}

}  // namespace
}  // namespace otpost::identity
