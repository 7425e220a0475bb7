// SPDX-License-Identifier: Apache-2.0
#include "api/admin_suppliers.hpp"

#include "api/admin_names.hpp"
#include "api/cursor.hpp"
#include "api/supplier_views.hpp"
#include "inventory/stock_count.hpp"
#include "leases/outcomes.hpp"
#include "messages/newest.hpp"

#include <algorithm>

namespace otpost::api {

namespace {

/// What a request looks at, however much there is.
constexpr std::int64_t leases_max = 10'000;
constexpr std::int64_t messages_max = 10'000;
constexpr std::int64_t numbers_max = 5'000;
constexpr int suppliers_max = 25;

constexpr auto window = std::chrono::days{7};

SupplierNumbersView numbers_view(const inventory::StockCount& stock) {
    return {stock.active, stock.paused, stock.retired, !stock.is_whole};
}

HouseSupplierView supplier_view(
    const inventory::Supplier& supplier, const suppliers::Directory& directory
) {
    HouseSupplierView view;
    view.slug = supplier.slug;
    view.name = supplier.name;
    view.kind = supplier.adapter;
    view.enabled = supplier.enabled;
    view.connected = directory.find(supplier.adapter, supplier.slug) != nullptr;
    return view;
}

void add_outcomes(HouseSupplierView& view, const leases::Outcomes& outcomes) {
    view.closed = outcomes.closed;
    view.delivered = outcomes.delivered;
    if (outcomes.closed > 0)
        view.success_rate =
            static_cast<double>(outcomes.delivered) / static_cast<double>(outcomes.closed);
}

Result<HouseSupplierListView> list_suppliers(
    db::Tx& tx, const Call& call, const PageRequest& request, const suppliers::Directory& directory
) {
    TRY(const auto after, position_of(request.cursor));
    TRY(const int asked, page_limit(request.limit));
    const auto limit = std::min(asked, suppliers_max);
    auto suppliers = inventory::list_suppliers(tx);
    std::ranges::sort(suppliers, {}, &inventory::Supplier::id);
    std::erase_if(suppliers, [&](const auto& supplier) {
        return after && supplier.id.value() <= *after;
    });
    const auto outcomes = leases::newest_outcomes(tx, call.moment.now - window, leases_max);
    const auto messages = messages::newest_messages(tx, messages_max);
    AdminNames names{tx};
    HouseSupplierListView view;
    view.leases_since = format_rfc3339(outcomes.since);
    view.messages_since = optional_time(messages.since);
    for (const auto& supplier : suppliers) {
        if (std::ssize(view.items) == limit) break;
        auto& item = view.items.emplace_back(supplier_view(supplier, directory));
        if (supplier.operator_id) item.operator_account = names.person(*supplier.operator_id);
        item.numbers = numbers_view(inventory::count_numbers(tx, supplier.id, numbers_max));
        if (const auto found = outcomes.suppliers.find(supplier.id);
            found != outcomes.suppliers.end())
            add_outcomes(item, found->second);
        if (const auto found = messages.suppliers.find(supplier.id);
            found != messages.suppliers.end())
            item.last_message_at = format_rfc3339(found->second);
    }
    const auto shown = std::ssize(view.items);
    if (shown > 0 && shown < std::ssize(suppliers))
        view.next_cursor =
            position_cursor(suppliers[static_cast<std::size_t>(shown) - 1].id.value());
    return view;
}

}  // namespace

void add_admin_supplier_routes(Routes& routes, const suppliers::Directory& directory) {
    routes.query<PageRequest, HouseSupplierListView>(
        {.method = net::Method::get,
         .path = "/v1/admin/suppliers",
         .operation = "list_suppliers",
         .summary = "Suppliers with their numbers and how often a code came lately",
         .access = Access::admins,
         .scope = identity::Scope::admin_read},
        [&directory](db::Tx& tx, const Call& call, const PageRequest& request) {
            return list_suppliers(tx, call, request, directory);
        }
    );
}

}  // namespace otpost::api
