// SPDX-License-Identifier: Apache-2.0
// What the tests of the audit log share: a store, a clock that stands still, and a sample of
// entries.
#pragma once

#include "audit/audit.hpp"
#include "testing/store.hpp"

#include <gtest/gtest.h>

#include <string>

namespace otpost::audit {

inline constexpr Time start{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};
inline constexpr AccountId ada{41};
inline constexpr AccountId root{42};

class AuditTest : public otpost::testing::EngineTest {
protected:
    Moment moment() { return {clock.now(), ids, random}; }

    std::int64_t add(const Entry& entry) {
        return db::write(database(), [&](db::Tx& tx) { return append(tx, entry, moment()); });
    }

    std::vector<Listed> listed(const Filter& filter = {}) {
        return db::read(database(), [&](db::Tx& tx) { return page(tx, filter); });
    }

    /// Past the program, as somebody with the store's password can.
    void run(const std::string& sql) {
        db::write(database(), [&](db::Tx& tx) { tx.run_unprepared(sql); });
    }

    /// Five entries; the second has all personal parts.
    void add_sample() {
        add(
            {.action = Action::account_registered,
             .actor = Actor::system(),
             .object = Object::of(ada)}
        );
        add(
            {.action = Action::sign_in_failed,
             .object = Object::of(ada),
             .result = "invalid_credentials",
             .detail = "once",
             .request_id = "r-2",
             .personal =
                 {.ip = Personal{"192.0.2.7"},
                  .email = Personal{"ada@example.com"},
                  .user_agent = Personal{"Browser/1.0"},
                  .reason = Personal{"none given"}}}
        );
        add(
            {.action = Action::sign_in_succeeded,
             .actor = Actor::account(ada),
             .object = Object::of(SessionId{7}),
             .personal = {.ip = Personal{"192.0.2.7"}}}
        );
        add(
            {.action = Action::wallet_credited,
             .actor = Actor::account(root),
             .object = Object::of(ada),
             .detail = "10.00 USD",
             .personal = {.reason = Personal{"bank transfer 7731"}}}
        );
        add({.action = Action::access_refused, .result = "forbidden", .repeats = 17});
    }

    ManualClock clock{start};
    IdGenerator ids{clock, 1};
    SystemRandom random;
};

}  // namespace otpost::audit
