// SPDX-License-Identifier: Apache-2.0
#include "app/demo_stock.hpp"

#include "catalog/catalog.hpp"
#include "inventory/inventory.hpp"
#include "inventory/supplier.hpp"
#include "ledger/ledger.hpp"

#include <fmt/format.h>

#include <array>
#include <stdexcept>

namespace otpost::app {

namespace {

constexpr std::string_view attestation_version = "demo-1";

constexpr int numbers_per_demo_country = 25;

struct Stock {
    std::string_view country;
    std::string_view prefix;  ///< to which five digits are added
    int numbers;
};

/// What the demo's numbers serve: a row is kept for each number and service, so not all 1,000.
constexpr std::array demo_services{
    "airbnb",    "alibaba", "aliexpress",   "amazon",    "apple",     "avito",    "badoo",
    "bolt",      "booking", "bumble",       "deliveroo", "discord",   "doordash", "ebay",
    "epicgames", "etsy",    "facebook",     "flipkart",  "foodpanda", "github",   "glovo",
    "gojek",     "google",  "grab",         "instagram", "kakaotalk", "lazada",   "line",
    "linkedin",  "lyft",    "mercadolibre", "microsoft", "netflix",   "nike",     "ok",
    "olx",       "openai",  "playstation",  "proton",    "rappi",     "reddit",   "roblox",
    "shein",     "shopee",  "shopify",      "signal",    "snapchat",  "spotify",  "steam",
    "telegram",  "tiktok",  "tinder",       "twitch",    "uber",      "viber",    "vinted",
    "vk",        "wechat",  "whatsapp",     "wolt",      "x",         "yahoo",    "yandex",
    "zalando",
};

/// Countries of the webhook supplier; a few are deep enough for load tests.
constexpr std::array http_stock{
    Stock{"GB", "+4477009", 150}, Stock{"US", "+120255", 150}, Stock{"DE", "+491511", 150},
    Stock{"FR", "+336390", 60},   Stock{"NL", "+316530", 30},  Stock{"ES", "+346120", 30},
    Stock{"IT", "+393490", 30},   Stock{"PL", "+485120", 30},  Stock{"SE", "+467012", 20},
    Stock{"BR", "+5511912", 20},  Stock{"IN", "+919820", 20},  Stock{"ID", "+62812345", 20},
    Stock{"CA", "+141655", 20},   Stock{"MX", "+525512", 20},  Stock{"TR", "+9053212", 20},
    Stock{"UA", "+3806712", 20},  Stock{"PH", "+639171", 20},  Stock{"VN", "+849012", 20},
    Stock{"JP", "+819012", 20},   Stock{"AU", "+614912", 20},
};

/// Countries of the supplier that answers by itself.
constexpr std::array automatic_stock{
    Stock{"EE", "+37251", numbers_per_demo_country},
    Stock{"FI", "+358401", numbers_per_demo_country},
    Stock{"IE", "+353851", numbers_per_demo_country},
    Stock{"KE", "+254712", numbers_per_demo_country},
    Stock{"PT", "+351912", numbers_per_demo_country},
};

SupplierId add_supplier(
    db::Tx& tx,
    const identity::Account& owner,
    std::string_view currency,
    inventory::Supplier supplier,
    const Moment& moment
) {
    supplier.payable_account =
        ledger::open_payable(
            tx, ledger::PayableClass::supplier, moment.ids.next(), currency, moment.ids
        )
            .value();
    supplier.operator_id = owner.id;
    supplier.operator_account =
        ledger::open_payable(
            tx, ledger::PayableClass::operator_, owner.id.value(), currency, moment.ids
        )
            .value();
    const auto added = inventory::add_supplier(tx, moment, supplier);
    if (!added) throw std::runtime_error("demo supplier: " + added.error().message);
    return *added;
}

template <std::size_t Size>
void add_numbers(
    db::Tx& tx,
    const identity::Account& owner,
    SupplierId supplier,
    const std::array<Stock, Size>& stock,
    const Moment& moment
) {
    std::vector<std::int64_t> services;
    for (const char* slug : demo_services) {
        const auto service = catalog::service_by_slug(tx, slug);
        if (service && service->policy == catalog::Policy::allowed) services.push_back(service->id);
    }
    std::vector<inventory::NewNumber> numbers;
    for (const Stock& item : stock) {
        for (int i = 0; i < item.numbers; ++i) {
            numbers.push_back(
                {.e164 = fmt::format("{}{:05}", item.prefix, 10'000 + i * 37),
                 .country = std::string{item.country},
                 .supplier = supplier,
                 .services = services,
                 .attestation = inventory::Attestation{owner.id, std::string{attestation_version}}}
            );
        }
    }
    const auto added = inventory::add_numbers(tx, moment, numbers);
    if (!added) throw std::runtime_error("demo numbers: " + added.error().message);
}

}  // namespace

void add_demo_stock(
    db::Tx& tx, const identity::Account& owner, std::string_view currency, const Moment& moment
) {
    if (inventory::supplier_by_slug(tx, demo_ingest_slug)) return;
    inventory::Supplier webhook;
    webhook.slug = demo_ingest_slug;
    webhook.adapter = "http";
    webhook.name = "Demo webhook";
    webhook.secret_ref = demo_ingest_slug;
    webhook.operator_share_bp = 5'000;
    webhook.cost_per_code = Money{20'000};
    add_numbers(tx, owner, add_supplier(tx, owner, currency, webhook, moment), http_stock, moment);

    inventory::Supplier automatic;
    automatic.slug = "demo";
    automatic.adapter = "demo";
    automatic.name = "Demo supplier";
    automatic.operator_share_bp = 5'000;
    add_numbers(
        tx, owner, add_supplier(tx, owner, currency, automatic, moment), automatic_stock, moment
    );
}

std::string demo_countries_text() {
    return "Estonia, Finland, Ireland, Kenya and Portugal";
}

}  // namespace otpost::app
