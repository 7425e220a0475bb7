// SPDX-License-Identifier: Apache-2.0
// What the tests of the second factor share: an app that shows codes, and short ways to enrol it.
#pragma once

#include "identity/identity_fixture.hpp"
#include "identity/recovery_codes.hpp"
#include "identity/second_factor.hpp"
#include "identity/totp.hpp"

#include <atomic>
#include <thread>

namespace otpost::identity {

class SecondFactorFixture : public IdentityTest {
protected:
    Secret start_one(const Account& account) {
        return write([&](db::Tx& tx) {
            return second_factor::start_enrolment(tx, account.id, server_key, moment());
        });
    }

    Result<std::vector<Secret>> confirm(const Account& account, std::string_view code) {
        return write([&](db::Tx& tx) {
            return second_factor::confirm_enrolment(tx, account.id, code, server_key, moment());
        });
    }

    /// What the app with this seed shows now, or some steps from now.
    std::string shown(const Secret& seed, std::int64_t steps_from_now = 0) {
        return totp_code(seed, totp_step_at(clock.now()) + steps_from_now).reveal();
    }

    /// Six digits that the app doesn't show.
    std::string wrong(const Secret& seed) {
        for (std::string code : {"000000", "000001", "000002", "000003"})
            if (!totp_step_of(seed, code, clock.now())) return code;
        return {};
    }

    struct Enrolled {
        Account account;
        Secret seed;
        std::vector<Secret> recovery_codes;
    };

    /// Active, and the clock is where the app shows the next code.
    Enrolled enrol(std::string_view name) {
        Enrolled enrolled{register_one(name), {}, {}};
        enrolled.seed = start_one(enrolled.account);
        enrolled.recovery_codes = confirm(enrolled.account, shown(enrolled.seed)).value();
        clock.advance(totp_step_length);
        return enrolled;
    }

    Result<second_factor::Proof> check(const Account& account, std::string_view code) {
        return write([&](db::Tx& tx) {
                   return second_factor::check_code(tx, account.id, code, server_key, clock.now());
               }
        ).proof;
    }

    ErrorCode refusal(const Account& account, std::string_view code) {
        const auto checked = check(account, code);
        return checked ? ErrorCode::internal_error : checked.error().code;
    }

    bool is_active(const Account& account) {
        return read([&](db::Tx& tx) { return second_factor::is_active(tx, account.id); });
    }

    std::optional<second_factor::State> state_of(const Account& account) {
        return read([&](db::Tx& tx) { return second_factor::find_state(tx, account.id); });
    }

    /// How many of `threads` times `each` calls at once were true.
    template <class F>
    static int count_at_once(int threads, int each, F call) {
        std::atomic<int> count{0};
        std::vector<std::jthread> all;
        all.reserve(static_cast<std::size_t>(threads));
        for (int i = 0; i < threads; ++i)
            all.emplace_back([&] {
                for (int j = 0; j < each; ++j)
                    if (call()) ++count;
            });
        all.clear();
        return count;
    }
};

}  // namespace otpost::identity
