// SPDX-License-Identifier: Apache-2.0
#include "site/countries.hpp"

#include "catalog/catalog_data.hpp"
#include "catalog/csv.hpp"

#include <gtest/gtest.h>

#include <set>

namespace otpost::site {
namespace {

TEST(Countries, EachOfTheCatalogueHasANameInEachLanguage) {
    const auto table =
        catalog::read_csv_table(catalog::data::countries, {"code", "name", "calling_code", "tier"});
    ASSERT_TRUE(table.has_value());
    ASSERT_GT(table->rows.size(), 100U);
    for (const Language language : {Language::es, Language::ar, Language::de}) {
        std::set<std::string_view> names;
        for (const auto& row : table->rows) {
            const auto [place, name] = country_name(row[0].text, "", language);
            EXPECT_FALSE(name.empty()) << row[0].text << " in " << code_of(language);
            EXPECT_TRUE(names.insert(name).second) << name << " twice in " << code_of(language);
        }
    }
}

TEST(Countries, TheyStandAsTheLanguageSortsThem) {
    const auto place = [](std::string_view code, Language language) {
        return country_name(code, "", language).place;
    };
    EXPECT_LT(place("EG", Language::de), place("AL", Language::de)) << "Ägypten, Albanien";
    EXPECT_LT(place("AL", Language::de), place("ZA", Language::de)) << "Albanien, Südafrika";
    EXPECT_LT(place("ES", Language::es), place("EE", Language::es)) << "España, Estonia";
    EXPECT_LT(place("JO", Language::ar), place("YE", Language::ar)) << "الأردن, اليمن";
}

TEST(Countries, EnglishNamesAreThoseOfTheCatalogue) {
    EXPECT_EQ(country_name("DE", "Germany", Language::en).name, "Germany");
    EXPECT_EQ(country_name("DE", "Germany", Language::de).name, "Deutschland");
    EXPECT_EQ(country_name("QQ", "Atlantis", Language::de).name, "Atlantis");
    EXPECT_LT(
        country_name("ZW", "", Language::de).place, country_name("QQ", "", Language::de).place
    );
}

}  // namespace
}  // namespace otpost::site
