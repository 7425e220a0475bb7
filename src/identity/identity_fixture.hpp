// SPDX-License-Identifier: Apache-2.0
// What the tests of identity share: a store, a clock that stands still, and short ways to make
// accounts, sessions and keys in it.
#pragma once

#include "base/moment.hpp"
#include "crypto/password_hash.hpp"
#include "identity/accounts.hpp"
#include "identity/api_keys.hpp"
#include "identity/sessions.hpp"
#include "identity/sign_in.hpp"
#include "testing/store.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace otpost::identity {

using namespace std::chrono_literals;

inline constexpr Time start{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};

class IdentityTest : public otpost::testing::EngineTest {
protected:
    IdentityTest() {
        // Listeners are called after commits, from an engine thread.
        database().on_announce([this](std::span<const db::Announcement> all) {
            const std::lock_guard lock{mutex_};
            announced_.insert(announced_.end(), all.begin(), all.end());
        });
    }

    ~IdentityTest() override { store().close(); }

    Moment moment() { return {clock.now(), ids, random}; }

    template <class F>
    auto write(F work) {
        return db::write(database(), [&](db::Tx& tx) { return work(tx); });
    }

    template <class F>
    auto read(F work) {
        return db::read(database(), [&](db::Tx& tx) { return work(tx); });
    }

    static RegisterAccount request(std::string_view name) {
        return {
            .email = Personal{std::string{name} + "@example.com"},
            .username = std::string{name},
            .password_hash = "k1$2b$04$not-a-real-hash",
            .birth_date = std::chrono::year{1990} / 5 / 17,
            .terms_version = "2026-01",
            .wallet = {},
        };
    }

    Result<Registration> try_register(RegisterAccount account) {
        if (!account.wallet) account.wallet = ids.make<WalletId>();
        return write([&](db::Tx& tx) { return register_account(tx, account, rules, moment()); });
    }

    Account register_one(std::string_view name, Role role = Role::user) {
        RegisterAccount account = request(name);
        account.role = role;
        return try_register(std::move(account)).value().account.value();
    }

    Account register_with_password(std::string_view name, const std::string& password) {
        RegisterAccount account = request(name);
        account.password_hash = hasher.hash(Secret{password});
        return try_register(std::move(account)).value().account.value();
    }

    OpenedSession open(const Account& account) {
        return write([&](db::Tx& tx) {
            return open_session(tx, account.id, "Browser/1.0", moment());
        });
    }

    Result<Authentication> authenticate(const OpenedSession& session) {
        const ShownSession shown{session.id, session.account};
        return read([&](db::Tx& tx) { return authenticate_session(tx, shown, clock.now()); });
    }

    CreatedApiKey make_key(const Account& account, std::optional<Time> expires_at = {}) {
        const CreateApiKey key{
            account.id, "ci", {Scope::leases_read, Scope::leases_write}, expires_at
        };
        return write([&](db::Tx& tx) { return create_api_key(tx, key, server_key, moment()); }
        ).value();
    }

    Result<Authentication> authenticate_key(const Secret& key) {
        return read([&](db::Tx& tx) {
            return authenticate_api_key(tx, key, server_key, clock.now());
        });
    }

    bool was_announced(AccountId account) {
        const std::lock_guard lock{mutex_};
        const db::Announcement expected{db::Announcement::Topic::keys_changed, account.value()};
        return std::ranges::find(announced_, expected) != announced_.end();
    }

    ManualClock clock{start};
    IdGenerator ids{clock, 1};
    SystemRandom random;
    crypto::Key server_key = crypto::Key::random(random);
    crypto::PasswordHasher hasher{crypto::Key::random(random), random, crypto::bcrypt_cost_min};
    RegistrationRules rules{.age_min = 18, .terms_version = "2026-01", .plan = "free"};

private:
    std::mutex mutex_;
    std::vector<db::Announcement> announced_;
};

}  // namespace otpost::identity
