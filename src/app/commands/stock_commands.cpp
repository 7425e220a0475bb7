// SPDX-License-Identifier: Apache-2.0
#include "app/commands/shared.hpp"
#include "app/secrets.hpp"
#include "audit/audit.hpp"
#include "catalog/seed.hpp"
#include "identity/accounts.hpp"
#include "inventory/inventory.hpp"
#include "inventory/supplier.hpp"
#include "ledger/ledger.hpp"

#include <fmt/format.h>

#include <utility>

namespace otpost::app {

namespace {

Result<std::size_t> import_into(
    db::Tx& tx, Table table, std::string_view csv, std::string_view currency
) {
    switch (table) {
        case Table::countries:
            return catalog::import_countries(tx, csv);
        case Table::services: {
            auto imported = catalog::import_services(tx, csv);
            if (imported) inventory::open_allowed_services(tx);
            return imported;
        }
        case Table::prices:
            return catalog::import_prices(tx, csv, currency);
    }
    std::unreachable();
}

std::string export_from(db::Tx& tx, Table table) {
    switch (table) {
        case Table::countries:
            return catalog::export_countries(tx);
        case Table::services:
            return catalog::export_services(tx);
        case Table::prices:
            return catalog::export_prices(tx);
    }
    std::unreachable();
}

Result<SupplierId> add_supplier_here(
    db::Tx& tx, OpenedStore& store, const SupplierOptions& options
) {
    const Moment moment = store.moment();
    const auto cost = parse_amount(options.cost_per_code);
    if (!cost) return refuse(ErrorCode::amount_invalid, "--cost must be a decimal such as 0.02");
    inventory::Supplier supplier;
    supplier.slug = options.slug;
    supplier.adapter = options.adapter;
    supplier.name = options.name.empty() ? options.slug : options.name;
    supplier.secret_ref = options.secret_ref.empty() ? options.slug : options.secret_ref;
    supplier.cost_per_code = *cost;
    supplier.operator_share_bp = options.operator_share_bp;
    supplier.payable_account =
        ledger::open_payable(
            tx, ledger::PayableClass::supplier, moment.ids.next(), store.config.currency, moment.ids
        )
            .value();
    if (!options.operator_email.empty()) {
        const auto owner = identity::find_account_by_email(tx, options.operator_email);
        if (!owner)
            return refuse(ErrorCode::not_found, "There is no account with the operator's email.");
        supplier.operator_id = owner->id;
        supplier.operator_account = ledger::open_payable(
                                        tx,
                                        ledger::PayableClass::operator_,
                                        owner->id.value(),
                                        store.config.currency,
                                        moment.ids
        )
                                        .value();
    }
    return inventory::add_supplier(tx, moment, supplier);
}

std::string_view name_of(Table table) {
    switch (table) {
        case Table::countries:
            return "countries";
        case Table::services:
            return "services";
        case Table::prices:
            return "prices";
    }
    std::unreachable();
}

/// The last of what a command does in its transaction.
void record(
    db::Tx& tx, OpenedStore& store, audit::Action action, audit::Object object, std::string detail
) {
    const audit::Entry entry{
        .action = action,
        .actor = audit::Actor::command_line(),
        .object = std::move(object),
        .detail = std::move(detail)
    };
    audit::append(tx, entry, store.moment());
}

}  // namespace

int import_table(const CommonOptions& common, Table table, const std::string& file) {
    const auto csv = read_file(file);
    if (!csv) return complain(csv.error());
    return with_store(common, db::Access::read_write, [&](OpenedStore& store) {
        const auto count = db::write(*store.database, [&](db::Tx& tx) -> Result<std::size_t> {
            TRY(const auto lines, import_into(tx, table, *csv, store.config.currency));
            record(
                tx,
                store,
                audit::Action::catalog_imported,
                {"table", std::string{name_of(table)}},
                fmt::format("{} lines", lines)
            );
            return lines;
        });
        if (!count) return complain(count.error());
        fmt::print("{} lines taken in\n", *count);
        return 0;
    });
}

int export_table(const CommonOptions& common, Table table) {
    return with_store(common, db::Access::read_only, [&](OpenedStore& store) {
        fmt::print("{}", db::read(*store.database, [&](db::Tx& tx) {
                       return export_from(tx, table);
                   }));
        return 0;
    });
}

int add_supplier(const CommonOptions& common, const SupplierOptions& options) {
    const std::string secret = options.secret_ref.empty() ? options.slug : options.secret_ref;
    if (!is_secret_name(secret))
        return complain({ErrorCode::invalid_request, "--secret must be the name of a file", {}, {}}
        );
    return with_store(common, db::Access::read_write, [&](OpenedStore& store) {
        const auto added = db::write(*store.database, [&](db::Tx& tx) -> Result<SupplierId> {
            TRY(const auto id, add_supplier_here(tx, store, options));
            record(
                tx,
                store,
                audit::Action::supplier_added,
                {"supplier", options.slug},
                fmt::format("{} by {}", to_string(id), options.adapter)
            );
            return id;
        });
        if (!added) return complain(added.error());
        if (options.adapter == "http") ensure_secret(store.config.data, secret, store.random);
        fmt::print(
            "{} added; its secret is in {}\nwebhook: /ingest/{}/{}\n",
            to_string(*added),
            (store.config.data / "secrets" / secret).string(),
            options.adapter,
            options.slug
        );
        return 0;
    });
}

int import_numbers(
    const CommonOptions& common,
    const std::string& supplier,
    const std::string& by,
    const std::string& file
) {
    const auto csv = read_file(file);
    if (!csv) return complain(csv.error());
    return with_store(common, db::Access::read_write, [&](OpenedStore& store) {
        const auto count = db::write(*store.database, [&](db::Tx& tx) -> Result<std::size_t> {
            const auto row = inventory::supplier_by_slug(tx, supplier);
            if (!row)
                return refuse(
                    ErrorCode::supplier_unknown, "There is no supplier " + supplier + "."
                );
            const auto account = identity::find_account_by_email(tx, by);
            if (!account)
                return refuse(
                    ErrorCode::not_found, "There is no account with the email " + by + "."
                );
            TRY(const auto lines,
                inventory::import_numbers(tx, store.moment(), row->id, account->id, *csv));
            record(
                tx,
                store,
                audit::Action::numbers_imported,
                {"supplier", supplier},
                fmt::format("{} lines, attested by {}", lines, to_string(account->id))
            );
            return lines;
        });
        if (!count) return complain(count.error());
        fmt::print("{} numbers taken in\n", *count);
        return 0;
    });
}

}  // namespace otpost::app
