// SPDX-License-Identifier: Apache-2.0
#include "chains.hpp"

#include "base/id.hpp"
#include "db/open.hpp"

namespace otpost::histories {

namespace {

constexpr db::Statement chain_of_account{
    "histories.chain_of_account",
    "SELECT t.id, t.kind, t.lease_id, t.amount, t.balance_after, t.reason "
    "FROM transfer t JOIN account a ON a.wallet_id = t.wallet_id "
    "WHERE a.id = $1 ORDER BY t.chain_seq"
};

Transfer read_transfer(const db::Row& row) {
    Transfer transfer;
    transfer.id = row.int64(0);
    transfer.kind = row.text(1);
    if (!row.is_null(2)) transfer.lease = row.int64(2);
    transfer.amount = row.int64(3);
    transfer.balance_after = row.int64(4);
    if (!row.is_null(5)) transfer.reason = row.text(5);
    return transfer;
}

}  // namespace

std::vector<Chain> read_chains(
    const crash::House& house, const std::vector<std::string>& account_ids
) {
    const auto database = db::open(db::parse_store_url(house.store()).value());
    std::vector<Chain> chains;
    for (const std::string& id : account_ids) {
        const auto account = parse<AccountTag>(id);
        chains.push_back(db::read(*database, [&](db::Tx& tx) {
            return tx.all(chain_of_account, read_transfer, account.value());
        }));
    }
    return chains;
}

}  // namespace otpost::histories
