// SPDX-License-Identifier: Apache-2.0
// The names behind ids on administrators' pages: of accounts, suppliers and ledger accounts, each
// read once for a page.
#pragma once

#include "api/admin_views.hpp"
#include "api/ledger_views.hpp"
#include "inventory/supplier.hpp"
#include "ledger/explorer.hpp"

#include <string>
#include <unordered_map>
#include <vector>

namespace otpost::api {

class AdminNames {
public:
    explicit AdminNames(db::Tx& tx) : tx_(tx) {}

    const PersonView& person(AccountId id);

    /// Null: unknown.
    const inventory::Supplier* supplier(SupplierId id);

    const LedgerAccountNameView& ledger_account(std::int64_t id);

    LedgerTransferView transfer(const ledger::Booked& booked);

private:
    const std::vector<inventory::Supplier>& suppliers();
    LedgerAccountNameView name_of(std::int64_t id);

    db::Tx& tx_;
    std::unordered_map<AccountId, PersonView> people_;
    std::unordered_map<std::int64_t, LedgerAccountNameView> accounts_;
    std::vector<inventory::Supplier> suppliers_;
};

/// A time of a request, such as `from`.
Result<std::optional<Time>> time_asked(
    const std::optional<std::string>& text, std::string_view field
);

}  // namespace otpost::api
