// SPDX-License-Identifier: Apache-2.0
// A ledger from before a wallet's transfers lay together is the same ledger afterwards.
#include "db/migrate.hpp"
#include "ledger/ledger_fixture.hpp"
#include "ledger/verify.hpp"

#include <gmock/gmock.h>

#include <vector>

namespace otpost::ledger {
namespace {

constexpr std::int64_t version_before = 12;

class TransferMigrationTest : public LedgerTest {
protected:
    void SetUp() override {
        store().erase();
        std::vector<db::Migration> before;
        for (const auto& migration : db::embedded_migrations())
            if (migration.version <= version_before) before.push_back(migration);
        db::migrate(database(), Time{}, before);
        LedgerTest::SetUp();
    }

    std::vector<std::int64_t> positions() {
        std::vector<std::int64_t> found;
        for (const Line& line : read_statement({})) found.push_back(line.position);
        return found;
    }
};

INSTANTIATE_TEST_SUITE_P(
    Engines, TransferMigrationTest, testing::all_engines, testing::engine_name
);

TEST_P(TransferMigrationTest, I10_TheChainIsTheSameAndGoesOn) {
    constexpr LeaseId first{1};
    ASSERT_TRUE(top_up(Money{1'000}));
    ASSERT_TRUE(hold(first, Money{300}));
    ASSERT_TRUE(hold(LeaseId{2}, Money{200}));
    settle(first, Money{300}, Money{100}, Money{60});
    const auto before = positions();
    db::migrate(database(), Time{});
    EXPECT_EQ(positions(), before);
    const auto migrated = verify(database());
    EXPECT_TRUE(migrated.ok()) << format(migrated);
    EXPECT_EQ(migrated.transfers, 6);

    refund(LeaseId{2}, Money{200});
    EXPECT_EQ(balance(), Money{700});
    EXPECT_THROW(refund(LeaseId{2}, Money{200}), db::Conflict);
    EXPECT_ANY_THROW(run("UPDATE transfer SET amount = 5"));
    EXPECT_ANY_THROW(run("DELETE FROM transfer"));
    EXPECT_TRUE(verify(database()).ok());
}

}  // namespace
}  // namespace otpost::ledger
