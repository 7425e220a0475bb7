// SPDX-License-Identifier: Apache-2.0
// A whole server on a store of each engine, on a port of its own, with a clock that stands still
// until the test moves it. It sells WhatsApp, Telegram, Google and Signal in GB and DE; PayPal is
// there and blocked. Accounts and numbers are made through the domain, everything else is HTTP.
// Rate limits are raised but for what guards passwords.
#pragma once

#include "app/house.hpp"
#include "client.hpp"
#include "stepped_timer.hpp"
#include "testing/store.hpp"

#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

namespace otpost::api_test {

using namespace std::chrono_literals;

inline constexpr Time start_time{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};
inline constexpr Money whatsapp_price{350'000};
inline constexpr Money other_price{500'000};

struct Person {
    AccountId id;
    WalletId wallet;
    std::string email;
    std::string headers;  ///< with its API key
    ApiKeyId key;
};

struct NewPerson {
    std::string_view name = "ada";
    identity::Role role = identity::Role::user;
    Money balance{100'000'000};
    std::string password{};  ///< empty: can't sign in, which saves the time of a hash
};

/// An SMS as the supplier hands it over. Empty `id`: a new one.
struct Sms {
    std::string to;
    std::string text;
    std::string from = "WhatsApp";
    std::string id{};
    std::string received_at{};
};

class HouseTest : public otpost::testing::EngineTest {
protected:
    HouseTest();
    ~HouseTest() override;

    /// Starts to serve unless it does; change `config` and store().options() before.
    unsigned short port();

    /// Drains and waits until run() has returned. The store is stopped then.
    void stop();

    app::House& house() { return *house_; }

    Person add_person(const NewPerson& person = {});
    void add_numbers(std::string_view country, std::string_view prefix, int count);

    /// All numbers there are, and 40 % of the price of what they serve from now on.
    void give_numbers_to(const Person& person);

    Caller as(const Person& person) { return {port(), person.headers}; }

    Caller stranger() { return {port(), ""}; }

    EventReader events_of(const Person& person, std::optional<std::int64_t> after = {}) {
        return {port(), person.headers, after};
    }

    /// Its key, and nobody is told, as if the announcement were lost.
    void revoke_unheard(const Person& person);

    /// POST to the supplier's webhook, signed.
    Reply deliver(const Sms& sms);
    Reply deliver_body(std::string_view body);

    Reply open_lease(const Person& person, std::string_view service = "whatsapp");

    /// Asks until the answer is right, for as long as `patience`.
    static bool wait_until(const std::function<bool()>& condition);

    Moment moment() { return {timer.now(), ids, random}; }

    template <class F>
    auto write(F work) {
        return db::write(database(), [&](db::Tx& tx) { return work(tx); });
    }

    template <class F>
    auto read(F work) {
        return db::read(database(), [&](db::Tx& tx) { return work(tx); });
    }

    std::string log_text() const;

    app::Config config;
    SteppedTimer timer{start_time};
    SystemRandom random;
    IdGenerator ids{timer, 1};
    const Clock* pace = &timer;  ///< of rate limits

private:
    void fill_catalog();
    void add_supplier();
    void insert_numbers(std::string_view country, std::string_view prefix, int count);

    std::FILE* log_;
    Secret hook_secret_;
    SupplierId supplier_;
    std::unique_ptr<app::House> house_;
    std::thread thread_;
    unsigned short port_ = 0;
    int messages_sent_ = 0;
};

}  // namespace otpost::api_test
