// SPDX-License-Identifier: Apache-2.0
#include "house_fixture.hpp"

#include "app/secrets.hpp"
#include "catalog/catalog.hpp"
#include "identity/accounts.hpp"
#include "identity/api_keys.hpp"
#include "inventory/inventory.hpp"
#include "inventory/supplier.hpp"
#include "ledger/ledger.hpp"
#include "suppliers/http/http_supplier.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <fstream>
#include <future>
#include <sstream>

namespace otpost::api_test {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view hook = "testhook";

constexpr db::Statement revoke_silently{
    "test.revoke_silently", "UPDATE api_key SET revoked_at = created_at WHERE id = $1"
};

constexpr db::Statement give_supplier{
    "test.give_supplier",
    "UPDATE supplier SET operator_id = $2, operator_account = $3, operator_share_bp = 4000 "
    "WHERE id = $1"
};

struct Sold {
    std::string_view slug;
    std::string_view name;
    std::string_view category;
    catalog::Policy policy;
    Money price;
};

constexpr Sold services[] = {
    {"whatsapp", "WhatsApp", "messenger", catalog::Policy::allowed, whatsapp_price},
    {"telegram", "Telegram", "messenger", catalog::Policy::allowed, other_price},
    {"google", "Google", "email", catalog::Policy::allowed, other_price},
    {"signal", "Signal", "messenger", catalog::Policy::allowed, other_price},
    {"paypal", "PayPal", "finance", catalog::Policy::blocked, other_price},
};

}  // namespace

HouseTest::HouseTest() {
    config = app::default_config();
    config.listen_port = 0;
    config.limits.raise();
    config.credit_approval_above = Money{1'000'000'000'000};
    config.second_factor_for.clear();
    config.data = folder() / "data";
    fs::create_directories(config.data / "keys");
    log_ = std::fopen((config.data / "otpost.log").c_str(), "a");
    log::configure({.level = log::Level::debug, .format = log::Format::json, .output = log_});
}

HouseTest::~HouseTest() {
    stop();
    store().close();
    log::configure({});
    std::fclose(log_);
}

unsigned short HouseTest::port() {
    if (house_) return port_;
    if (!supplier_) {
        fill_catalog();
        add_supplier();
    }
    app::Surroundings surroundings{timer, random, crypto::bcrypt_cost_min};
    surroundings.clock_tolerance = std::chrono::years{100};
    surroundings.pace = pace;
    house_ = std::make_unique<app::House>(config, database(), app::Mode::production, surroundings);
    std::promise<unsigned short> listening;
    thread_ = std::thread{[&] {
        house_->run([&](const std::string&) { listening.set_value(house_->server().port()); });
    }};
    port_ = listening.get_future().get();
    return port_;
}

void HouseTest::stop() {
    if (!thread_.joinable()) return;
    house_->stop();
    thread_.join();
    timer.forget_server();
    house_.reset();
}

void HouseTest::fill_catalog() {
    write([](db::Tx& tx) {
        for (const auto& [code, name, calling] :
             {std::tuple{"GB", "United Kingdom", "44"}, std::tuple{"DE", "Germany", "49"}}) {
            const auto put =
                catalog::put_country(tx, {code, name, calling, 2, catalog::Availability::enabled});
            EXPECT_TRUE(put);
        }
        for (const Sold& sold : services) {
            const catalog::Service service{
                0,
                std::string{sold.slug},
                std::string{sold.name},
                std::string{sold.category},
                2,
                sold.policy
            };
            EXPECT_TRUE(catalog::put_service(tx, service));
            for (const char* country : {"GB", "DE"})
                EXPECT_TRUE(catalog::set_price(tx, country, sold.slug, sold.price, "USD"));
        }
    });
}

void HouseTest::add_supplier() {
    app::ensure_secret(config.data, hook, random);
    hook_secret_ = app::load_secrets(config.data, hook).at(0);
    supplier_ = write([&](db::Tx& tx) {
        inventory::Supplier supplier;
        supplier.slug = hook;
        supplier.adapter = "http";
        supplier.name = "Test webhook";
        supplier.secret_ref = hook;
        supplier.cost_per_code = Money{20'000};
        supplier.payable_account =
            ledger::open_payable(tx, ledger::PayableClass::supplier, ids.next(), "USD", ids)
                .value();
        return inventory::add_supplier(tx, moment(), supplier).value();
    });
    insert_numbers("GB", "+4477009", 30);
}

void HouseTest::add_numbers(std::string_view country, std::string_view prefix, int count) {
    port();
    insert_numbers(country, prefix, count);
}

void HouseTest::give_numbers_to(const Person& person) {
    port();
    write([&](db::Tx& tx) {
        const auto account = ledger::open_payable(
            tx, ledger::PayableClass::operator_, person.id.value(), "USD", ids
        );
        tx.exec(give_supplier, supplier_, person.id, account);
    });
}

void HouseTest::insert_numbers(std::string_view country, std::string_view prefix, int count) {
    write([&](db::Tx& tx) {
        std::vector<inventory::NewNumber> numbers;
        numbers.reserve(static_cast<std::size_t>(count));
        for (int i = 0; i < count; ++i) {
            numbers.push_back(
                {.e164 = fmt::format("{}{:05}", prefix, i),
                 .country = std::string{country},
                 .supplier = supplier_,
                 .services = {},
                 .attestation = inventory::Attestation{AccountId{1}, "test-1"}}
            );
        }
        EXPECT_TRUE(inventory::add_numbers(tx, moment(), numbers));
    });
}

Person HouseTest::add_person(const NewPerson& person) {
    port();
    const identity::RegistrationRules rules{18, config.terms_version, "free"};
    const identity::RegisterAccount request{
        .email = Personal{std::string{person.name} + "@example.com"},
        .username = std::string{person.name},
        .password_hash = person.password.empty() ? "k1$2b$04$not-a-real-hash"
                                                 : house_->hasher().hash(Secret{person.password}),
        .birth_date = std::chrono::year{1990} / 5 / 17,
        .terms_version = config.terms_version,
        .wallet = ids.make<WalletId>(),
        .role = person.role
    };
    return write([&](db::Tx& tx) {
        const auto account =
            identity::register_account(tx, request, rules, moment()).value().account.value();
        ledger::open_wallet(tx, request.wallet, "USD");
        if (person.balance.is_positive()) {
            const ledger::ManualCredit credit{request.wallet, person.balance, "test", account.id};
            EXPECT_TRUE(ledger::credit_manual(tx, credit, moment()));
        }
        const identity::CreateApiKey order{account.id, "test", identity::Scopes::all(), {}};
        const auto key =
            identity::create_api_key(tx, order, house_->server_key(), moment()).value();
        return Person{
            account.id,
            request.wallet,
            account.email.reveal(),
            "Authorization: Bearer " + key.key.reveal() + "\r\n",
            key.id
        };
    });
}

void HouseTest::revoke_unheard(const Person& person) {
    write([&](db::Tx& tx) { tx.exec(revoke_silently, person.key); });
}

Reply HouseTest::deliver(const Sms& sms) {
    boost::json::object message{
        {"id", sms.id.empty() ? "sms-" + std::to_string(++messages_sent_) : sms.id},
        {"to", sms.to},
        {"from", sms.from},
        {"text", sms.text}
    };
    if (!sms.received_at.empty()) message["received_at"] = sms.received_at;
    return deliver_body(boost::json::serialize(message));
}

Reply HouseTest::deliver_body(std::string_view body) {
    const auto timestamp = std::to_string(to_micros(timer.now()) / 1'000'000);
    const auto headers = fmt::format(
        "X-Otpost-Timestamp: {}\r\nX-Otpost-Signature: {}\r\n",
        timestamp,
        suppliers::http::signature(hook_secret_, timestamp, body)
    );
    return Caller{port(), headers}.send("POST", "/ingest/http/testhook", body);
}

Reply HouseTest::open_lease(const Person& person, std::string_view service) {
    return as(person).post(
        "/v1/leases", fmt::format(R"({{"country":"GB","service":"{}"}})", service)
    );
}

bool HouseTest::wait_until(const std::function<bool()>& condition) {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (std::chrono::steady_clock::now() < end) {
        if (condition()) return true;
        std::this_thread::sleep_for(2ms);
    }
    return false;
}

std::string HouseTest::log_text() const {
    std::fflush(log_);
    std::ifstream file(config.data / "otpost.log");
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

}  // namespace otpost::api_test
