// SPDX-License-Identifier: Apache-2.0
#include "site/language.hpp"

#include <gtest/gtest.h>

namespace otpost::site {
namespace {

TEST(Language, TheGreatestWeightThatIsThereWins) {
    EXPECT_EQ(preferred_language("de"), Language::de);
    EXPECT_EQ(preferred_language("es-MX, es;q=0.9, en;q=0.8"), Language::es);
    EXPECT_EQ(preferred_language("en;q=0.3, AR-eg;q=0.7"), Language::ar);
    EXPECT_EQ(preferred_language("fr, nl;q=0.9, de;q=0.2"), Language::de);
    EXPECT_EQ(preferred_language("en, de"), Language::en);
}

TEST(Language, EnglishWhereNothingFitsOrCanBeRead) {
    for (const char* header : {"", "fr", "*", "de;q=0", "de;q=x", "de;q=7", ",,,", ";q=1", "-"})
        EXPECT_EQ(preferred_language(header), Language::en) << header;
}

TEST(Language, LinksSayWhatTheAddressSaid) {
    EXPECT_EQ(link_for({Language::de, false}, "/prices"), "/prices");
    EXPECT_EQ(link_for({Language::de, true}, "/prices"), "/prices?language=de");
    EXPECT_EQ(link_for({Language::ar, true}, "/prices?service=x"), "/prices?service=x&language=ar");
}

}  // namespace
}  // namespace otpost::site
