// SPDX-License-Identifier: Apache-2.0
#include "api/operator_numbers.hpp"

#include "api/audit_entries.hpp"
#include "api/auth.hpp"
#include "api/cursor.hpp"
#include "api/operator_rules.hpp"
#include "base/phone.hpp"
#include "db/async.hpp"
#include "inventory/bringing.hpp"
#include "inventory/opening.hpp"
#include "inventory/supplier.hpp"
#include "leases/supply.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace otpost::api {

namespace {

using identity::Scope;
using inventory::NumberStatus;
using inventory::Opening;
using leases::SuppliedNumber;
using net::Method;

std::string_view state_of(const SuppliedNumber& number) {
    if (number.status == NumberStatus::retired) return "retired";
    if (number.open_leases > 0) return "leased";
    if (number.status == NumberStatus::paused) return "paused";
    if (!number.leasable) return "withheld";
    if (number.services_open <= 0) return "exhausted";
    return number.services_resting >= number.services_open ? "resting" : "available";
}

OperatorNumberView view_of(const SuppliedNumber& number, const CatalogNames& names) {
    const auto phone = PhoneNumber::parse(number.e164);
    return {
        .id = to_string(number.id),
        .number = number.e164,
        .number_national = phone ? phone->national_digits() : number.e164,
        .country = number.country,
        .country_name = names.country(number.country),
        .supplier_id = to_string(number.supplier),
        .status = std::string{inventory::to_string(number.status)},
        .state = std::string{state_of(number)},
        .open_leases = number.open_leases,
        .serves_all = number.serves_all,
        .services_open = number.services_open,
        .services_used = number.services_used,
        .services_closed = number.services_closed,
        .added_at = format_rfc3339(number.added_at),
        .attested_at = format_rfc3339(number.attested_at),
        .attestation_version = number.attestation_version,
        .last_message_at = optional_time(number.last_message_at)
    };
}

Result<OperatorNumberListView> list_numbers(
    db::Tx& tx,
    const Call& call,
    const ListOperatorNumbersRequest& request,
    const CatalogNames& names
) {
    TRY(const int limit, page_limit(request.limit));
    TRY(const auto before, position_of(request.cursor));
    auto search = number_search(request.state, request.country, request.search);
    search.limit = limit + 1;
    if (before) search.before = NumberId{*before};
    auto found = leases::list_supplied(tx, call.principal.account, search);
    OperatorNumberListView view;
    if (std::ssize(found) > limit) {
        found.pop_back();
        view.next_cursor = position_cursor(found.back().id.value());
    }
    for (const auto& number : found) view.items.push_back(view_of(number, names));
    return view;
}

Result<SuppliedNumber> own_number(db::Tx& tx, const Call& call, std::string_view id) {
    const auto number = parse<NumberTag>(id);
    auto found = number ? leases::find_supplied(tx, call.principal.account, *number) : std::nullopt;
    if (!found)
        return refuse(ErrorCode::not_found, "There is no such number of yours. Check its id.");
    return *std::move(found);
}

Result<OperatorNumberDetailView> get_number(
    db::Tx& tx, const Call& call, const std::string& id, const CatalogNames& names
) {
    TRY(const auto number, own_number(tx, call, id));
    OperatorNumberDetailView view{.number = view_of(number, names), .services = {}};
    for (const auto& service : inventory::number_services(tx, number.id)) {
        view.services.push_back(
            {.service = service.service,
             .service_name = names.service(service.service),
             .state = std::string{inventory::to_string(service.state)},
             .open = !service.closed,
             .available_at = optional_time(service.available_at)}
        );
    }
    return view;
}

/// T2: to the statement as it reads now.
Result<inventory::Attestation> attestation_of(const Call& call, const AttestationRequest& request) {
    if (!request.consent || request.version != inventory::consent_statement.version) {
        return refuse(
            ErrorCode::attestation_missing,
            fmt::format(
                "Numbers are taken only with your attestation that their owners consent. Read the "
                "statement of GET /v1/operator/overview, and attest to its version {}.",
                inventory::consent_statement.version
            )
        );
    }
    return inventory::Attestation{call.principal.account, request.version};
}

Result<SupplierId> own_supplier(
    db::Tx& tx, const Call& call, const std::optional<std::string>& id
) {
    const auto own = inventory::list_suppliers_of_operator(tx, call.principal.account);
    if (own.empty()) {
        return refuse(
            ErrorCode::supplier_unknown,
            "Your account has no connection yet by which messages come. Ask the house for one."
        );
    }
    if (!id) return own.front().id;
    for (const auto& supplier : own)
        if (to_string(supplier.id) == *id) return supplier.id;
    return refuse(
        ErrorCode::supplier_unknown,
        "There is no such connection of yours. Choose one of GET /v1/operator/overview."
    );
}

/// What an act on numbers needs besides them.
struct Bringing {
    const std::optional<std::string>& supplier_id;
    const AttestationRequest& attestation;
};

Result<AddedNumbersView> bring(
    db::Tx& tx,
    const Call& call,
    const Bringing& bringing,
    std::span<const inventory::NumberText> numbers
) {
    TRY(const auto attestation, attestation_of(call, bringing.attestation));
    TRY(const auto supplier, own_supplier(tx, call, bringing.supplier_id));
    const inventory::Batch batch{supplier, attestation, numbers};
    TRY(const auto added, inventory::bring_numbers(tx, call.moment, batch));
    auto entry = entry_of(call, audit::Action::numbers_added);
    entry.object = {"supplier", to_string(supplier)};
    entry.detail =
        fmt::format("{} numbers, attestation {}", added.size(), bringing.attestation.version);
    audit::append(tx, entry, call.moment);
    return AddedNumbersView{std::ssize(added)};
}

Result<AddedNumbersView> add(
    db::Tx& tx, const Call& call, const AddOperatorNumbersRequest& request
) {
    const std::vector<std::string> all;
    const auto services = fmt::format("{}", fmt::join(request.services.value_or(all), " "));
    std::vector<inventory::NumberText> numbers;
    numbers.reserve(request.numbers.size());
    for (std::size_t i = 0; i < request.numbers.size(); ++i) {
        numbers.push_back(
            {fmt::format("numbers[{}]", i),
             request.numbers[i],
             request.country.value_or(""),
             services}
        );
    }
    return bring(tx, call, {request.supplier_id, request.attestation}, numbers);
}

Result<AddedNumbersView> import(
    db::Tx& tx, const Call& call, const ImportOperatorNumbersRequest& request
) {
    TRY(const auto numbers, inventory::read_numbers(request.csv));
    return bring(tx, call, {request.supplier_id, request.attestation}, numbers);
}

using Act = Result<> (*)(db::Tx&, NumberId, Time);

Command<ById, OperatorNumberDetailView> status_command(
    Act act, NumberStatus status, const CatalogNames& names
) {
    return [act, status, &names](
               db::Tx& tx, const Call& call, const ById& request
           ) -> Result<OperatorNumberDetailView> {
        TRY(const auto number, own_number(tx, call, request.id));
        CHECK(act(tx, number.id, call.moment.now));
        TRY(auto view, get_number(tx, call, request.id, names));
        auto entry = entry_of(call, audit::Action::number_status_changed);
        entry.object = {"number", to_string(number.id)};
        entry.detail = inventory::to_string(status);
        audit::append(tx, entry, call.moment);
        return view;
    };
}

Opening opening_of(bool open) {
    return open ? Opening::open : Opening::closed;
}

audit::Entry opening_entry(const Call& call, const std::string& service, bool open) {
    auto entry = entry_of(call, audit::Action::number_services_changed);
    entry.detail = fmt::format("{} {}", open ? "open to" : "closed to", service);
    return entry;
}

Result<OperatorNumberDetailView> open_on_number(
    db::Tx& tx, const Call& call, const OpenNumberServiceRequest& request, const CatalogNames& names
) {
    TRY(const auto number, own_number(tx, call, request.id));
    CHECK(inventory::set_opening(
        tx, number.id, request.service, opening_of(request.open), call.moment.now
    ));
    TRY(auto view, get_number(tx, call, request.id, names));
    auto entry = opening_entry(call, request.service, request.open);
    entry.object = {"number", to_string(number.id)};
    audit::append(tx, entry, call.moment);
    return view;
}

Result<ClosedServicesView> open_on_all(
    db::Tx& tx, const Call& call, const OpenOperatorServiceRequest& request
) {
    const auto account = call.principal.account;
    CHECK(inventory::set_opening_of_operator(
        tx, account, request.service, opening_of(request.open), call.moment.now
    ));
    ClosedServicesView view{inventory::closed_services(tx, account)};
    auto entry = opening_entry(call, request.service, request.open);
    entry.object = audit::Object::of(account);
    audit::append(tx, entry, call.moment);
    return view;
}

/// Until none is left that can be leased for what was closed. Should the house stop meanwhile, its
/// duty ends it, and whoever asks again with the same key waits here.
awaitable<void> settle(db::Database& database, AccountId operator_id, Time now) {
    auto work = [=](db::Tx& tx) { return inventory::carry_on_opening(tx, operator_id, now); };
    bool is_more = true;
    while (is_more) is_more = co_await db::async_write(database, work);
}

RouteSpec read_spec(std::string_view path, std::string_view operation, std::string_view summary) {
    return {
        .method = Method::get,
        .path = path,
        .operation = operation,
        .summary = summary,
        .access = Access::operators,
        .scope = Scope::operator_read
    };
}

RouteSpec act_spec(
    Method method, std::string_view path, std::string_view operation, std::string_view summary
) {
    return {
        .method = method,
        .path = path,
        .operation = operation,
        .summary = summary,
        .access = Access::operators,
        .scope = Scope::operator_write
    };
}

void add_status_routes(Routes& routes, const CatalogNames& names) {
    routes.command<ById, OperatorNumberDetailView>(
        act_spec(
            Method::post,
            "/v1/operator/numbers/{id}/pause",
            "pause_operator_number",
            "Offer a number no more until it is resumed; its open leases live on"
        ),
        status_command(inventory::pause_number, NumberStatus::paused, names)
    );
    routes.command<ById, OperatorNumberDetailView>(
        act_spec(
            Method::post,
            "/v1/operator/numbers/{id}/resume",
            "resume_operator_number",
            "Offer a paused number again"
        ),
        status_command(inventory::resume_number, NumberStatus::active, names)
    );
    routes.command<ById, OperatorNumberDetailView>(
        act_spec(
            Method::post,
            "/v1/operator/numbers/{id}/retire",
            "retire_operator_number",
            "Take a number out for good; its open leases live on"
        ),
        status_command(inventory::retire_number, NumberStatus::retired, names)
    );
}

}  // namespace

leases::NumberSearch number_search(
    const std::optional<std::string>& state,
    const std::optional<std::string>& country,
    const std::optional<std::string>& digits
) {
    leases::NumberSearch search{.country = country, .digits = digits};
    search.leased = state == "leased";
    if (state == "active") search.status = NumberStatus::active;
    if (state == "paused") search.status = NumberStatus::paused;
    if (state == "retired") search.status = NumberStatus::retired;
    return search;
}

void add_operator_number_routes(Routes& routes, const CatalogNames& names, db::Database& database) {
    routes.query<ListOperatorNumbersRequest, OperatorNumberListView>(
        read_spec("/v1/operator/numbers", "list_operator_numbers", "Your numbers, newest first"),
        [&names](db::Tx& tx, const Call& call, const ListOperatorNumbersRequest& request) {
            return list_numbers(tx, call, request, names);
        }
    );
    routes.query<ById, OperatorNumberDetailView>(
        read_spec("/v1/operator/numbers/{id}", "get_operator_number", "A number and its services"),
        [&names](db::Tx& tx, const Call& call, const ById& request) {
            return get_number(tx, call, request.id, names);
        }
    );
    auto adding = act_spec(
        Method::post,
        "/v1/operator/numbers",
        "add_operator_numbers",
        "Add numbers, with your attestation that their owners consent"
    );
    adding.status = 201;
    routes.command<AddOperatorNumbersRequest, AddedNumbersView>(adding, add);
    auto importing = act_spec(
        Method::post,
        import_numbers_path,
        "import_operator_numbers",
        "Add numbers from CSV, with the same attestation"
    );
    importing.status = 201;
    routes.command<ImportOperatorNumbersRequest, AddedNumbersView>(importing, import);
    add_status_routes(routes, names);
    routes.command<OpenNumberServiceRequest, OperatorNumberDetailView>(
        act_spec(
            Method::put,
            "/v1/operator/numbers/{id}/services",
            "set_number_service",
            "Open a number to a service, or close it"
        ),
        [&names](db::Tx& tx, const Call& call, const OpenNumberServiceRequest& request) {
            return open_on_number(tx, call, request, names);
        }
    );
    routes.command<OpenOperatorServiceRequest, ClosedServicesView>(
        act_spec(
            Method::put,
            "/v1/operator/services",
            "set_operator_service",
            "Open all your numbers to a service, or close them, those added later too; once it "
            "answers, no "
            "number is leased for what it closed"
        ),
        open_on_all,
        [&database](const Call& call, ClosedServicesView&) {
            return settle(database, call.principal.account, call.moment.now);
        }
    );
}

}  // namespace otpost::api
