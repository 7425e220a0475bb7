// SPDX-License-Identifier: Apache-2.0
// A house that writes its emails into a folder, and what is in them.
#pragma once

#include "browser.hpp"
#include "testing/mailbox.hpp"

#include <fmt/format.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace otpost::api_test {

using otpost::testing::digits_in;
using otpost::testing::reset_code_in;

class MailboxTest : public BrowserTest {
protected:
    static constexpr std::string_view password = "correct horse battery staple";
    static constexpr std::string_view other_password = "a wholly different sentence";

    MailboxTest() { config.mail.folder = config.data / "mail"; }

    Reply register_as(
        std::string_view name, std::string_view username = {}, std::string_view language = "en"
    ) {
        return stranger().send(
            "POST",
            "/v1/auth/register",
            fmt::format(
                R"({{"email":"{}@example.com","username":"{}","password":"{}",)"
                R"("birth_date":"1990-05-17","accept_terms":true,"language":"{}"}})",
                name,
                username.empty() ? name : username,
                password,
                language
            )
        );
    }

    /// As a stranger, with a body of strings.
    Reply ask(
        std::string_view path,
        std::initializer_list<std::pair<std::string_view, std::string_view>> fields
    ) {
        std::string body;
        for (const auto& [name, value] : fields)
            body += fmt::format(R"({}"{}":"{}")", body.empty() ? "{" : ",", name, value);
        return stranger().send("POST", fmt::format("/v1/auth/{}", path), body + "}");
    }

    Reply verify(std::string_view email, std::string_view code) {
        return ask("verify-email", {{"email", email}, {"code", code}});
    }

    Reply reset(std::string_view email, std::string_view code, std::string_view chosen) {
        return ask("reset-password", {{"email", email}, {"code", code}, {"password", chosen}});
    }

    std::vector<std::string> emails() { return otpost::testing::emails_in(config.data / "mail"); }

    /// Once so many have come.
    std::string newest_email(std::size_t count) {
        // On a machine that has no time for the postman the clock must not outrun its claim.
        Duration moved{};
        EXPECT_TRUE(wait_until([&] {
            if (emails().size() >= count) return true;
            if (moved >= 10s) std::this_thread::sleep_for(100ms);
            timer.advance(100ms);
            moved += 100ms;
            return false;
        }));
        const auto all = emails();
        EXPECT_EQ(all.size(), count);
        return all.empty() ? "" : all.back();
    }

    /// That no more come than these.
    void expect_emails(std::size_t count) {
        for (int i = 0; i < 30; ++i) {
            timer.advance(100ms);
            std::this_thread::sleep_for(2ms);
        }
        EXPECT_EQ(emails().size(), count);
    }

    static std::string other_than(std::string_view code) {
        return code == "000000" ? "000001" : "000000";
    }
};

}  // namespace otpost::api_test
