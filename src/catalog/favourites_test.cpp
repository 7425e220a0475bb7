// SPDX-License-Identifier: Apache-2.0
#include "catalog/favourites.hpp"

#include "catalog/catalog.hpp"
#include "catalog/favourites_sql.hpp"
#include "testing/store.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace otpost::catalog {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr AccountId ada{11};
constexpr AccountId bob{12};
constexpr Time start{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};

class FavouritesTest : public otpost::testing::EngineTest {
protected:
    template <class F>
    auto write(F work) {
        return db::write(database(), work);
    }

    void SetUp() override {
        write([](db::Tx& tx) {
            add_service(tx, "chat");
            add_service(tx, "shop");
        });
    }

    static void add_service(db::Tx& tx, const std::string& slug) {
        EXPECT_TRUE(put_service(tx, {0, slug, slug, "shopping", 2, Policy::allowed}));
    }

    Result<> keep(std::string_view service, AccountId account = ada) {
        now_ += std::chrono::seconds{1};
        return write([&](db::Tx& tx) { return keep_favourite(tx, account, service, now_); });
    }

    std::vector<std::string> kept(AccountId account = ada) {
        return db::read(database(), [&](db::Tx& tx) { return list_favourites(tx, account); });
    }

private:
    Time now_ = start;
};

INSTANTIATE_TEST_SUITE_P(
    Engines, FavouritesTest, otpost::testing::all_engines, otpost::testing::engine_name
);

TEST_P(FavouritesTest, StatementsPrepare) {
    otpost::testing::prepare_all(
        database(),
        {&sql::favourites::list_favourites,
         &sql::favourites::keep_favourite,
         &sql::favourites::drop_favourite}
    );
}

TEST_P(FavouritesTest, AreListedInTheOrderTheyWereKept) {
    EXPECT_TRUE(keep("shop"));
    EXPECT_TRUE(keep("chat"));
    EXPECT_TRUE(keep("shop"));
    EXPECT_THAT(kept(), ElementsAre("shop", "chat"));
    EXPECT_THAT(kept(bob), IsEmpty());
}

TEST_P(FavouritesTest, ADroppedOneIsGoneForItsAccountAlone) {
    EXPECT_TRUE(keep("chat"));
    EXPECT_TRUE(keep("chat", bob));
    for (int i = 0; i < 2; ++i)
        EXPECT_TRUE(write([](db::Tx& tx) { return drop_favourite(tx, ada, "chat"); }));
    EXPECT_THAT(kept(), IsEmpty());
    EXPECT_THAT(kept(bob), ElementsAre("chat"));
}

TEST_P(FavouritesTest, AnUnknownServiceIsRefused) {
    EXPECT_EQ(keep("fax").error().code, ErrorCode::service_unknown);
    const auto dropped = write([](db::Tx& tx) { return drop_favourite(tx, ada, "fax"); });
    EXPECT_EQ(dropped.error().code, ErrorCode::service_unknown);
}

TEST_P(FavouritesTest, ThereIsAnEndToThem) {
    write([](db::Tx& tx) {
        for (std::size_t i = 0; i < favourites_max; ++i) {
            const auto slug = fmt::format("s{}", i);
            add_service(tx, slug);
            EXPECT_TRUE(keep_favourite(tx, ada, slug, start));
        }
    });
    EXPECT_EQ(keep("chat").error().code, ErrorCode::validation_failed);
    EXPECT_TRUE(keep("s7"));
    EXPECT_EQ(kept().size(), favourites_max);
}

}  // namespace
}  // namespace otpost::catalog
