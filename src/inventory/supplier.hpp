// SPDX-License-Identifier: Apache-2.0
// Where numbers come from, and what is owed for a code. Secrets of a supplier (webhook keys,
// provider tokens) are never in the store: a row has only the name under which the configuration
// keeps them.
#pragma once

#include "base/error.hpp"
#include "base/id.hpp"
#include "base/moment.hpp"
#include "base/money.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::inventory {

struct Supplier {
    SupplierId id;
    std::string slug;
    std::string adapter;  ///< `demo`, `http`, `twilio`: a folder of suppliers/
    std::string name;
    bool enabled = true;
    std::optional<std::string> secret_ref;         ///< name of its secret in the configuration
    std::int64_t payable_account = 0;              ///< ledger account of what the supplier is owed
    std::optional<AccountId> operator_id;          ///< whose numbers these are; null: the house's
    std::optional<std::int64_t> operator_account;  ///< ledger account of the operator's earnings
    int operator_share_bp = 0;                     ///< basis points of the price, 0 to 10,000
    Money cost_per_code;
};

/// `id` is not looked at: the new one is returned. Refuses validation_failed, and conflict when
/// the slug is taken.
Result<SupplierId> add_supplier(db::Tx& tx, const Moment& moment, const Supplier& supplier);

std::optional<Supplier> find_supplier(db::Tx& tx, SupplierId supplier);
std::optional<Supplier> supplier_by_slug(db::Tx& tx, std::string_view slug);
std::optional<Supplier> supplier_of_operator(db::Tx& tx, AccountId operator_id);
std::vector<Supplier> list_suppliers(db::Tx& tx);

/// Oldest first.
std::vector<Supplier> list_suppliers_of_operator(db::Tx& tx, AccountId operator_id);

/// Name, secret_ref, share and cost of the supplier with this id; the rest stays as it was.
Result<> update_supplier(db::Tx& tx, const Supplier& supplier);

/// Takes all its numbers out of the offers, or brings the active ones back. One statement over all
/// their free rows: an act of an admin, not of a request.
Result<> disable_supplier(db::Tx& tx, SupplierId supplier, Time now);
Result<> enable_supplier(db::Tx& tx, SupplierId supplier, Time now);

}  // namespace otpost::inventory
