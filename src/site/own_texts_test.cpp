// SPDX-License-Identifier: Apache-2.0
#include "site/own_texts.hpp"

#include <gtest/gtest.h>

namespace otpost::site {
namespace {

const OwnTexts rules{{Language::es, "Reglas"}, {Language::ar, "قواعد"}};

TEST(OwnTexts, InTheLanguageOfWhoReadsElseOfTheHouse) {
    EXPECT_EQ(own_text(rules, Language::ar, Language::es)->text, "قواعد");
    const auto other = own_text(rules, Language::de, Language::es);
    ASSERT_TRUE(other.has_value());
    EXPECT_EQ(other->text, "Reglas");
    EXPECT_EQ(other->language, Language::es);
}

TEST(OwnTexts, NoneWhereTheHouseHasNone) {
    EXPECT_FALSE(own_text({}, Language::en, Language::en).has_value());
    EXPECT_FALSE(own_text(rules, Language::en, Language::de).has_value());
    EXPECT_FALSE(own_text({{Language::en, ""}}, Language::en, Language::en).has_value());
}

TEST(OwnTexts, WhatIsInAnotherLanguageThanItsPageSaysSo) {
    EXPECT_EQ(language_mark(Language::es, Language::es), "");
    EXPECT_EQ(language_mark(Language::es, Language::ar), R"( lang="es" dir="ltr")");
    EXPECT_EQ(language_mark(Language::ar, Language::de), R"( lang="ar" dir="rtl")");
}

}  // namespace
}  // namespace otpost::site
