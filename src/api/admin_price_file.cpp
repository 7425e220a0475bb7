// SPDX-License-Identifier: Apache-2.0
#include "api/admin_price_file.hpp"

#include "api/admin_accounts.hpp"
#include "api/admin_price_views.hpp"
#include "api/audit_entries.hpp"
#include "api/csv.hpp"
#include "api/csv_download.hpp"
#include "catalog/price_book.hpp"
#include "catalog/price_import.hpp"
#include "crypto/encoding.hpp"
#include "crypto/hash.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace otpost::api {

namespace {

using catalog::PriceBook;
using catalog::PriceChange;
using catalog::PriceChangeKind;
using catalog::PricePlan;
using catalog::PriceSource;
using catalog::Pricing;
using identity::Scope;
using net::Method;

constexpr std::size_t mistakes_told = 100;

catalog::ImportTerms terms_of(const std::string& currency) {
    return {.currency = currency, .lines_max = 20'000, .changes_max = 5'000};
}

/// By the word `rule` also where the tiers have none: it says the same to the import.
std::string_view source_word(PriceSource source) {
    return to_string(source == PriceSource::none ? PriceSource::rule : source);
}

void append_offer(std::string& out, const PriceBook::Offer& offer, const Pricing& pricing) {
    const auto& price = pricing.price;
    append_csv_row(
        out,
        {offer.service->slug,
         offer.service->name,
         offer.country->code,
         offer.country->name,
         source_word(pricing.source),
         price ? format_amount(*price) : std::string{},
         price ? std::string_view{pricing.currency} : std::string_view{}}
    );
}

Result<std::string> exported(db::Tx& tx, const ExportPricesRequest& request) {
    const PriceBook book{tx};
    const auto* const service = request.service ? book.service(*request.service) : nullptr;
    const auto* const country = request.country ? book.country(*request.country) : nullptr;
    if (request.service && service == nullptr)
        return refuse(ErrorCode::service_unknown, "There is no such service.");
    if (request.country && country == nullptr)
        return refuse(ErrorCode::country_unknown, "There is no such country.");
    const bool is_part = service != nullptr || country != nullptr;
    std::string out;
    append_csv_row(
        out, {"service", "service_name", "country", "country_name", "source", "price", "currency"}
    );
    for (const auto& offer : is_part ? book.of(service, country) : book.of_their_own())
        append_offer(out, offer, book.at(*offer.country, *offer.service));
    return out;
}

std::string file_name(const ExportPricesRequest& request) {
    std::string name = "prices";
    for (const auto& part : {request.service, request.country})
        if (part) name += "-" + *part;
    return name;
}

awaitable<net::Response> export_prices(
    db::Database& database, RouteSpec spec, net::Request& request, Call& call
) {
    const auto wanted = read_input<ExportPricesRequest>(request, spec);
    if (!wanted) co_return problem(wanted.error(), call.moment.now);
    auto work = [&wanted](db::Tx& tx) { return exported(tx, *wanted); };
    auto text = co_await db::async_read(database, std::move(work));
    if (!text) co_return problem(text.error(), call.moment.now);
    auto response = csv_download(file_name(*wanted), call.moment.now);
    response.body = *std::move(text);
    co_return response;
}

PriceCountsView counts_of(const PricePlan& plan) {
    const auto count = [&plan](PriceChangeKind kind) {
        return std::ranges::count(plan.changes, kind, catalog::kind_of);
    };
    return {
        .added = count(PriceChangeKind::added),
        .changed = count(PriceChangeKind::changed),
        .withdrawn = count(PriceChangeKind::withdrawn),
        .returned = count(PriceChangeKind::returned),
        .unchanged = plan.offers - std::ssize(plan.changes)
    };
}

OfferPriceView offer_price_view(const Pricing& pricing) {
    OfferPriceView view{.source = std::string{to_string(pricing.source)}};
    if (pricing.price) view.price = money_view(*pricing.price, pricing.currency);
    return view;
}

PriceChangeView change_view(const PriceChange& change) {
    return {
        .line = static_cast<std::int64_t>(change.line),
        .kind = std::string{to_string(catalog::kind_of(change))},
        .service = change.service,
        .service_name = change.service_name,
        .country = change.country,
        .country_name = change.country_name,
        .before = offer_price_view(change.before),
        .after = offer_price_view(change.after)
    };
}

FileMistakeView mistake_view(const catalog::CsvMistake& mistake) {
    FileMistakeView view{
        .line = static_cast<std::int64_t>(mistake.line),
        .character = static_cast<std::int64_t>(mistake.column),
        .column = {},
        .code = std::string{mistake.code},
        .message = mistake.message
    };
    if (!mistake.field.empty()) view.column = mistake.field;
    return view;
}

std::string digest_of(const PricePlan& plan) {
    return crypto::hex(crypto::sha256(std::as_bytes(std::span{plan.canonical})));
}

Result<PricePreviewView> preview(
    db::Tx& tx, const PreviewPricesRequest& request, const std::string& currency
) {
    const auto plan = catalog::plan_prices(tx, request.csv, terms_of(currency));
    PricePreviewView view{.digest = digest_of(plan), .counts = counts_of(plan)};
    for (const auto& change : plan.changes) view.changes.push_back(change_view(change));
    view.mistakes_total = std::ssize(plan.mistakes);
    for (const auto& mistake : plan.mistakes) {
        if (view.mistakes.size() == mistakes_told) break;
        view.mistakes.push_back(mistake_view(mistake));
    }
    return view;
}

/// An entry for each price, as for one that is set by hand, and one for the import.
void tell_log(
    db::Tx& tx, const Call& call, const PricePlan& plan, const ImportPricesRequest& request
) {
    std::vector<audit::Entry> entries;
    entries.reserve(plan.changes.size() + 1);
    for (const auto& change : plan.changes) {
        auto entry = entry_of(call, audit::Action::price_changed);
        entry.object = {"offer", change.country + "/" + change.service};
        entry.detail =
            fmt::format("price: {} to {}", in_words(change.before), in_words(change.after));
        entry.personal = {.reason = Personal{request.reason}};
        entries.push_back(std::move(entry));
    }
    auto entry = entry_of(call, audit::Action::catalog_imported);
    entry.object = {"table", "prices"};
    const auto counts = counts_of(plan);
    entry.detail = fmt::format(
        "{} added, {} changed, {} withdrawn, {} returned to the rule, {} unchanged, {}",
        counts.added,
        counts.changed,
        counts.withdrawn,
        counts.returned,
        counts.unchanged,
        request.digest
    );
    entry.personal.reason = Personal{request.reason};
    entries.push_back(std::move(entry));
    audit::append_all(tx, entries, call.moment);
}

Result<PriceCountsView> import_prices(
    db::Tx& tx, const Call& call, const ImportPricesRequest& request, const std::string& currency
) {
    CHECK(check_reason(request.reason));
    const auto plan = catalog::plan_prices(tx, request.csv, terms_of(currency));
    if (!plan.mistakes.empty()) return std::unexpected{catalog::refusal_of(plan)};
    if (digest_of(plan) != request.digest)
        return refuse(
            ErrorCode::preview_outdated,
            "The prices or the file are not those of the preview any more. Nothing was changed: "
            "ask for a new preview."
        );
    if (plan.changes.empty())
        return refuse(ErrorCode::conflict, "The prices are like this already.");
    catalog::apply(tx, plan);
    tell_log(tx, call, plan, request);
    return counts_of(plan);
}

void add_import_routes(Routes& routes, const std::string& currency) {
    routes.query<PreviewPricesRequest, PricePreviewView>(
        {.method = Method::post,
         .path = "/v1/admin/prices/import/preview",
         .operation = "preview_prices",
         .summary = "What a file of prices would change, and every mistake in it",
         .access = Access::admins,
         .scope = Scope::admin_write},
        [currency](db::Tx& tx, const Call&, const PreviewPricesRequest& request) {
            return preview(tx, request, currency);
        }
    );
    routes.command<ImportPricesRequest, PriceCountsView>(
        {.method = Method::post,
         .path = price_import_path,
         .operation = "import_prices",
         .summary = "Take in a file of prices as it was previewed, all of it or none",
         .access = Access::admins,
         .scope = Scope::admin_write},
        [currency](db::Tx& tx, const Call& call, const ImportPricesRequest& request) {
            return import_prices(tx, call, request, currency);
        }
    );
}

}  // namespace

void add_admin_price_file_routes(
    Routes& routes, db::Database& database, const std::string& currency
) {
    const RouteSpec spec{
        .method = Method::get,
        .path = "/v1/admin/prices/export",
        .operation = "export_prices",
        .summary = "The prices that were set, or all of a service or country, for spreadsheets",
        .access = Access::admins,
        .scope = Scope::admin_read,
        .content_type = "text/csv"
    };
    routes.raw<ExportPricesRequest, std::string>(
        spec,
        [&database, spec](net::Request& request, Call& call) {
            return export_prices(database, spec, request, call);
        }
    );
    add_import_routes(routes, currency);
}

}  // namespace otpost::api
