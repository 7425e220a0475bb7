// SPDX-License-Identifier: Apache-2.0
// Leases and ledger that a forger made disagree: the difference is found and named.
#include "leases/verify.hpp"

#include "leases/lease_fixture.hpp"

#include <gmock/gmock.h>

namespace otpost::leases {
namespace {

using ::testing::HasSubstr;

class ForgedLeaseTest : public LeaseTest {
protected:
    void expect_difference(std::string_view where) {
        const auto report = verify(database());
        ASSERT_FALSE(report.ok()) << where;
        EXPECT_THAT(ledger::format(report), HasSubstr(where));
    }

    void set(const Lease& lease, std::string_view what) {
        run(fmt::format("UPDATE lease SET {} WHERE id = {}", what, lease.id.value()));
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, ForgedLeaseTest, testing::all_engines, testing::engine_name);

TEST_P(ForgedLeaseTest, I5_AStateWithoutItsTransfersIsFound) {
    const auto lease = open_one();
    set(lease, "status = 'received', code_received_at = 1");
    expect_difference(to_string(lease.id) + " (received): transfers");
    set(lease,
        "status = 'cancelled', code_received_at = NULL, closed_at = 1, close_reason = 'cancelled'");
    expect_difference("nothing");
    set(lease, "status = 'waiting', closed_at = NULL, close_reason = NULL");
    expect_whole_books();
}

TEST_P(ForgedLeaseTest, I5_AmountsAndPayeesAreCompared) {
    const auto lease = open_one();
    ASSERT_TRUE(code_for(lease));
    for (const auto& [forged, original] :
         std::initializer_list<std::pair<const char*, const char*>>{
             {"price = price + 1", "price = price - 1"},
             {"supplier_cost = supplier_cost + 1", "supplier_cost = supplier_cost - 1"},
             {"operator_share = operator_share + 1", "operator_share = operator_share - 1"},
             {"supplier_payable = supplier_payable + 1", "supplier_payable = supplier_payable - 1"},
             {"operator_payable = operator_payable + 1", "operator_payable = operator_payable - 1"},
             {"wallet_id = wallet_id + 1", "wallet_id = wallet_id - 1"},
         }) {
        SCOPED_TRACE(forged);
        set(lease, forged);
        expect_difference(to_string(lease.id));
        set(lease, original);
        expect_whole_books();
    }
}

TEST_P(ForgedLeaseTest, I3_AFeeThatStayedInEscrowIsFound) {
    const auto lease = open_one();
    run("DELETE FROM lease");
    expect_difference("of lease " + std::to_string(lease.id.value()));
}

TEST_P(ForgedLeaseTest, I3_ALeaseWithoutAFeeIsFound) {
    const auto lease = open_one();
    set(lease, "id = id + 1");
    expect_difference("of lease");
    set(lease, "id = id - 2");
    const auto second = open_for(ada);
    expect_difference("of lease");
    EXPECT_NE(second.id, lease.id);
}

}  // namespace
}  // namespace otpost::leases
