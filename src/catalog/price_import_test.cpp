// SPDX-License-Identifier: Apache-2.0
#include "catalog/price_import.hpp"

#include "catalog/price_book.hpp"
#include "testing/store.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace otpost::catalog {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class PriceImportTest : public testing::EngineTest {
protected:
    void SetUp() override {
        write([](db::Tx& tx) {
            EXPECT_TRUE(put_country(tx, {"DE", "Germany", "49", 4, Availability::enabled}));
            EXPECT_TRUE(put_country(tx, {"FR", "France", "33", 3, Availability::enabled}));
            EXPECT_TRUE(put_service(tx, {0, "chat", "Chat", "messenger", 2, Policy::allowed}));
            EXPECT_TRUE(put_service(tx, {0, "-shop", "=Shop", "shopping", 2, Policy::allowed}));
            EXPECT_TRUE(set_price_rule(tx, {4, 2, Money{500'000}, "EUR"}));
            EXPECT_TRUE(set_price(tx, "FR", "chat", Money{350'000}, "EUR"));
        });
    }

    template <class F>
    void write(F work) {
        db::write(database(), [&](db::Tx& tx) { work(tx); });
    }

    PricePlan plan(std::string_view csv, ImportTerms terms = {.currency = "EUR"}) {
        return db::read(database(), [&](db::Tx& tx) { return plan_prices(tx, csv, terms); });
    }

    /// `DE/chat added 3: 0.50 EUR (rule) to 0.60 EUR (set)`, the number being the line.
    std::vector<std::string> changes(std::string_view csv) {
        std::vector<std::string> all;
        const auto made = plan(csv);
        EXPECT_THAT(codes(made), IsEmpty());
        for (const auto& change : made.changes)
            all.push_back(fmt::format(
                "{}/{} {} {}: {} to {}",
                change.country,
                change.service,
                to_string(kind_of(change)),
                change.line,
                in_words(change.before),
                in_words(change.after)
            ));
        return all;
    }

    /// `3 price price_comma`
    static std::vector<std::string> codes(const PricePlan& made) {
        std::vector<std::string> all;
        for (const auto& mistake : made.mistakes)
            all.push_back(fmt::format("{} {} {}", mistake.line, mistake.field, mistake.code));
        return all;
    }

    std::string price_of(std::string_view country, std::string_view service) {
        return db::read(database(), [&](db::Tx& tx) {
            const PriceBook book{tx};
            return in_words(book.at(*book.country(country), *book.service(service)));
        });
    }

    void take_in(std::string_view csv) {
        write([&](db::Tx& tx) { EXPECT_TRUE(import_prices_of(tx, csv)); });
    }

    static bool import_prices_of(db::Tx& tx, std::string_view csv) {
        const auto made = plan_prices(tx, csv, {.currency = "EUR"});
        if (!made.mistakes.empty()) return false;
        apply(tx, made);
        return true;
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, PriceImportTest, testing::all_engines, testing::engine_name);

TEST_P(PriceImportTest, APlanTellsWhatIsAndWhatWouldBe) {
    EXPECT_THAT(
        changes("service,country,source,price,currency\n"
                "chat,FR,set,0.42,EUR\n"
                "chat,DE,set,0.60,\n"
                "-shop,DE,withdrawn,,\n"
                "-shop,FR,rule,,\n"),
        ElementsAre(
            "FR/chat changed 2: 0.35 EUR (set) to 0.42 EUR (set)",
            "DE/chat added 3: 0.50 EUR (rule) to 0.60 EUR (set)",
            "DE/-shop withdrawn 4: 0.50 EUR (rule) to withdrawn"
        )
    ) << "the last is like this already";
    EXPECT_EQ(price_of("FR", "chat"), "0.35 EUR (set)") << "a plan changes nothing";
}

TEST_P(PriceImportTest, W1_ApplyDoesWhatThePlanSaid) {
    take_in(
        "service,country,source,price\nchat,FR,rule,\nchat,DE,set,0.000001\n-shop,DE,withdrawn,\n"
    );
    EXPECT_EQ(price_of("FR", "chat"), "none");
    EXPECT_EQ(price_of("DE", "chat"), "0.000001 EUR (set)");
    EXPECT_EQ(price_of("DE", "-shop"), "withdrawn");
    EXPECT_THAT(changes("service,country,price\nchat,DE,0.000001\n-shop,DE,\n"), IsEmpty());
    EXPECT_THAT(
        changes("service,country,source,price\nchat,DE,rule,\n-shop,DE,rule,0.5\n"),
        ElementsAre(
            "DE/chat returned 2: 0.000001 EUR (set) to 0.50 EUR (rule)",
            "DE/-shop returned 3: withdrawn to 0.50 EUR (rule)"
        )
    );
}

TEST_P(PriceImportTest, FilesOfSpreadsheetsAreUnderstood) {
    const std::vector<std::string> as_meant{
        "DE/chat added 2: 0.50 EUR (rule) to 1.50 EUR (set)",
        "FR/-shop added 4: none to 2.00 EUR (set)"
    };
    EXPECT_EQ(
        changes("\xEF\xBB\xBF"
                "country;service;source;price;currency;country_name\r\n"
                "DE;chat;set; 1.50 ;EUR;\"Germany; all\"\r\n"
                ";;;;;\r\n"
                "FR;'-shop;set;2;EUR;France\r\n"),
        as_meant
    );
    EXPECT_EQ(
        changes("\"price\",\"country\",\"service\",\"source\"\n"
                "1.50,DE,chat,set\n"
                ",,,\n"
                "\"2.00\",FR,-shop,\n"),
        as_meant
    );
}

TEST_P(PriceImportTest, EveryMistakeIsNamedByItsLine) {
    const auto made = plan(
        "country,service,source,price,currency\n"
        "XX,fax,set,0.10,EUR\n"
        "DE,chat,set,\"1,50\",EUR\n"
        "DE,chat,set,-1,EUR\n"
        "DE,chat,set,,EUR\n"
        "DE,chat,open,0.10,EUR\n"
        "DE,chat,,,\n"
        "DE,chat,withdrawn,0.10,\n"
        "DE,chat,rule,0.60,EUR\n"
        "FR,-shop,set,0.60,USD\n"
        "FR,chat,set,0.60,EUR\n"
        "FR,chat,set,0.70,EUR\n"
    );
    EXPECT_THAT(
        codes(made),
        ElementsAre(
            "2 country country_unknown",
            "2 service service_unknown",
            "3 price price_comma",
            "4 price price_invalid",
            "5 price price_missing",
            "6 source source_unknown",
            "7 source source_unknown",
            "8 price price_unexpected",
            "9 price price_of_rule",
            "10 currency currency_other",
            "12 country offer_twice"
        )
    );
    EXPECT_EQ(refusal_of(made).code, ErrorCode::validation_failed);
    EXPECT_EQ(refusal_of(made).fields.at(2).field, "line 3, column 13 (price)");
}

TEST_P(PriceImportTest, AFileThatCanNotBeReadIsOneMistake) {
    struct BadFile {
        const char* text;
        const char* mistake;
    };

    constexpr BadFile files[] = {
        {"", "1  file_empty"},
        {"country,service\n", "1  column_missing"},
        {"country,service,price,cost\n", "1  column_unknown"},
        {"country,service,price\nDE,chat,1,50\n", "2  fields_count"},
        {"country,service,price\nDE,chat,\"1.50\n", "2  file_malformed"},
        {"country,service,price\nDE,ch\xE4t,1.50\n", "2  file_not_text"},
    };
    for (const auto& file : files) {
        const auto made = plan(file.text);
        EXPECT_THAT(codes(made), ElementsAre(file.mistake)) << file.text;
        EXPECT_EQ(made.offers, 0);
    }
}

TEST_P(PriceImportTest, LinesAndChangesAreBounded) {
    const auto* const two = "country,service,price\nDE,chat,0.50\nFR,chat,0.60\n";
    EXPECT_THAT(
        codes(plan(two, {.currency = "EUR", .lines_max = 1})), ElementsAre("3  lines_too_many")
    );
    EXPECT_THAT(
        codes(plan(two, {.currency = "EUR", .changes_max = 1})), ElementsAre("3  changes_too_many")
    );
    EXPECT_THAT(codes(plan(two, {.currency = "EUR", .lines_max = 2, .changes_max = 2})), IsEmpty());
}

TEST_P(PriceImportTest, AnotherPlanHasAnotherText) {
    const auto* const same = "country,service,price\nFR,chat,0.35\n";
    const auto before = plan(same);
    EXPECT_EQ(before.changes.size(), 0U);
    EXPECT_EQ(before.offers, 1);
    EXPECT_EQ(plan("price;service;country\r\n0.350000;chat;FR\r\n").canonical, before.canonical);
    EXPECT_NE(plan("country,service,price\nFR,chat,0.36\n").canonical, before.canonical);
    write([](db::Tx& tx) { EXPECT_TRUE(withdraw_offer(tx, "DE", "chat")); });
    EXPECT_EQ(plan(same).canonical, before.canonical) << "of an offer that is not in the file";
    write([](db::Tx& tx) { EXPECT_TRUE(set_price(tx, "FR", "chat", Money{360'000}, "EUR")); });
    EXPECT_NE(plan(same).canonical, before.canonical);
}

TEST_P(PriceImportTest, ABookListsOffersByServiceAndCountry) {
    db::read(database(), [](db::Tx& tx) {
        const PriceBook book{tx};
        const auto names = [](const std::vector<PriceBook::Offer>& offers) {
            std::vector<std::string> all;
            for (const auto& offer : offers)
                all.push_back(offer.service->slug + "/" + offer.country->code);
            return all;
        };
        EXPECT_THAT(names(book.of_their_own()), ElementsAre("chat/FR"));
        EXPECT_THAT(
            names(book.of(book.service("chat"), nullptr)), ElementsAre("chat/DE", "chat/FR")
        );
        EXPECT_THAT(
            names(book.of(nullptr, book.country("FR"))), ElementsAre("-shop/FR", "chat/FR")
        );
        EXPECT_EQ(book.service("fax"), nullptr);
    });
}

}  // namespace
}  // namespace otpost::catalog
