// SPDX-License-Identifier: Apache-2.0
// Transfers of all wallets by what administrators ask for. One search looks at a bounded stretch of
// transfers, newest first: it may find few of them, or none, and say where to go on.
#pragma once

#include "base/id.hpp"
#include "base/time.hpp"
#include "db/database.hpp"
#include "ledger/transfer.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::ledger {

/// `escrow`, `revenue` and so on.
std::string_view to_string(HouseAccount account);

/// The account of the house with this number; null: it is somebody's.
std::optional<HouseAccount> house_account(std::int64_t id);

/// A house account, a wallet (`wa_…`) or a payable (`pa_…`) by its name outside.
struct AccountName {
    enum class Kind { house, wallet, payable };
    Kind kind = Kind::house;
    std::int64_t id = 0;
};

std::optional<AccountName> parse_account(std::string_view text);

/// A transfer and what its amounts are in.
struct Booked {
    Transfer transfer;
    std::string currency;
};

struct TransferSearch {
    std::optional<AccountName> account{};  ///< debited or credited
    std::optional<TransferKind> kind{};
    std::optional<Time> from{};          ///< booked then or later
    std::optional<Time> until{};         ///< booked before
    std::optional<TransferId> before{};  ///< `TransferPage::next` of the page before
    int limit = 50;
    int stretch = 10'000;  ///< how many transfers are looked at
};

struct TransferPage {
    std::vector<Booked> transfers;  ///< newest first
    std::optional<TransferId> next;
    /// The stretch ended here, before the page was full; what was booked earlier was not looked at.
    std::optional<Time> looked_back_to;
};

TransferPage search_transfers(db::Tx& tx, const TransferSearch& query);

/// In the order in which they were booked.
std::vector<Booked> transfers_of_lease(db::Tx& tx, LeaseId lease);

std::optional<Booked> find_transfer(db::Tx& tx, TransferId transfer);

}  // namespace otpost::ledger
