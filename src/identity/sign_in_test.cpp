// SPDX-License-Identifier: Apache-2.0
#include "identity/sign_in.hpp"

#include "identity/devices.hpp"
#include "identity/identity_fixture.hpp"
#include "identity/sign_in_limits.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace otpost::identity {
namespace {

class SignInTest : public IdentityTest {
protected:
    Result<SignInAttempt> start_one(std::string_view email, std::optional<Secret> device = {}) {
        const StartSignIn request{Personal{std::string{email}}, std::move(device)};
        return write([&](db::Tx& tx) {
            return start_sign_in(tx, request, server_key, hasher.dummy(), clock.now());
        });
    }

    Result<SignedIn> sign_in(
        std::string_view email, const std::string& tried, std::optional<Secret> device = {}
    ) {
        TRY(const SignInAttempt attempt, start_one(email, std::move(device)));
        const bool matches = hasher.verify(Secret{tried}, attempt.password_hash);
        const auto check = matches ? PasswordCheck::matches : PasswordCheck::differs;
        return write([&](db::Tx& tx) {
            return finish_sign_in(tx, attempt, check, "Browser/1.0", moment());
        });
    }

    /// Attempts, with the waits, until one is refused for good or `count` were made.
    std::int64_t fail(std::string_view email, std::int64_t count) {
        std::int64_t made = 0;
        while (made < count) {
            const auto attempt = start_one(email);
            if (attempt) {
                ++made;
                continue;
            }
            const Time retry_at = attempt.error().retry_at.value();
            if (retry_at - clock.now() > retry_wait_max) break;
            clock.set(retry_at);
        }
        return made;
    }

    const std::string password = "correct horse battery";
};

INSTANTIATE_TEST_SUITE_P(
    Engines, SignInTest, otpost::testing::all_engines, otpost::testing::engine_name
);

TEST_P(SignInTest, A2_TheRightPasswordOpensASession) {
    const Account account = register_with_password("ada", password);
    const SignedIn signed_in = sign_in("Ada@Example.com", password).value();
    EXPECT_EQ(signed_in.account.id, account.id);
    EXPECT_EQ(authenticate(signed_in.session)->principal.account, account.id);
}

TEST_P(SignInTest, SEC_S3_APasswordThatWasChangedMeanwhileOpensNothing) {
    const Account account = register_with_password("ada", password);
    const SignInAttempt attempt = start_one("ada@example.com").value();
    const std::string other = hasher.hash(Secret{"another horse battery"});
    ASSERT_TRUE(write([&](db::Tx& tx) {
        return set_password_hash(tx, account.id, other, clock.now());
    }));
    const auto refused = write([&](db::Tx& tx) {
        return finish_sign_in(tx, attempt, PasswordCheck::matches, "Browser/1.0", moment());
    });
    EXPECT_EQ(refused.error().code, ErrorCode::invalid_credentials);
}

TEST_P(SignInTest, A2_UnknownWrongAndSuspendedAreAnsweredAlikeWithTheSameWork) {
    register_with_password("ada", password);
    const Account banned = register_with_password("banned", password);
    write([&](db::Tx& tx) {
        return set_status(tx, banned.id, AccountStatus::suspended, clock.now());
    }).value();
    std::vector<std::string> answers;
    for (const auto& [email, tried] :
         {std::pair{"ada@example.com", std::string{"wrong horse battery"}},
          std::pair{"nobody@example.com", password},
          std::pair{"banned@example.com", password},
          std::pair{"not an email", password},
          std::pair{"", password}}) {
        const std::uint64_t before = hasher.runs();
        const Error error = sign_in(email, tried).error();
        EXPECT_EQ(error.code, ErrorCode::invalid_credentials) << email;
        EXPECT_EQ(hasher.runs(), before + 1) << email;
        EXPECT_FALSE(error.retry_at);
        answers.push_back(error.message);
    }
    EXPECT_EQ(std::ranges::count(answers, answers.front()), std::ssize(answers));
}

TEST_P(SignInTest, SEC_P6_WaitsGrowForKnownAndUnknownEmailsAlike) {
    register_with_password("ada", password);
    for (const char* email : {"ada@example.com", "nobody@example.com"}) {
        for (std::int64_t i = 0; i < free_failures; ++i)
            EXPECT_EQ(sign_in(email, "wrong").error().code, ErrorCode::invalid_credentials);
        const Error error = sign_in(email, password).error();
        EXPECT_EQ(error.code, ErrorCode::too_many_requests);
        EXPECT_EQ(error.retry_at, clock.now() + 1s);
    }
    clock.advance(1s);
    EXPECT_TRUE(sign_in("ada@example.com", password));
    EXPECT_TRUE(sign_in("ada@example.com", password));
}

TEST_P(SignInTest, SEC_P6_NoMoreThanAHundredFailuresInARow) {
    register_with_password("ada", password);
    EXPECT_EQ(fail("ada@example.com", 1'000), failures_max);
    EXPECT_GT(clock.now() - start, 20h);
    EXPECT_EQ(sign_in("ada@example.com", password).error().code, ErrorCode::too_many_requests);
}

TEST_P(SignInTest, SEC_P6_NoStrangerLocksTheOwnerOut) {
    const Account account = register_with_password("ada", password);
    const Secret device = make_device_token(account.id, server_key, random);
    fail("ada@example.com", 1'000);
    EXPECT_TRUE(sign_in("ada@example.com", password, device));
    EXPECT_FALSE(sign_in("ada@example.com", password));
    clock.advance(failure_memory);
    EXPECT_TRUE(sign_in("ada@example.com", password));
}

TEST_P(SignInTest, SEC_P6_AClockSetBackLocksNobodyOut) {
    register_with_password("ada", password);
    fail("ada@example.com", 1'000);
    clock.advance(-1min);
    EXPECT_FALSE(sign_in("ada@example.com", password));
    clock.advance(-10h);
    // One attempt is let through and counted by the clock as it is now.
    EXPECT_EQ(sign_in("ada@example.com", "wrong").error().code, ErrorCode::invalid_credentials);
    EXPECT_EQ(sign_in("ada@example.com", password).error().retry_at, clock.now() + failure_memory);
    clock.advance(failure_memory);
    EXPECT_TRUE(sign_in("ada@example.com", password));
}

TEST_P(SignInTest, SEC_P6_ADeviceIsOnlyKnownToItsOwnAccount) {
    const Account ada = register_with_password("ada", password);
    const Account mallory = register_with_password("mallory", password);
    const Secret foreign = make_device_token(mallory.id, server_key, random);
    EXPECT_TRUE(device_nonce(foreign, mallory.id, server_key));
    EXPECT_FALSE(device_nonce(foreign, ada.id, server_key));
    EXPECT_FALSE(device_nonce(foreign, mallory.id, crypto::Key::random(random)));
    EXPECT_FALSE(device_nonce(Secret{foreign.reveal() + "x"}, mallory.id, server_key));
    EXPECT_FALSE(device_nonce(Secret{foreign.reveal().substr(0, 20)}, mallory.id, server_key));
    EXPECT_FALSE(device_nonce(Secret{""}, mallory.id, server_key));
    fail("ada@example.com", free_failures);
    EXPECT_EQ(
        sign_in("ada@example.com", password, foreign).error().code, ErrorCode::too_many_requests
    );
}

TEST_P(SignInTest, SEC_P6_ADeviceIsSlowedToo) {
    const Account account = register_with_password("ada", password);
    const Secret device = make_device_token(account.id, server_key, random);
    for (std::int64_t i = 0; i < free_failures; ++i)
        EXPECT_EQ(
            sign_in("ada@example.com", "wrong", device).error().code, ErrorCode::invalid_credentials
        );
    EXPECT_EQ(
        sign_in("ada@example.com", password, device).error().code, ErrorCode::too_many_requests
    );
    EXPECT_TRUE(sign_in("ada@example.com", password));
}

TEST_P(SignInTest, SEC_P6_ManyAtOnceDoNotOutrunTheCount) {
    register_with_password("ada", password);
    std::atomic<std::int64_t> admitted = 0;
    std::vector<std::thread> threads;
    database();
    for (int t = 0; t < 8; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 5; ++i)
                if (start_one("ada@example.com")) ++admitted;
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(admitted, free_failures);
}

TEST_P(SignInTest, forgotten_counts_are_swept) {
    fail("nobody@example.com", 3);
    const auto purge = [&] {
        return write([&](db::Tx& tx) { return purge_sign_in_failures(tx, clock.now(), 10); });
    };
    EXPECT_EQ(purge(), 0);
    clock.advance(failure_memory + 1us);
    EXPECT_EQ(purge(), 1);
}

TEST(SignInLimits, SEC_P6_WaitsDoubleUpToAQuarterOfAnHour) {
    EXPECT_EQ(wait_after(1), 0s);
    EXPECT_EQ(wait_after(4), 0s);
    EXPECT_EQ(wait_after(5), 1s);
    EXPECT_EQ(wait_after(6), 2s);
    EXPECT_EQ(wait_after(14), 512s);
    EXPECT_EQ(wait_after(15), 15min);
    EXPECT_EQ(wait_after(99), 15min);
    EXPECT_EQ(wait_after(100), 24h);
    EXPECT_EQ(wait_after(1'000'000), 24h);
}

}  // namespace
}  // namespace otpost::identity
