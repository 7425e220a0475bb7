// SPDX-License-Identifier: Apache-2.0
#include "inventory/supplier.hpp"

#include "catalog/words.hpp"
#include "inventory/supplier_sql.hpp"

namespace otpost::inventory {

namespace {

constexpr std::size_t longest_name = 100;
constexpr int whole_share = 10'000;

Supplier supplier_from_row(const db::Row& row) {
    Supplier supplier;
    supplier.id = row.id<SupplierId>(0);
    supplier.slug = row.text(1);
    supplier.adapter = row.text(2);
    supplier.name = row.text(3);
    supplier.enabled = row.boolean(4);
    if (!row.is_null(5)) supplier.secret_ref = std::string{row.text(5)};
    supplier.payable_account = row.int64(6);
    if (!row.is_null(7)) supplier.operator_id = row.id<AccountId>(7);
    supplier.operator_account = row.optional_int64(8);
    supplier.operator_share_bp = static_cast<int>(row.int64(9));
    supplier.cost_per_code = Money{row.int64(10)};
    return supplier;
}

std::vector<FieldError> term_mistakes(const Supplier& supplier) {
    std::vector<FieldError> fields;
    if (supplier.name.empty() || supplier.name.size() > longest_name) {
        fields.push_back({"name", "must have 1 to 100 bytes of text"});
    }
    if (supplier.operator_share_bp < 0 || supplier.operator_share_bp > whole_share) {
        fields.push_back({"operator_share_bp", "must be between 0 and 10000"});
    }
    if (supplier.cost_per_code.is_negative()) {
        fields.push_back({"cost_per_code", "must not be negative"});
    }
    return fields;
}

std::vector<FieldError> mistakes(const Supplier& supplier) {
    auto fields = term_mistakes(supplier);
    if (!catalog::is_slug(supplier.slug)) {
        fields.push_back({"slug", "must have 1 to 40 small letters, digits, '-' or '_'"});
    }
    if (!catalog::is_slug(supplier.adapter)) {
        fields.push_back({"adapter", "must be the name of an adapter, such as http"});
    }
    if (supplier.operator_id.has_value() != supplier.operator_account.has_value()) {
        fields.push_back({"operator_account", "must be there exactly when there is an operator"});
    }
    return fields;
}

std::unexpected<Error> supplier_unknown() {
    return refuse(
        ErrorCode::supplier_unknown, "There is no such supplier. Choose one of the supplier list."
    );
}

}  // namespace

Result<SupplierId> add_supplier(db::Tx& tx, const Moment& moment, const Supplier& supplier) {
    if (auto fields = mistakes(supplier); !fields.empty()) {
        return catalog::refuse_fields(std::move(fields));
    }
    const auto id = moment.ids.make<SupplierId>();
    const auto added = tx.exec(
        sql::supplier::insert_supplier,
        id,
        supplier.slug,
        supplier.adapter,
        supplier.name,
        supplier.enabled,
        supplier.secret_ref,
        supplier.payable_account,
        supplier.operator_id,
        supplier.operator_account,
        supplier.operator_share_bp,
        supplier.cost_per_code
    );
    if (added == 0) {
        return refuse(ErrorCode::conflict, "A supplier has this slug already. Choose another.");
    }
    return id;
}

std::optional<Supplier> find_supplier(db::Tx& tx, SupplierId supplier) {
    return tx.one(sql::supplier::find_supplier, supplier_from_row, supplier);
}

std::optional<Supplier> supplier_by_slug(db::Tx& tx, std::string_view slug) {
    if (!catalog::is_slug(slug)) return std::nullopt;
    return tx.one(sql::supplier::supplier_by_slug, supplier_from_row, slug);
}

std::optional<Supplier> supplier_of_operator(db::Tx& tx, AccountId operator_id) {
    return tx.one(sql::supplier::supplier_of_operator, supplier_from_row, operator_id);
}

std::vector<Supplier> list_suppliers(db::Tx& tx) {
    return tx.all(sql::supplier::list_suppliers, supplier_from_row);
}

std::vector<Supplier> list_suppliers_of_operator(db::Tx& tx, AccountId operator_id) {
    return tx.all(sql::supplier::list_suppliers_of_operator, supplier_from_row, operator_id);
}

Result<> update_supplier(db::Tx& tx, const Supplier& supplier) {
    if (auto fields = term_mistakes(supplier); !fields.empty()) {
        return catalog::refuse_fields(std::move(fields));
    }
    const auto updated = tx.exec(
        sql::supplier::update_supplier,
        supplier.id,
        supplier.name,
        supplier.secret_ref,
        supplier.operator_share_bp,
        supplier.cost_per_code
    );
    if (updated == 0) return supplier_unknown();
    return {};
}

Result<> disable_supplier(db::Tx& tx, SupplierId supplier, Time now) {
    if (tx.exec(sql::supplier::set_supplier_enabled, supplier, false) == 0) {
        return supplier_unknown();
    }
    tx.exec(sql::supplier::withhold_supplier_numbers, supplier);
    tx.exec(sql::supplier::pause_supplier_rows, supplier, now);
    return {};
}

Result<> enable_supplier(db::Tx& tx, SupplierId supplier, Time now) {
    if (tx.exec(sql::supplier::set_supplier_enabled, supplier, true) == 0) {
        return supplier_unknown();
    }
    tx.exec(sql::supplier::offer_supplier_numbers, supplier);
    tx.exec(sql::supplier::resume_supplier_rows, supplier, now);
    return {};
}

}  // namespace otpost::inventory
