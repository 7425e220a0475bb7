// SPDX-License-Identifier: Apache-2.0
// A caller that signs in as the dashboard does.
#pragma once

#include "house_fixture.hpp"
#include "identity/sessions.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace otpost::api_test {

class BrowserTest : public HouseTest {
protected:
    Reply sign_in(std::string_view email, std::string_view password) {
        return stranger().send(
            "POST",
            "/v1/auth/sign-in",
            fmt::format(R"({{"email":"{}","password":"{}"}})", email, password)
        );
    }

    static std::string cookie_of(const Reply& signed_in) {
        const std::string cookie = signed_in.header("set-cookie");
        return "Cookie: " + cookie.substr(0, cookie.find(';')) + "\r\n";
    }

    /// With what our own page sends.
    Caller browser_with(const Reply& signed_in) {
        return {port(), cookie_of(signed_in) + std::string{own_page}};
    }

    /// Header lines of a browser that has just signed in, without the work of a password.
    std::string session_of(const Person& person) {
        const auto opened = write([&](db::Tx& tx) {
            return identity::open_session(tx, person.id, "test", moment());
        });
        return "Cookie: __Host-session=" + opened.token.reveal() + "\r\n" + std::string{own_page};
    }

    /// Something for each parameter of a path template.
    static std::string filled_path(std::string_view path) {
        std::string filled;
        bool inside = false;
        for (const char c : path) {
            if (c == '{') filled += "x";
            inside = c == '{' || (inside && c != '}');
            if (!inside && c != '}') filled += c;
        }
        return filled;
    }

    static constexpr std::string_view own_page =
        "X-Otpost-Csrf: 1\r\nSec-Fetch-Site: same-origin\r\n";
};

}  // namespace otpost::api_test
