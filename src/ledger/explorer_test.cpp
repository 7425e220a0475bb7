// SPDX-License-Identifier: Apache-2.0
#include "ledger/explorer.hpp"

#include "ledger/ledger_fixture.hpp"

#include <gmock/gmock.h>

namespace otpost::ledger {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ExplorerTest : public LedgerTest {
protected:
    static constexpr LeaseId lease{41};
    static constexpr LeaseId other{42};

    void SetUp() override {
        LedgerTest::SetUp();
        ASSERT_TRUE(top_up(Money{9'000'000}));
        ASSERT_TRUE(hold(lease, Money{2'000'000}));
        clock_.advance(std::chrono::minutes{1});
        settle(lease, Money{2'000'000}, Money{50'000}, Money{70'000});
        ASSERT_TRUE(hold(other, Money{1'000'000}));
        refund(other, Money{1'000'000});
    }

    TransferPage find(const TransferSearch& query) {
        return db::read(database(), [&](db::Tx& tx) { return search_transfers(tx, query); });
    }

    static std::vector<std::string> kinds(const std::vector<Booked>& transfers) {
        std::vector<std::string> all;
        for (const auto& booked : transfers) all.push_back(booked.transfer.kind);
        return all;
    }

    std::vector<std::string> found(const TransferSearch& query) {
        return kinds(find(query).transfers);
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, ExplorerTest, testing::all_engines, testing::engine_name);

TEST_P(ExplorerTest, FindsByAccountKindAndTimeNewestFirst) {
    EXPECT_THAT(
        found({}),
        ElementsAre(
            "refund", "lease", "operator_share", "supplier_cost", "settle", "lease", "top_up"
        )
    );
    EXPECT_THAT(found({.account = parse_account("revenue")}), ElementsAre("settle"));
    EXPECT_THAT(
        found({.account = parse_account("escrow")}),
        ElementsAre("refund", "lease", "settle", "lease")
    );
    EXPECT_THAT(
        found({.account = parse_account(to_string(supplier))}), ElementsAre("supplier_cost")
    );
    EXPECT_THAT(
        found({.account = parse_account(to_string(wallet))}),
        ElementsAre("refund", "lease", "lease", "top_up")
    );
    EXPECT_THAT(found({.kind = TransferKind::lease}), ElementsAre("lease", "lease"));
    EXPECT_THAT(
        found({.account = parse_account(to_string(wallet)), .kind = TransferKind::top_up}),
        ElementsAre("top_up")
    );
    EXPECT_THAT(found({.until = clock_.now()}), ElementsAre("lease", "top_up"));
    EXPECT_EQ(found({.from = clock_.now()}).size(), 5U);
    EXPECT_THAT(found({.from = clock_.now() + std::chrono::hours{1}}), IsEmpty());
    EXPECT_EQ(find({}).transfers.front().currency, "EUR");
}

TEST_P(ExplorerTest, PagesHaveEachTransferOnce) {
    for (const auto* account : {"", "wa_21"}) {
        TransferSearch query{.account = parse_account(account), .limit = 1};
        std::vector<Booked> all;
        do {
            const auto page = find(query);
            all.insert(all.end(), page.transfers.begin(), page.transfers.end());
            query.before = page.next;
        } while (query.before);
        query.limit = 50;
        EXPECT_EQ(kinds(all), found(query)) << account;
    }
}

TEST_P(ExplorerTest, AStretchWithoutAMatchSaysWhereItEnded) {
    for (const auto* account : {"", "wa_21"}) {
        TransferSearch query{
            .account = parse_account(account), .kind = TransferKind::top_up, .stretch = 2
        };
        const auto first = find(query);
        EXPECT_THAT(first.transfers, IsEmpty());
        EXPECT_EQ(first.looked_back_to, clock_.now());
        query.before = first.next;
        query.stretch = 10;
        const auto rest = find(query);
        EXPECT_THAT(kinds(rest.transfers), ElementsAre("top_up"));
        EXPECT_FALSE(rest.next);
    }
}

TEST_P(ExplorerTest, W4_ALeaseHasItsTransfersInTheirOrder) {
    const auto of = [&](LeaseId id) {
        return db::read(database(), [&](db::Tx& tx) { return kinds(transfers_of_lease(tx, id)); });
    };
    EXPECT_THAT(of(lease), ElementsAre("lease", "settle", "supplier_cost", "operator_share"));
    EXPECT_THAT(of(other), ElementsAre("lease", "refund"));
    EXPECT_THAT(of(LeaseId{43}), IsEmpty());
}

TEST(LedgerAccountNames, AreReadAsTheyAreShown) {
    for (const auto* name : {"escrow", "revenue", "clearing_manual"})
        EXPECT_EQ(to_string(house_account(parse_account(name)->id).value()), name);
    EXPECT_EQ(parse_account("wa_7")->id, 7);
    EXPECT_EQ(parse_account("pa_8")->kind, AccountName::Kind::payable);
    for (const auto* name : {"", "1", "wa_", "ac_7", "Escrow"}) EXPECT_FALSE(parse_account(name));
}

}  // namespace
}  // namespace otpost::ledger
