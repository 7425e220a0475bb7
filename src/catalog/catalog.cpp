// SPDX-License-Identifier: Apache-2.0
#include "catalog/catalog.hpp"

#include "base/assert.hpp"
#include "catalog/catalog_sql.hpp"
#include "catalog/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace otpost::catalog {

namespace {

constexpr std::array<std::string_view, 6> sensitive{
    "crypto", "finance", "gambling", "government", "identity", "payment"
};
static_assert(std::ranges::is_sorted(sensitive));

Country country_from_row(const db::Row& row) {
    return {
        std::string{row.text(0)},
        std::string{row.text(1)},
        std::string{row.text(2)},
        row.int64(3),
        row.boolean(4) ? Availability::enabled : Availability::disabled
    };
}

Service service_from_row(const db::Row& row) {
    Service service{
        row.int64(0),
        std::string{row.text(1)},
        std::string{row.text(2)},
        std::string{row.text(3)},
        row.int64(4),
        row.boolean(5) ? Policy::allowed : Policy::blocked
    };
    if (!row.is_null(6)) service.aliases = split_aliases(row.text(6));
    return service;
}

std::unexpected<Error> country_unknown(std::string_view country) {
    return refuse(
        ErrorCode::country_unknown,
        fmt::format(
            "The country '{}' is not served. Choose one of the country list, by its two-letter "
            "code.",
            is_country_code(country) ? country : "?"
        )
    );
}

std::unexpected<Error> service_unknown(std::string_view service) {
    return refuse(
        ErrorCode::service_unknown,
        fmt::format(
            "The service '{}' is not known. Choose one of the service list, by its slug.",
            is_slug(service) ? service : "?"
        )
    );
}

Result<> check_price(Money price, std::string_view currency) {
    if (!price.is_positive()) {
        return refuse(ErrorCode::amount_invalid, "A price must be more than zero.");
    }
    if (!is_currency(currency)) {
        return refuse(
            ErrorCode::validation_failed, "The currency must be a code of three capital letters."
        );
    }
    return {};
}

/// Why a statement that needs both found no row.
std::unexpected<Error> unknown_of(db::Tx& tx, std::string_view country, std::string_view service) {
    if (!find_country(tx, country)) return country_unknown(country);
    return service_unknown(service);
}

Result<> check_words(std::string_view country, std::string_view service) {
    if (!is_country_code(country)) return country_unknown(country);
    if (!is_slug(service)) return service_unknown(service);
    return {};
}

/// The nullable columns of find_offer.
struct OfferRow {
    std::optional<std::int64_t> country_enabled;
    std::optional<std::int64_t> service_id;
    std::optional<std::int64_t> allowed;
    std::optional<std::int64_t> price;
    std::string currency;
};

OfferRow offer_row(const db::Row& row) {
    return {
        row.optional_int64(0),
        row.optional_int64(1),
        row.optional_int64(2),
        row.optional_int64(3),
        row.is_null(4) ? std::string{} : std::string{row.text(4)}
    };
}

}  // namespace

Result<Offer> find_offer(db::Tx& tx, std::string_view country, std::string_view service) {
    CHECK(check_words(country, service));
    const auto row = tx.one(sql::catalog::find_offer, offer_row, country, service);
    ASSERT(row.has_value());
    if (row->country_enabled.value_or(0) == 0) return country_unknown(country);
    if (!row->service_id) return service_unknown(service);
    if (row->allowed.value_or(0) == 0) {
        return refuse(
            ErrorCode::service_not_allowed,
            fmt::format("Numbers can't be leased for '{}' here. Choose another service.", service)
        );
    }
    if (!row->price) {
        return refuse(
            ErrorCode::offer_unavailable,
            fmt::format(
                "'{}' is not sold for {} now. Choose another country or service.", service, country
            )
        );
    }
    return Offer{
        std::string{country},
        *row->service_id,
        std::string{service},
        Money{*row->price},
        row->currency
    };
}

std::vector<Country> list_countries(db::Tx& tx) {
    return tx.all(sql::catalog::list_countries, country_from_row);
}

std::vector<Service> list_services(db::Tx& tx) {
    return tx.all(sql::catalog::list_services, service_from_row);
}

std::optional<Country> find_country(db::Tx& tx, std::string_view code) {
    if (!is_country_code(code)) return std::nullopt;
    return tx.one(sql::catalog::find_country, country_from_row, code);
}

std::optional<Service> service_by_slug(db::Tx& tx, std::string_view slug) {
    if (!is_slug(slug)) return std::nullopt;
    return tx.one(sql::catalog::find_service_by_slug, service_from_row, slug);
}

std::optional<Service> service_by_id(db::Tx& tx, std::int64_t id) {
    return tx.one(sql::catalog::find_service_by_id, service_from_row, id);
}

std::vector<std::string> blocked_services(db::Tx& tx) {
    return tx.all(sql::catalog::blocked_services, [](const db::Row& row) {
        return std::string{row.text(0)};
    });
}

std::span<const std::string_view> sensitive_categories() {
    return sensitive;
}

bool is_sensitive_category(std::string_view category) {
    return std::ranges::binary_search(sensitive, category);
}

Result<> put_country(db::Tx& tx, const Country& country) {
    if (auto fields = mistakes(country); !fields.empty()) return refuse_fields(std::move(fields));
    tx.exec(
        sql::catalog::put_country,
        country.code,
        country.name,
        country.calling_code,
        country.tier,
        country.availability == Availability::enabled
    );
    return {};
}

Result<std::int64_t> put_service(db::Tx& tx, const Service& service) {
    if (auto fields = mistakes(service); !fields.empty()) return refuse_fields(std::move(fields));
    const auto aliases = service.aliases.transform(join_aliases);
    const auto id = tx.one(
        sql::catalog::put_service,
        [](const db::Row& row) { return row.int64(0); },
        service.slug,
        service.name,
        service.category,
        service.tier,
        service.policy == Policy::allowed,
        aliases
    );
    ASSERT(id.has_value());
    return *id;
}

Result<> set_price(
    db::Tx& tx,
    std::string_view country,
    std::string_view service,
    Money price,
    std::string_view currency
) {
    CHECK(check_words(country, service));
    CHECK(check_price(price, currency));
    if (tx.exec(sql::catalog::put_price, country, service, price, currency) == 0) {
        return unknown_of(tx, country, service);
    }
    return {};
}

Result<> withdraw_offer(db::Tx& tx, std::string_view country, std::string_view service) {
    CHECK(check_words(country, service));
    if (tx.exec(sql::catalog::put_price, country, service, nullptr, nullptr) == 0) {
        return unknown_of(tx, country, service);
    }
    return {};
}

Result<> reset_price(db::Tx& tx, std::string_view country, std::string_view service) {
    if (!find_country(tx, country)) return country_unknown(country);
    if (!service_by_slug(tx, service)) return service_unknown(service);
    tx.exec(sql::catalog::delete_price, country, service);
    return {};
}

Result<> set_service_policy(db::Tx& tx, std::string_view service, Policy policy) {
    if (!is_slug(service)) return service_unknown(service);
    if (tx.exec(sql::catalog::set_service_allowed, service, policy == Policy::allowed) == 0) {
        return service_unknown(service);
    }
    return {};
}

Result<> set_country_availability(db::Tx& tx, std::string_view country, Availability availability) {
    if (!is_country_code(country)) return country_unknown(country);
    const bool enabled = availability == Availability::enabled;
    if (tx.exec(sql::catalog::set_country_enabled, country, enabled) == 0) {
        return country_unknown(country);
    }
    return {};
}

Result<> set_price_rule(db::Tx& tx, const PriceRule& rule) {
    CHECK(check_price(rule.price, rule.currency));
    if (!is_tier(rule.country_tier) || !is_tier(rule.service_tier)) {
        return refuse(ErrorCode::validation_failed, "Tiers go from 1 to 4.");
    }
    tx.exec(
        sql::catalog::put_price_rule,
        rule.country_tier,
        rule.service_tier,
        rule.price,
        rule.currency
    );
    return {};
}

std::vector<PriceRule> list_price_rules(db::Tx& tx) {
    return tx.all(sql::catalog::list_price_rules, [](const db::Row& row) {
        return PriceRule{row.int64(0), row.int64(1), Money{row.int64(2)}, std::string{row.text(3)}};
    });
}

}  // namespace otpost::catalog
