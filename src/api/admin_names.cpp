// SPDX-License-Identifier: Apache-2.0
#include "api/admin_names.hpp"

#include "api/schema/read.hpp"
#include "identity/accounts.hpp"

#include <algorithm>

namespace otpost::api {

const PersonView& AdminNames::person(AccountId id) {
    const auto known = people_.find(id);
    if (known != people_.end()) return known->second;
    PersonView view{.id = to_string(id), .public_id = {}, .username = {}};
    if (auto account = identity::find_account(tx_, id)) {
        view.public_id = std::move(account->public_id);
        view.username = std::move(account->username);
    }
    return people_.emplace(id, std::move(view)).first->second;
}

const std::vector<inventory::Supplier>& AdminNames::suppliers() {
    if (suppliers_.empty()) suppliers_ = inventory::list_suppliers(tx_);
    return suppliers_;
}

const inventory::Supplier* AdminNames::supplier(SupplierId id) {
    const auto& all = suppliers();
    const auto found = std::ranges::find(all, id, &inventory::Supplier::id);
    return found == all.end() ? nullptr : &*found;
}

const LedgerAccountNameView& AdminNames::ledger_account(std::int64_t id) {
    const auto known = accounts_.find(id);
    if (known != accounts_.end()) return known->second;
    return accounts_.emplace(id, name_of(id)).first->second;
}

LedgerAccountNameView AdminNames::name_of(std::int64_t id) {
    if (const auto account = ledger::house_account(id))
        return {.id = std::string{ledger::to_string(*account)}, .kind = "house"};
    if (const auto account = identity::find_account_by_wallet(tx_, WalletId{id}))
        return {
            .id = to_string(WalletId{id}),
            .kind = "wallet",
            .name = account->username,
            .account_id = to_string(account->id)
        };
    const auto name = to_string(ledger::PayableId{id});
    for (const auto& supplier : suppliers()) {
        if (supplier.payable_account == id)
            return {.id = name, .kind = "supplier_payable", .name = supplier.name};
        if (supplier.operator_account == id && supplier.operator_id) {
            const auto& person = this->person(*supplier.operator_id);
            return {
                .id = name,
                .kind = "operator_payable",
                .name = person.username,
                .account_id = person.id
            };
        }
    }
    return {.id = name, .kind = "supplier_payable"};
}

LedgerTransferView AdminNames::transfer(const ledger::Booked& booked) {
    const auto& transfer = booked.transfer;
    LedgerTransferView view{
        .id = to_string(transfer.id),
        .kind = transfer.kind,
        .amount = money_view(transfer.amount, booked.currency),
        .debit = ledger_account(transfer.debit),
        .credit = ledger_account(transfer.credit),
        .lease_id = {},
        .reason = transfer.reason,
        .booked_by = {},
        .booked_at = format_rfc3339(from_micros(transfer.booked_at))
    };
    if (transfer.lease) view.lease_id = to_string(LeaseId{*transfer.lease});
    if (transfer.actor) view.booked_by = person(AccountId{*transfer.actor});
    return view;
}

Result<std::optional<Time>> time_asked(
    const std::optional<std::string>& text, std::string_view field
) {
    if (!text) return std::optional<Time>{};
    const auto time = parse_rfc3339(*text);
    if (!time)
        return std::unexpected{schema::validation_error(
            {{std::string{field}, "must be a time such as 2026-11-22T09:30:00Z"}}
        )};
    return time;
}

}  // namespace otpost::api
