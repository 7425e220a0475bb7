// SPDX-License-Identifier: Apache-2.0
// Two-factor sign-in as browsers meet it (A5, SEC-O1 to O4).
#include "identity/second_factor.hpp"

#include "app.hpp"
#include "audit/verify.hpp"

#include <gmock/gmock.h>

#include <thread>

namespace otpost::api_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class SecondFactorApi : public SecondFactorBrowser {
protected:
    void SetUp() override { ada = add_person({.password = std::string{password}}); }

    Caller browser() { return {port(), session_of(ada)}; }

    static Reply turn_off(Caller& browser, std::string_view secret, std::string_view code) {
        return browser.post(
            std::string{path} + "/turn-off",
            fmt::format(R"({{"password":"{}","code":"{}"}})", secret, code)
        );
    }

    Reply log() {
        const Person root = add_person({.name = "root", .role = identity::Role::admin});
        return as(root).get("/v1/admin/audit");
    }

    Person ada;
};

INSTANTIATE_TEST_SUITE_P(Engines, SecondFactorApi, testing::all_engines, testing::engine_name);

TEST_P(SecondFactorApi, SEC_O3_IsSetUpByProvingOneCode) {
    Caller caller = browser();
    EXPECT_EQ(caller.get(path)["/active"], "false");
    const Reply started = caller.post(path);
    ASSERT_EQ(started.status, 201U) << started;
    EXPECT_EQ(started["/secret"].size(), 32U);
    EXPECT_THAT(
        started["/uri"],
        StartsWith(
            "otpauth://totp/Otpost:ada%40example.com?secret=" + started["/secret"] +
            "&issuer=Otpost"
        )
    );
    EXPECT_THAT(started["/qr"], StartsWith("data:image/svg+xml;base64,"));
    const Secret seed = seed_of(started["/secret"]);
    const std::string confirm = std::string{path} + "/confirm";
    const Reply refused = caller.post(confirm, with_code(wrong(seed)));
    EXPECT_EQ(refused.status, 422U) << refused;
    EXPECT_EQ(refused["/errors/0/field"], "code");
    EXPECT_EQ(caller.get(path)["/active"], "false");
    EXPECT_EQ(sign_in(ada.email, password)["/status"], "signed_in");
    const Reply done = caller.post(confirm, with_code(shown(seed)));
    ASSERT_EQ(done.status, 200U) << done;
    EXPECT_EQ(done["/recovery_codes/9"].size(), 29U);
    EXPECT_EQ(done["/recovery_codes/10"], "absent");
    const Reply state = caller.get(path);
    EXPECT_EQ(state["/active"], "true") << state;
    EXPECT_EQ(state["/required"], "false");
    EXPECT_EQ(state["/recovery_codes_left"], "10");
    EXPECT_EQ(caller.post(confirm, with_code(shown(seed)))["/code"], "conflict");
}

TEST_P(SecondFactorApi, A5_SigningInTakesTwoSteps) {
    const App app = enrol(ada);
    const Reply first = sign_in(ada.email, password);
    ASSERT_EQ(first.status, 200U) << first;
    EXPECT_EQ(first["/status"], "second_factor_required");
    EXPECT_EQ(first["/account"], "null");
    const auto cookies = first.all_headers("set-cookie");
    ASSERT_EQ(cookies.size(), 1U) << "no session yet";
    EXPECT_THAT(cookies[0], StartsWith("__Host-challenge=ch_"));
    EXPECT_THAT(cookies[0], HasSubstr("Max-Age=300"));
    EXPECT_THAT(cookies[0], HasSubstr("HttpOnly"));
    EXPECT_THAT(cookies[0], HasSubstr("Secure"));
    EXPECT_THAT(cookies[0], HasSubstr("SameSite=Strict"));
    EXPECT_EQ(Caller(port(), cookie_of(first)).get("/v1/account").status, 401U);

    const Reply second = second_step(first, shown(app.seed));
    ASSERT_EQ(second.status, 200U) << second;
    EXPECT_EQ(second["/status"], "signed_in");
    EXPECT_EQ(second["/account/username"], "ada");
    EXPECT_THAT(second.all_headers("set-cookie").back(), StartsWith("__Host-challenge=;"));
    EXPECT_EQ(browser_with(second).get("/v1/account").status, 200U);
}

TEST_P(SecondFactorApi, SEC_O1_ACodeSignsInOnce) {
    const App app = enrol(ada);
    const std::string code = shown(app.seed);
    EXPECT_EQ(second_step(ada, code).status, 200U);
    const Reply again = second_step(ada, code);
    EXPECT_EQ(again.status, 401U) << again;
    EXPECT_EQ(again["/code"], "invalid_credentials");
    EXPECT_TRUE(again.all_headers("set-cookie").empty());
    wait_for_next_code();
    EXPECT_EQ(second_step(ada, shown(app.seed)).status, 200U);
}

TEST_P(SecondFactorApi, SEC_O1_OfManyBrowsersAtOnceOneSignsIn) {
    const App app = enrol(ada);
    const Reply first = sign_in(ada.email, password);
    const std::string code = shown(app.seed);
    std::atomic<int> signed_in{0};
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            if (second_step(first, code).status == 200) ++signed_in;
        });
    threads.clear();
    EXPECT_EQ(signed_in, 1);
}

TEST_P(SecondFactorApi, SEC_O2_WrongCodesAreSlowedApartFromPasswords) {
    const App app = enrol(ada);
    const Reply first = sign_in(ada.email, password);
    ASSERT_EQ(first["/status"], "second_factor_required");
    for (int i = 0; i < 5; ++i) EXPECT_EQ(second_step(first, wrong(app.seed)).status, 401U) << i;
    const Reply waiting = second_step(first, shown(app.seed));
    EXPECT_EQ(waiting.status, 429U) << waiting;
    EXPECT_EQ(waiting.header("retry-after"), "1");
    const Reply again = sign_in(ada.email, password);
    EXPECT_EQ(again["/status"], "second_factor_required") << "the password has its own count";
    timer.advance(1s);
    EXPECT_EQ(second_step(again, shown(app.seed)).status, 200U);
}

TEST_P(SecondFactorApi, SEC_O2_WithoutThePasswordNobodyCanMakeTheOwnerWait) {
    const App app = enrol(ada);
    const Reply wrong_password = sign_in(ada.email, "wrong");
    EXPECT_EQ(wrong_password.status, 401U);
    for (const auto& cookie :
         {std::string{},
          "Cookie: __Host-challenge=ch_" + std::to_string(ada.id.value()) +
              "_9000000000000000_AAAA\r\n"}) {
        const Reply refused =
            Caller(port(), cookie)
                .send("POST", "/v1/auth/second-factor", with_code(wrong(app.seed)));
        EXPECT_EQ(refused.status, 401U) << refused;
        EXPECT_EQ(refused["/code"], "unauthenticated");
    }
    EXPECT_EQ(second_step(ada, shown(app.seed)).status, 200U);
}

TEST_P(SecondFactorApi, A5_AChallengeEnds) {
    const App app = enrol(ada);
    const Reply first = sign_in(ada.email, password);
    timer.advance(5min);
    EXPECT_EQ(second_step(first, shown(app.seed))["/code"], "unauthenticated");
    const Reply next = sign_in(ada.email, password);
    write([&](db::Tx& tx) {
        return identity::set_password_hash(tx, ada.id, "another", timer.now());
    });
    EXPECT_EQ(second_step(next, shown(app.seed))["/code"], "unauthenticated");
}

TEST_P(SecondFactorApi, SEC_O4_ARecoveryCodeSignsInOnce) {
    const App app = enrol(ada);
    const Reply signed_in = second_step(ada, app.recovery_codes[4]);
    ASSERT_EQ(signed_in.status, 200U) << signed_in;
    EXPECT_EQ(browser_with(signed_in).get(path)["/recovery_codes_left"], "9");
    EXPECT_EQ(second_step(ada, app.recovery_codes[4]).status, 401U);
    std::string typed = app.recovery_codes[5];
    for (char& c : typed) c = static_cast<char>(std::tolower(c));
    std::erase(typed, '-');
    EXPECT_EQ(second_step(ada, typed).status, 200U);
}

TEST_P(SecondFactorApi, SEC_O4_NewRecoveryCodesEndTheOldOnes) {
    const App app = enrol(ada);
    const CookieJar jar = jar_of(ada);
    Caller caller = browser_with(jar);
    const std::string renew = std::string{path} + "/recovery-codes";
    const Reply renewed = caller.post(renew);
    ASSERT_EQ(renewed.status, 201U) << renewed;
    EXPECT_EQ(second_step(ada, app.recovery_codes[0]).status, 401U);
    EXPECT_EQ(second_step(ada, renewed["/recovery_codes/0"]).status, 200U);
    timer.advance(11min);
    Caller later = browser_with(refreshed(jar));
    EXPECT_EQ(later.post(renew)["/code"], "recent_sign_in_required");
}

TEST_P(SecondFactorApi, SEC_O3_WhatIsShownOnceIsNotInARepeatedAnswer) {
    Caller caller = browser();
    const Reply started = caller.post(path, "{}", "start");
    const Reply repeated = caller.post(path, "{}", "start");
    EXPECT_EQ(repeated.status, 201U) << repeated;
    EXPECT_EQ(repeated["/secret"], "");
    EXPECT_EQ(repeated["/uri"], "");
    EXPECT_EQ(repeated["/qr"], "");
    const std::string body = with_code(shown(seed_of(started["/secret"])));
    const std::string confirm = std::string{path} + "/confirm";
    EXPECT_NE(caller.post(confirm, body, "confirm")["/recovery_codes/0"], "absent");
    const Reply again = caller.post(confirm, body, "confirm");
    EXPECT_EQ(again.status, 200U) << again;
    EXPECT_EQ(again["/recovery_codes/0"], "absent");
    EXPECT_THAT(log_text(), Not(HasSubstr(started["/secret"])));
}

TEST_P(SecondFactorApi, SEC_S3_OtherSessionsEndWhenItIsTurnedOn) {
    Caller elsewhere = browser();
    Caller here = browser();
    ASSERT_EQ(elsewhere.get("/v1/account").status, 200U);
    enrol(here);
    EXPECT_TRUE(wait_until([&] { return elsewhere.get("/v1/account").status == 401; }));
    EXPECT_EQ(here.get("/v1/account").status, 200U);
}

TEST_P(SecondFactorApi, SEC_S11_ConfirmingAsksForACodeToo) {
    const App app = enrol(ada);
    Caller caller = browser();
    const auto confirm = [&](const std::string& more) {
        return caller.send(
            "POST", "/v1/auth/confirm", fmt::format(R"({{"password":"{}"{}}})", password, more)
        );
    };
    const Reply missing = confirm("");
    EXPECT_EQ(missing.status, 422U) << missing;
    EXPECT_EQ(missing["/errors/0/field"], "code");
    EXPECT_EQ(confirm(R"(,"code":")" + wrong(app.seed) + '"').status, 401U);
    EXPECT_EQ(caller.get("/v1/account").status, 200U) << "the session stays";
    const Reply confirmed = confirm(R"(,"code":")" + shown(app.seed) + '"');
    EXPECT_EQ(confirmed.status, 200U) << confirmed;
    EXPECT_EQ(browser_with(confirmed).get("/v1/account").status, 200U);
}

TEST_P(SecondFactorApi, A5_TurningItOffAsksForPasswordAndCode) {
    const App app = enrol(ada);
    Caller caller = browser();
    EXPECT_EQ(turn_off(caller, "a wrong but long password", shown(app.seed)).status, 401U);
    EXPECT_EQ(turn_off(caller, password, wrong(app.seed)).status, 401U);
    EXPECT_EQ(caller.get(path)["/active"], "true");
    EXPECT_EQ(turn_off(caller, password, shown(app.seed)).status, 204U);
    EXPECT_EQ(caller.get(path)["/active"], "false");
    EXPECT_EQ(turn_off(caller, password, shown(app.seed))["/code"], "conflict");
    EXPECT_EQ(sign_in(ada.email, password)["/status"], "signed_in");
}

TEST_P(SecondFactorApi, SEC_P1_AShortPasswordCantBeTheOnlyFactor) {
    const Person grace = add_person({.name = "grace", .password = "eight ch"});
    const App app = enrol(grace);
    Caller caller{port(), session_of(grace)};
    const Reply refused = turn_off(caller, "eight ch", shown(app.seed));
    EXPECT_EQ(refused.status, 422U) << refused;
    EXPECT_EQ(refused["/code"], "password_too_weak");
    EXPECT_EQ(caller.get(path)["/active"], "true");
}

TEST_P(SecondFactorApi, A5_AKeyChangesNothing) {
    const App app = enrol(ada);
    Caller program = as(ada);
    EXPECT_EQ(program.get(path)["/active"], "true");
    EXPECT_EQ(program.post(path)["/code"], "forbidden");
    EXPECT_EQ(program.post(std::string{path} + "/recovery-codes")["/code"], "forbidden");
    EXPECT_EQ(
        program.post(std::string{path} + "/confirm", with_code(shown(app.seed)))["/code"],
        "forbidden"
    );
    EXPECT_EQ(turn_off(program, password, shown(app.seed))["/code"], "forbidden");
}

TEST_P(SecondFactorApi, A5_AnotherAppCanTakeOver) {
    const App old = enrol(ada);
    const App next = enrol(ada);
    EXPECT_EQ(second_step(ada, shown(old.seed)).status, 401U);
    EXPECT_EQ(second_step(ada, shown(next.seed)).status, 200U);
}

TEST_P(SecondFactorApi, SEC_O4_OwnersAreToldByEmail) {
    const App app = enrol(ada);
    EXPECT_THAT(newest_email(1), HasSubstr("Subject: Two-factor sign-in was turned on\r\n"));
    ASSERT_EQ(second_step(ada, app.recovery_codes[0]).status, 200U);
    EXPECT_THAT(newest_email(3), HasSubstr("Subject: A new device has signed in\r\n"));
    const std::string used = emails().at(1);
    EXPECT_THAT(used, HasSubstr("Subject: A recovery code was used\r\n"));
    EXPECT_THAT(used, HasSubstr("Recovery codes left: 9"));
    Caller caller = browser();
    ASSERT_EQ(turn_off(caller, password, shown(app.seed)).status, 204U);
    EXPECT_THAT(newest_email(4), HasSubstr("Subject: Two-factor sign-in was turned off\r\n"));
}

TEST_P(SecondFactorApi, SEC_P7_AResetPasswordDoesNotSkipIt) {
    const App app = enrol(ada);
    newest_email(1);
    ASSERT_EQ(ask("forgot-password", {{"email", ada.email}}).status, 202U);
    const std::string code = reset_code_in(newest_email(2));
    ASSERT_EQ(reset(ada.email, code, other_password).status, 200U);
    const Reply first = sign_in(ada.email, other_password);
    EXPECT_EQ(first["/status"], "second_factor_required") << first;
    wait_for_next_code();
    EXPECT_EQ(second_step(first, shown(app.seed)).status, 200U);
}

TEST_P(SecondFactorApi, A9_AllOfItIsOnRecord) {
    const App app = enrol(ada);
    ASSERT_EQ(second_step(ada, wrong(app.seed)).status, 401U);
    ASSERT_EQ(second_step(ada, shown(app.seed)).status, 200U);
    ASSERT_EQ(second_step(ada, app.recovery_codes[0]).status, 200U);
    Caller caller = browser();
    ASSERT_EQ(caller.post(std::string{path} + "/recovery-codes").status, 201U);
    wait_for_next_code();
    ASSERT_EQ(turn_off(caller, password, shown(app.seed)).status, 204U);
    const Reply found = log();
    const std::vector<std::string> expected{
        "second_factor.disabled",
        "recovery_codes.renewed",
        "sign_in.succeeded",
        "recovery_code.used",
        "second_factor.asked",
        "sign_in.succeeded",
        "second_factor.asked",
        "second_factor.failed",
        "second_factor.asked",
        "second_factor.enabled"
    };
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_EQ(found[fmt::format("/items/{}/action", i)], expected[i]) << i << found;
        const auto object = found[fmt::format("/items/{}/object", i)];
        if (expected[i] != "sign_in.succeeded") EXPECT_EQ(object, to_string(ada.id)) << i;
    }
    EXPECT_EQ(found["/items/2/detail"], "recovery code");
    EXPECT_EQ(found["/items/5/detail"], "second factor");
    EXPECT_EQ(found["/items/7/result"], "invalid_credentials");
    EXPECT_EQ(found["/items/7/detail"], "signing in");
    EXPECT_TRUE(read([](db::Tx& tx) { return audit::verify(tx); }).ok());
}

}  // namespace
}  // namespace otpost::api_test
