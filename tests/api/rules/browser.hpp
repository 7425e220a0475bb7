// SPDX-License-Identifier: Apache-2.0
// A caller that signs in as the dashboard does, and sends what its page sends.
#pragma once

#include "api/session_cookies.hpp"
#include "house_fixture.hpp"
#include "identity/sessions.hpp"

#include <fmt/format.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::api_test {

/// The cookies of a browser, by their whole names.
class CookieJar {
public:
    CookieJar() = default;

    explicit CookieJar(const Reply& reply) { take(reply.all_headers("set-cookie")); }

    void take(const std::vector<std::string>& set_cookies) {
        for (const std::string& line : set_cookies) {
            const auto equals = line.find('=');
            const std::string name = line.substr(0, equals);
            const std::string value = line.substr(equals + 1, line.find(';') - equals - 1);
            if (value.empty())
                cookies_.erase(name);
            else
                cookies_[name] = value;
        }
    }

    void take(const Reply& reply) { take(reply.all_headers("set-cookie")); }

    void set(const std::string& name, std::string value) { cookies_[name] = std::move(value); }

    void drop(const std::string& name) { cookies_.erase(name); }

    std::string value(const std::string& name) const {
        const auto found = cookies_.find(name);
        return found == cookies_.end() ? "" : found->second;
    }

    /// The Cookie header.
    std::string cookie_line() const {
        std::string line;
        for (const auto& [name, value] : cookies_)
            line += fmt::format("{}{}={}", line.empty() ? "Cookie: " : "; ", name, value);
        return line.empty() ? line : line + "\r\n";
    }

    /// What our own page sends besides.
    std::string token_line() const {
        return fmt::format("X-CSRF-Token: {}\r\n", value("__Host-csrf"));
    }

    std::string headers() const {
        return cookie_line() + token_line() + "Sec-Fetch-Site: same-origin\r\n";
    }

private:
    std::map<std::string, std::string> cookies_;
};

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
        return CookieJar{signed_in}.cookie_line();
    }

    /// With what our own page sends.
    Caller browser_with(const Reply& signed_in) { return browser_with(CookieJar{signed_in}); }

    Caller browser_with(const CookieJar& jar) { return {port(), jar.headers()}; }

    /// The cookies of a browser that has just signed in, without the work of a password.
    CookieJar jar_of(const Person& person) {
        const auto opened = write([&](db::Tx& tx) {
            return identity::open_session(tx, person.id, "test", moment());
        });
        net::Response response;
        api::set_session_cookies(response, opened, house().server_key(), moment());
        std::vector<std::string> cookies;
        for (const auto& [name, value] : response.headers) cookies.push_back(value);
        CookieJar jar;
        jar.take(cookies);
        return jar;
    }

    /// After its access token was renewed.
    CookieJar refreshed(CookieJar jar) {
        const Reply renewed = stranger().send("POST", "/v1/auth/refresh", {}, jar.headers());
        EXPECT_EQ(renewed.status, 204U) << renewed;
        jar.take(renewed);
        return jar;
    }

    /// Its header lines.
    std::string session_of(const Person& person) { return jar_of(person).headers(); }

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
};

}  // namespace otpost::api_test
