// SPDX-License-Identifier: Apache-2.0
#include "site/texts.hpp"

#include <gtest/gtest.h>

namespace otpost::site {
namespace {

TEST(Texts, NumbersDecideTheFormOfTheirWord) {
    EXPECT_EQ(texts_en.minutes(1), "1 minute");
    EXPECT_EQ(texts_es.minutes(20), "20 minutos");
    EXPECT_EQ(texts_de.seconds(1), "1 Sekunde");
    EXPECT_EQ(texts_ar.minutes(1), "دقيقة واحدة");
    EXPECT_EQ(texts_ar.minutes(2), "دقيقتين");
    EXPECT_EQ(texts_ar.minutes(5), "5 دقائق");
    EXPECT_EQ(texts_ar.minutes(20), "20 دقيقة");
    EXPECT_EQ(texts_ar.seconds(103), "103 ثوانٍ");
}

}  // namespace
}  // namespace otpost::site
