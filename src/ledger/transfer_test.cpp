// SPDX-License-Identifier: Apache-2.0
#include "ledger/transfer.hpp"

#include "crypto/encoding.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <set>

namespace otpost::ledger {
namespace {

Transfer some_transfer() {
    return {
        .id = TransferId{11},
        .wallet = WalletId{12},
        .chain_seq = 13,
        .debit = 14,
        .credit = 15,
        .amount = Money{16},
        .kind = "lease",
        .lease = 17,
        .slot = 0,
        .reason = "by hand",
        .actor = 18,
        .balance_after = Money{19},
        .booked_at = 20,
        .hash = {}
    };
}

std::string hash_of(const Transfer& transfer) {
    return crypto::hex(chain_hash("before", transfer));
}

TEST(TransferTest, I10_TheHashCoversEveryField) {
    const std::function<void(Transfer&)> changes[] = {
        [](Transfer& t) { t.id = TransferId{99}; },
        [](Transfer& t) { t.wallet = WalletId{99}; },
        [](Transfer& t) { t.chain_seq = 99; },
        [](Transfer& t) { t.debit = 99; },
        [](Transfer& t) { t.credit = 99; },
        [](Transfer& t) { t.amount = Money{99}; },
        [](Transfer& t) { t.kind = "refund"; },
        [](Transfer& t) { t.lease = 99; },
        [](Transfer& t) { t.lease = std::nullopt; },
        [](Transfer& t) { t.slot = 1; },
        [](Transfer& t) { t.slot = std::nullopt; },
        [](Transfer& t) { t.reason = "by another hand"; },
        [](Transfer& t) { t.reason = std::nullopt; },
        [](Transfer& t) { t.actor = 99; },
        [](Transfer& t) { t.actor = std::nullopt; },
        [](Transfer& t) { t.balance_after = Money{99}; },
        [](Transfer& t) { t.booked_at = 99; },
    };
    std::set<std::string> hashes{hash_of(some_transfer())};
    hashes.insert(crypto::hex(chain_hash("another before", some_transfer())));
    for (const auto& change : changes) {
        Transfer changed = some_transfer();
        change(changed);
        hashes.insert(hash_of(changed));
    }
    EXPECT_EQ(hashes.size(), std::size(changes) + 2);
}

TEST(TransferTest, I10_AnAbsentFieldIsNotTheNextOne) {
    Transfer of_lease = some_transfer();
    of_lease.slot = std::nullopt;
    Transfer of_slot = some_transfer();
    of_slot.slot = of_slot.lease;
    of_slot.lease = std::nullopt;
    EXPECT_NE(hash_of(of_lease), hash_of(of_slot));
}

/// Chains are stored: another form would break every ledger there is.
TEST(TransferTest, I10_TheHashStaysAsItIs) {
    EXPECT_EQ(
        hash_of(some_transfer()), "206bd58d410b17520dd88c80e1777f59bdc678e8c66423e86e4558a8d7be39e5"
    );
}

}  // namespace
}  // namespace otpost::ledger
