// SPDX-License-Identifier: Apache-2.0
#include "sim/population.hpp"

#include "app/secrets.hpp"
#include "base/assert.hpp"
#include "catalog/catalog.hpp"
#include "identity/accounts.hpp"
#include "identity/api_keys.hpp"
#include "inventory/inventory.hpp"
#include "inventory/supplier.hpp"
#include "ledger/ledger.hpp"

#include <fmt/format.h>

namespace otpost::sim {

using namespace std::chrono_literals;

namespace {

struct Land {
    std::string_view code;
    std::string_view calling;
    std::string_view prefix;  ///< to which five digits are added
};

constexpr Land lands[] = {
    {"GB", "44", "+4477009"}, {"DE", "49", "+491511"}, {"FR", "33", "+336390"}
};

constexpr std::string_view supplier_slugs[] = {"north", "south"};

template <class T>
T must(Result<T> result) {
    if (!result) throw std::runtime_error("population: " + result.error().message);
    return *std::move(result);
}

void must(const Result<>& result) {
    if (!result) throw std::runtime_error("population: " + result.error().message);
}

/// Which supplier a number is of, by its last digit.
std::size_t supplier_of(std::string_view e164) {
    return static_cast<std::size_t>(e164.back() - '0') % std::size(supplier_slugs);
}

}  // namespace

Drawn Drawn::from(Random& random) {
    const auto between = [&](int least, int most) {
        const auto choices =
            static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least) + 1;
        return least + static_cast<int>(random.below(choices));
    };
    Drawn drawn;
    drawn.customers = between(10, 200);
    drawn.listeners = between(0, 6);
    drawn.numbers = between(5, 100);
    drawn.think_max = std::chrono::milliseconds{between(100, 2000)};
    drawn.write_max = std::chrono::milliseconds{1 << between(0, 8)};
    drawn.window = std::chrono::seconds{between(15, 150)};
    drawn.cancel_after = std::chrono::seconds{random.below(2) == 0 ? 0 : between(1, 5)};
    drawn.quarantine = std::chrono::seconds{between(1, 20)};
    drawn.limits = {between(1, 8), between(20, 2000)};
    return drawn;
}

void Population::settle(app::House& house, db::Database& database, const app::Config& config) {
    const Moment moment{stage_.clock.now(), house.ids(), stage_.random};
    std::vector<Person> people;
    db::write(database, [&](db::Tx& tx) {
        fill_catalog(tx);
        for (const std::string_view slug : supplier_slugs)
            add_supplier(tx, config, std::string{slug}, moment);
        add_numbers(tx, drawn_.numbers, moment);
        for (int i = 0; i < drawn_.customers; ++i)
            people.push_back(add_person(tx, house, identity::Role::user, moment));
        for (int i = 0; i < 2; ++i)
            people.push_back(add_person(tx, house, identity::Role::admin, moment));
    });
    std::vector<std::string> public_ids;
    for (int i = 0; i < drawn_.customers; ++i) {
        const auto at = static_cast<std::size_t>(i);
        public_ids.push_back(people[at].public_id);
        customers_.push_back(std::make_unique<Customer>(
            stage_,
            Customer::Setup{
                .actor = i,
                .kind = stage_.one_in(2) ? CustomerKind::bot
                                         : static_cast<CustomerKind>(stage_.below(5)),
                .authorization = people[at].authorization,
                .think_max = drawn_.think_max,
                .window = drawn_.window,
                .signs_up = [this](
                                const std::string& number, const Sold& service
                            ) { sign_up(number, service); },
                .everybodys_leases = &everybodys_leases_
            }
        ));
        if (i < drawn_.listeners)
            listeners_.push_back(
                std::make_unique<Listener>(stage_, Listener::Setup{i, people[at].authorization})
            );
    }
    for (std::int64_t i = 0; i < 2; ++i)
        newcomers_.push_back(std::make_unique<Newcomer>(stage_, 2'000 + i, drawn_.think_max));
    for (std::size_t i = public_ids.size(); i < people.size(); ++i)
        admins_.push_back(std::make_unique<Admin>(
            stage_,
            Admin::Setup{
                static_cast<std::int64_t>(i),
                people[i].authorization,
                public_ids,
                4 * drawn_.think_max
            }
        ));
}

void Population::begin() {
    for (const auto& customer : customers_) customer->begin();
    for (const auto& admin : admins_) admin->begin();
    for (const auto& listener : listeners_) listener->begin();
    for (const auto& newcomer : newcomers_) newcomer->begin();
}

void Population::fill_catalog(db::Tx& tx) {
    constexpr catalog::Policy allowed = catalog::Policy::allowed;
    for (const Land& land : lands)
        must(catalog::put_country(
            tx,
            {std::string{land.code},
             std::string{land.code},
             std::string{land.calling},
             2,
             catalog::Availability::enabled}
        ));
    const auto sell = [&](std::string_view slug, std::string_view name, catalog::Policy policy) {
        must(catalog::put_service(
            tx, {0, std::string{slug}, std::string{name}, "messenger", 2, policy}
        ));
        for (const Land& land : lands)
            must(catalog::set_price(tx, land.code, slug, Money{350'000}, "USD"));
    };
    for (const Sold& sold : services) sell(sold.slug, sold.name, allowed);
    sell("paypal", "PayPal", catalog::Policy::blocked);
}

void Population::add_supplier(
    db::Tx& tx, const app::Config& config, const std::string& slug, const Moment& moment
) {
    app::ensure_secret(config.data, slug, moment.random);
    inventory::Supplier supplier;
    supplier.slug = slug;
    supplier.adapter = "http";
    supplier.name = slug;
    supplier.secret_ref = slug;
    supplier.cost_per_code = Money{20'000};
    supplier.payable_account =
        ledger::open_payable(
            tx, ledger::PayableClass::supplier, moment.ids.next(), "USD", moment.ids
        )
            .value();
    if (suppliers_.empty()) {
        supplier.operator_id = AccountId{7};
        supplier.operator_share_bp = 5'000;
        supplier.operator_account =
            ledger::open_payable(tx, ledger::PayableClass::operator_, 7, "USD", moment.ids).value();
    }
    supplier_ids_.push_back(must(inventory::add_supplier(tx, moment, supplier)));
    suppliers_.push_back(std::make_unique<Supplier>(
        stage_,
        slug,
        app::load_secrets(config.data, slug).at(0),
        1'000 + static_cast<std::int64_t>(suppliers_.size())
    ));
}

void Population::add_numbers(db::Tx& tx, int count, const Moment& moment) {
    std::vector<inventory::NewNumber> numbers;
    for (int i = 0; i < count; ++i) {
        ++numbers_made_;
        for (const Land& land : lands) {
            const std::string e164 = fmt::format("{}{:05}", land.prefix, numbers_made_);
            numbers.push_back(
                {.e164 = e164,
                 .country = std::string{land.code},
                 .supplier = supplier_ids_[supplier_of(e164)],
                 .services = {},
                 .attestation = inventory::Attestation{AccountId{7}, "sim-1"}}
            );
        }
    }
    for (const NumberId id : must(inventory::add_numbers(tx, moment, numbers)))
        numbers_.push_back(id);
}

Population::Person Population::add_person(
    db::Tx& tx, const app::House& house, identity::Role role, const Moment& moment
) {
    const std::string name = fmt::format("person{}", ++people_);
    const identity::RegistrationRules rules{18, "2026-11", "free"};
    const identity::RegisterAccount request{
        .email = Personal{name + "@example.com"},
        .username = name,
        .password_hash = "k1$2b$04$not-a-real-hash",
        .birth_date = std::chrono::year{1990} / 5 / 17,
        .terms_version = "2026-11",
        .wallet = moment.ids.make<WalletId>(),
        .role = role
    };
    const auto registered = must(identity::register_account(tx, request, rules, moment));
    ASSERT(registered.account.has_value());
    const auto& account = *registered.account;
    ledger::open_wallet(tx, request.wallet, "USD");
    if (role == identity::Role::user && !stage_.one_in(5)) {
        const auto filling = static_cast<std::int64_t>(stage_.below(30'000'000) + 1);
        must(ledger::credit_manual(
            tx, {request.wallet, Money{filling}, "at the start", account.id}, moment
        ));
    }
    const identity::CreateApiKey order{account.id, "sim", identity::Scopes::all(), {}};
    const auto key = must(identity::create_api_key(tx, order, house.server_key(), moment));
    return {"Bearer " + key.key.reveal(), account.public_id};
}

void Population::sign_up(const std::string& number, const Sold& service) {
    suppliers_[supplier_of(number)]->expect(number, service, drawn_.window);
}

void Population::restock(app::House& house, db::Database& database) {
    const Moment moment{stage_.clock.now(), house.ids(), stage_.random};
    db::write(database, [&](db::Tx& tx) {
        add_numbers(tx, 2 + static_cast<int>(stage_.below(10)), moment);
        for (const NumberId number : std::exchange(paused_, {}))
            must(inventory::resume_number(tx, number, moment.now));
        const NumberId some = numbers_[stage_.below(numbers_.size())];
        if (inventory::pause_number(tx, some, moment.now)) paused_.push_back(some);
    });
}

std::uint64_t Population::events_streamed() const {
    std::uint64_t sum = 0;
    for (const auto& listener : listeners_) sum += listener->events();
    return sum;
}

}  // namespace otpost::sim
