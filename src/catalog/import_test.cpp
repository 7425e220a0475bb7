// SPDX-License-Identifier: Apache-2.0
#include "catalog/catalog.hpp"
#include "catalog/seed.hpp"
#include "testing/store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace otpost::catalog {

namespace {

using ::testing::ElementsAre;

class ImportTest : public testing::EngineTest {
protected:
    template <class F>
    auto write(F work) {
        return db::write(database(), work);
    }

    void load() {
        const auto countries = write([](db::Tx& tx) {
            return import_countries(
                tx, "code,name,calling_code,tier\nDE,Germany,49,4\nFR,France,33,4\n"
            );
        });
        ASSERT_EQ(countries.value(), 2U);
        const auto services = write([](db::Tx& tx) {
            return import_services(
                tx,
                "slug,name,category,tier,allowed\n"
                "chat,\"Chat, the \"\"best\"\"\",messenger,3,\n"
                "bank,Bank,finance,2,\n"
                "shop,Shop,shopping,2,0\n"
            );
        });
        ASSERT_EQ(services.value(), 3U);
    }

    /// The places and texts of a refusal, which must have changed nothing.
    std::vector<std::string> places(const Result<std::size_t>& result) {
        EXPECT_FALSE(result.has_value());
        EXPECT_EQ(result.error().code, ErrorCode::validation_failed);
        std::vector<std::string> all;
        for (const auto& field : result.error().fields) all.push_back(field.field);
        return all;
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, ImportTest, testing::all_engines, testing::engine_name);

TEST_P(ImportTest, T1_AServiceWithoutPolicyGetsThatOfItsCategory) {
    load();
    EXPECT_THAT(db::read(database(), blocked_services), ElementsAre("bank", "shop"));
}

TEST_P(ImportTest, WhatIsExportedCanBeImported) {
    load();
    ASSERT_TRUE(write([](db::Tx& tx) {
        return import_prices(
            tx,
            "country,service,price,currency\nDE,chat,0.3512,EUR\nFR,shop,,\nFR,chat,12,EUR\n",
            "EUR"
        );
    }));
    const auto export_all = [](db::Tx& tx) {
        return std::vector{export_countries(tx), export_services(tx), export_prices(tx)};
    };
    const auto before = db::read(database(), export_all);
    EXPECT_EQ(
        before[2],
        "country,service,price,currency\r\nDE,chat,0.3512,EUR\r\nFR,chat,12.00,EUR\r\nFR,shop,,\r\n"
    );
    write([&](db::Tx& tx) {
        EXPECT_TRUE(set_price(tx, "DE", "chat", Money{1}, "USD"));
        EXPECT_TRUE(set_service_policy(tx, "bank", Policy::allowed));
        EXPECT_EQ(import_countries(tx, before[0]).value(), 2U);
        EXPECT_EQ(import_services(tx, before[1]).value(), 3U);
        EXPECT_EQ(import_prices(tx, before[2], "EUR").value(), 3U);
    });
    EXPECT_EQ(db::read(database(), export_all), before);
}

TEST_P(ImportTest, AliasesStayWhereTheirColumnIsLeftOut) {
    load();
    const auto import = [&](std::string_view csv) {
        return write([&](db::Tx& tx) { return import_services(tx, csv); });
    };
    const auto chat = [&] {
        return db::read(database(), [](db::Tx& tx) { return service_by_slug(tx, "chat"); }).value();
    };
    EXPECT_EQ(chat().aliases, std::nullopt);
    ASSERT_TRUE(import("slug,name,category,tier,aliases\nchat,Chat,messenger,3, cc ;;c c\n"));
    EXPECT_THAT(*chat().aliases, ElementsAre("cc", "c c"));
    EXPECT_THAT(
        db::read(database(), export_services),
        ::testing::HasSubstr("chat,Chat,messenger,3,1,cc;c c\r\n")
    );
    ASSERT_TRUE(import("slug,name,category,tier\nchat,Chat,messenger,3\n"));
    EXPECT_THAT(*chat().aliases, ElementsAre("cc", "c c"));
    ASSERT_TRUE(import("slug,name,category,tier,aliases\nchat,Chat,messenger,3,\n"));
    EXPECT_THAT(*chat().aliases, ::testing::IsEmpty());
    const std::string longest(61, 'a');
    EXPECT_THAT(
        places(import("slug,name,category,tier,aliases\nchat,Chat,messenger,3," + longest + "\n")),
        ElementsAre("line 2, column 23 (aliases)")
    );
}

TEST_P(ImportTest, AMistakeIsNamedByLineAndColumnAndNothingIsTakenIn) {
    load();
    const auto before = db::read(database(), export_prices);
    const auto result = write([](db::Tx& tx) {
        return import_prices(
            tx,
            "country,service,price,currency\n"
            "DE,chat,0.35,EUR\n"
            "XX,chat,0.35,EUR\n"
            "DE,fax,-1,eur\n"
            "DE,chat,0.1234567,EUR\n"
            "FR,chat,0.35,USD\n",
            "EUR"
        );
    });
    EXPECT_THAT(
        places(result),
        ElementsAre(
            "line 3, column 1 (country)",
            "line 4, column 4 (service)",
            "line 4, column 8 (price)",
            "line 5, column 9 (price)",
            "line 6, column 14 (currency)"
        )
    );
    EXPECT_EQ(db::read(database(), export_prices), before);
}

TEST_P(ImportTest, CountriesAndServicesAreChecked) {
    EXPECT_THAT(
        places(write([](db::Tx& tx) {
            return import_countries(
                tx, "code,name,calling_code,tier,enabled\nde,,+49,5,yes\nFR,France,33,1,1\n"
            );
        })),
        ElementsAre(
            "line 2, column 1 (code)",
            "line 2, column 4 (name)",
            "line 2, column 5 (calling_code)",
            "line 2, column 9 (tier)",
            "line 2, column 11 (enabled)"
        )
    );
    EXPECT_THAT(db::read(database(), list_countries), ::testing::IsEmpty());
    EXPECT_THAT(
        places(write([](db::Tx& tx) {
            return import_services(
                tx, "slug,name,category,tier\nA,A,other,1\nb,B,x y,1\nb,B,x,1\n"
            );
        })),
        ElementsAre(
            "line 2, column 1 (slug)", "line 3, column 5 (category)", "line 4, column 1 (slug)"
        )
    );
}

}  // namespace

}  // namespace otpost::catalog
