// SPDX-License-Identifier: Apache-2.0
#include "stock.hpp"

#include "app/config.hpp"
#include "app/secrets.hpp"
#include "app/store.hpp"
#include "catalog/catalog.hpp"
#include "crypto/key_file.hpp"
#include "identity/accounts.hpp"
#include "identity/api_keys.hpp"
#include "inventory/inventory.hpp"
#include "inventory/supplier.hpp"
#include "ledger/ledger.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <stdexcept>

namespace otpost::bench {

namespace {

constexpr std::string_view supplier_slug = "bench";
constexpr Money wallet_filling{100'000'000'000};
constexpr int chunk = 5'000;  ///< rows of a kind in one transaction

struct Country {
    std::string_view code;
    std::string_view prefix;  ///< to which seven digits are added
};

constexpr std::array countries{
    Country{"GB", "+44770"}, Country{"US", "+1202"}, Country{"DE", "+49151"}
};

template <class T>
T must(Result<T> result) {
    if (!result) throw std::runtime_error("filling the store: " + result.error().message);
    return *std::move(result);
}

Customer add_customer(
    db::Tx& tx, const app::Config& config, const crypto::Key& key, int number, const Moment& moment
) {
    const identity::RegistrationRules rules{
        .age_min = 18, .terms_version = config.terms_version, .plan = "free"
    };
    const identity::RegisterAccount request{
        .email = Personal{fmt::format("customer{}@bench.example", number)},
        .username = fmt::format("customer_{}", number),
        .password_hash = "none: they use their keys",
        .birth_date = std::chrono::year{1990} / 1 / 1,
        .terms_version = config.terms_version,
        .wallet = moment.ids.make<WalletId>()
    };
    const auto registered = must(identity::register_account(tx, request, rules, moment));
    if (!registered.account) throw std::runtime_error("a customer's name is taken");
    const AccountId account = registered.account->id;
    ledger::open_wallet(tx, request.wallet, config.currency);
    must(ledger::credit_manual(tx, {request.wallet, wallet_filling, "filling", account}, moment));
    const identity::Scopes scopes{
        identity::Scope::leases_read, identity::Scope::leases_write, identity::Scope::wallet_read
    };
    auto created =
        must(identity::create_api_key(tx, {account, "bench", scopes, std::nullopt}, key, moment));
    return {account, request.wallet, created.key.reveal()};
}

SupplierId add_supplier(db::Tx& tx, const app::Config& config, const Moment& moment) {
    inventory::Supplier supplier;
    supplier.slug = supplier_slug;
    supplier.adapter = "http";
    supplier.name = "Bench";
    supplier.secret_ref = supplier_slug;
    supplier.cost_per_code = Money{20'000};
    supplier.payable_account =
        ledger::open_payable(
            tx, ledger::PayableClass::supplier, moment.ids.next(), config.currency, moment.ids
        )
            .value();
    return must(inventory::add_supplier(tx, moment, supplier));
}

std::vector<catalog::Service> services_sold(db::Tx& tx, const StockPlan& plan) {
    std::vector<catalog::Service> sold;
    for (const auto& service : catalog::list_services(tx)) {
        const bool chosen = plan.services.empty() ||
                            std::ranges::find(plan.services, service.slug) != plan.services.end();
        if (service.policy == catalog::Policy::allowed && chosen) sold.push_back(service);
    }
    return sold;
}

std::vector<Offer> offers_of(const std::vector<catalog::Service>& sold) {
    std::vector<Offer> offers;
    for (const Country& country : countries)
        for (const auto& service : sold)
            offers.push_back({std::string{country.code}, service.slug, service.name, service.id});
    return offers;
}

std::vector<inventory::NewNumber> numbers_of(
    const StockPlan& plan,
    const std::vector<catalog::Service>& sold,
    AccountId by,
    SupplierId supplier
) {
    std::vector<std::int64_t> chosen;
    if (!plan.services.empty())
        for (const auto& service : sold) chosen.push_back(service.id);
    std::vector<inventory::NewNumber> numbers;
    for (const Country& country : countries) {
        for (int i = 0; i < plan.numbers_per_country; ++i) {
            numbers.push_back(
                {.e164 = fmt::format("{}{}", country.prefix, 1'000'000 + i),
                 .country = std::string{country.code},
                 .supplier = supplier,
                 .services = chosen,
                 .attestation = inventory::Attestation{by, "bench-1"}}
            );
        }
    }
    return numbers;
}

}  // namespace

Stock fill_store(
    const std::filesystem::path& data, const std::string& store, const StockPlan& plan
) {
    app::Config config = app::default_config();
    config.data = data;
    config.store = store;
    const SystemClock clock;
    SystemRandom random;
    IdGenerator ids(clock, 1);
    const auto options = must(app::store_options(config, db::Access::read_write));
    const auto database = app::open_store(options, config, clock.now());
    const auto key = crypto::load_or_create_key(data / "keys" / "server.key", random);
    crypto::load_or_create_key(data / "keys" / "pepper.key", random);
    app::ensure_secret(data, supplier_slug, random);
    Stock stock;
    stock.ingest_secret = app::load_secrets(data, supplier_slug).at(0).reveal();
    const auto moment = [&] { return Moment{clock.now(), ids, random}; };
    while (std::ssize(stock.customers) < plan.customers) {
        const auto first = static_cast<int>(stock.customers.size());
        const auto some = db::write(*database, [&](db::Tx& tx) {
            std::vector<Customer> added;
            for (int i = first; i < std::min(plan.customers, first + chunk); ++i)
                added.push_back(add_customer(tx, config, key, i, moment()));
            return added;
        });
        stock.customers.insert(stock.customers.end(), some.begin(), some.end());
    }
    const auto supplier =
        db::write(*database, [&](db::Tx& tx) { return add_supplier(tx, config, moment()); });
    const auto sold = db::read(*database, [&](db::Tx& tx) { return services_sold(tx, plan); });
    stock.offers = offers_of(sold);
    const auto numbers = numbers_of(plan, sold, stock.customers[0].account, supplier);
    for (std::size_t done = 0; done < numbers.size(); done += chunk) {
        const auto some = std::span{numbers}.subspan(done).first(
            std::min<std::size_t>(chunk, numbers.size() - done)
        );
        db::write(*database, [&](db::Tx& tx) { must(inventory::add_numbers(tx, moment(), some)); });
    }
    database->stop();
    return stock;
}

void append_lease_request(const Stock& stock, std::mt19937_64& chance, std::string& out) {
    const Offer& offer = stock.any_offer(chance);
    const std::string body =
        fmt::format(R"({{"country":"{}","service":"{}"}})", offer.country, offer.service);
    fmt::format_to(
        std::back_inserter(out),
        "POST /v1/leases HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {}\r\n"
        "Idempotency-Key: {:016x}\r\nContent-Type: application/json\r\nContent-Length: "
        "{}\r\n\r\n{}",
        stock.any_customer(chance).api_key,
        chance(),
        body.size(),
        body
    );
}

}  // namespace otpost::bench
