// SPDX-License-Identifier: Apache-2.0
#include "leases/lookup.hpp"

#include "leases/lease_fixture.hpp"

#include <gmock/gmock.h>

namespace otpost::leases {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class LeaseLookupTest : public LeaseTest {
protected:
    LookupPage find(const Lookup& query) {
        return read([&](db::Tx& tx) { return look_up(tx, query); });
    }

    std::vector<LeaseId> found(const Lookup& query) {
        std::vector<LeaseId> ids;
        for (const auto& lease : find(query).leases) ids.push_back(lease.id);
        return ids;
    }

    /// Both customers, both services, a minute apart: a1 chat, b1 chat, a2 shop.
    void open_three() {
        add_numbers(5);
        top_up(ada, Money{10'000'000});
        top_up(bob, Money{10'000'000});
        a1 = open_for(ada).id;
        clock_.advance(std::chrono::minutes{1});
        b1 = open_for(bob).id;
        clock_.advance(std::chrono::minutes{1});
        a2 = open_for(ada, "shop").id;
    }

    LeaseId a1, b1, a2;
};

INSTANTIATE_TEST_SUITE_P(Engines, LeaseLookupTest, testing::all_engines, testing::engine_name);

TEST_P(LeaseLookupTest, FindsByEachFilterNewestFirst) {
    open_three();
    act(cancel, *read([&](db::Tx& tx) { return find_any(tx, b1); }));
    EXPECT_THAT(found({}), ElementsAre(a2, b1, a1));
    EXPECT_THAT(found({.account = ada.account}), ElementsAre(a2, a1));
    EXPECT_THAT(found({.filter = StatusFilter::live}), ElementsAre(a2, a1));
    EXPECT_THAT(found({.filter = StatusFilter::closed}), ElementsAre(b1));
    EXPECT_THAT(found({.filter = StatusFilter::cancelled}), ElementsAre(b1));
    EXPECT_THAT(
        found({.filter = StatusFilter::waiting, .account = ada.account, .service = "chat"}),
        ElementsAre(a1)
    );
    EXPECT_THAT(found({.service = "chat"}), ElementsAre(b1, a1));
    EXPECT_THAT(found({.country = "FR"}), IsEmpty());
    EXPECT_THAT(found({.supplier = supplier_}), ElementsAre(a2, b1, a1));
    EXPECT_THAT(found({.supplier = SupplierId{1}}), IsEmpty());
}

TEST_P(LeaseLookupTest, FindsByTheTimeOfOpening) {
    open_three();
    const auto minute = std::chrono::minutes{1};
    EXPECT_THAT(found({.from = now() - minute}), ElementsAre(a2, b1));
    EXPECT_THAT(found({.until = now() - minute}), ElementsAre(a1));
    EXPECT_THAT(found({.from = now() - minute, .until = now()}), ElementsAre(b1));
    EXPECT_THAT(found({.account = ada.account, .until = now()}), ElementsAre(a1));
    clock_.advance(std::chrono::hours{24 * 400});
    EXPECT_THAT(found({.from = now() - minute}), IsEmpty());
    EXPECT_FALSE(find({.from = now() - minute, .stretch = 1}).next)
        << "nothing older can be of that time";
}

TEST_P(LeaseLookupTest, PagesHaveEachLeaseOnce) {
    open_three();
    for (const auto& account : {std::optional<AccountId>{}, std::optional{ada.account}}) {
        std::vector<LeaseId> all;
        Lookup query{.account = account, .limit = 1};
        do {
            const auto page = find(query);
            for (const auto& lease : page.leases) all.push_back(lease.id);
            query.before = page.next;
        } while (query.before);
        if (account)
            EXPECT_THAT(all, ElementsAre(a2, a1));
        else
            EXPECT_THAT(all, ElementsAre(a2, b1, a1));
    }
}

TEST_P(LeaseLookupTest, AStretchWithoutAMatchSaysWhereItEnded) {
    open_three();
    for (const auto& account : {std::optional<AccountId>{}, std::optional{ada.account}}) {
        Lookup query{.account = account, .service = "chat", .stretch = 1};
        const auto first = find(query);
        EXPECT_THAT(first.leases, IsEmpty());
        EXPECT_EQ(first.next, a2);
        EXPECT_EQ(first.looked_back_to, now());
        query.before = first.next;
        query.stretch = 10;
        const auto rest = find(query);
        EXPECT_EQ(rest.leases.size(), account ? 1U : 2U);
        EXPECT_FALSE(rest.next);
        EXPECT_FALSE(rest.looked_back_to);
    }
}

}  // namespace
}  // namespace otpost::leases
