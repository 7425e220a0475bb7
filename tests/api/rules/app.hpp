// SPDX-License-Identifier: Apache-2.0
// An authenticator app for tests, and a browser that sets one up.
#pragma once

#include "identity/totp.hpp"
#include "mailbox.hpp"
#include "testing/authenticator.hpp"

#include <cstdlib>
#include <liboath/oath.h>

namespace otpost::api_test {

class SecondFactorBrowser : public MailboxTest {
protected:
    static constexpr std::string_view path = "/v1/account/second-factor";

    static std::string with_code(std::string_view code) {
        return fmt::format(R"({{"code":"{}"}})", code);
    }

    static Secret seed_of(const std::string& text) {
        return Secret{otpost::testing::seed_of(text)};
    }

    /// What an app with this seed shows now.
    std::string shown(const Secret& seed) {
        return identity::totp_code(seed, identity::totp_step_at(timer.now())).reveal();
    }

    std::string wrong(const Secret& seed) {
        for (std::string code : {"000000", "000001", "000002", "000003"})
            if (!identity::totp_step_of(seed, code, timer.now())) return code;
        return {};
    }

    /// Until the app shows another code.
    void wait_for_next_code() { timer.advance(identity::totp_step_length); }

    struct App {
        Secret seed;
        std::vector<std::string> recovery_codes;
    };

    /// Ends with an app that shows a code which was not used yet.
    App enrol(Caller& browser) {
        const Reply started = browser.post(path);
        EXPECT_EQ(started.status, 201U) << started;
        App app{seed_of(started["/secret"]), {}};
        const Reply done = browser.post(std::string{path} + "/confirm", with_code(shown(app.seed)));
        EXPECT_EQ(done.status, 200U) << done;
        for (std::size_t i = 0; i < 10; ++i)
            app.recovery_codes.push_back(done[fmt::format("/recovery_codes/{}", i)]);
        wait_for_next_code();
        return app;
    }

    App enrol(const Person& person) {
        Caller browser{port(), session_of(person)};
        return enrol(browser);
    }

    /// The second step, with the challenge of the first.
    Reply second_step(const Reply& first, std::string_view code) {
        return Caller{port(), cookie_of(first)}.send(
            "POST", "/v1/auth/second-factor", with_code(code)
        );
    }

    Reply second_step(const Person& person, std::string_view code) {
        return second_step(sign_in(person.email, password), code);
    }
};

}  // namespace otpost::api_test
