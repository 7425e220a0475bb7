// SPDX-License-Identifier: Apache-2.0
// The wallet: balance, what is held for open leases, and the statement with running balance.
#pragma once

#include "api/requests.hpp"
#include "api/route.hpp"
#include "api/views.hpp"
#include "ledger/ledger.hpp"

namespace otpost::api {

WalletView wallet_view(const ledger::Wallet& wallet);
TransferView transfer_view(const ledger::Line& line, std::string_view currency);

void add_wallet_routes(Routes& routes);

}  // namespace otpost::api
