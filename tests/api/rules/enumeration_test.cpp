// SPDX-License-Identifier: Apache-2.0
// Nobody learns who has an account, neither from what is answered nor from how long it takes (A2,
// SEC-P5). OTPOST_TIMINGS=100000 takes so many timings of each kind instead of some hundreds.
#include "identity/accounts.hpp"
#include "ledger/ledger.hpp"
#include "mailbox.hpp"
#include "welch.hpp"

#include <gmock/gmock.h>

#include <array>
#include <cstdlib>
#include <random>

namespace otpost::api_test {
namespace {

constexpr std::size_t kinds = 4;
constexpr std::array<std::string_view, kinds> kind_names{
    "unknown", "wrong", "unverified", "suspended"
};
/// Of each kind, with as many tries each as need no wait.
constexpr std::size_t accounts_of_kind = 20;
constexpr std::size_t tries_of_account = 4;

std::size_t timings_wanted() {
    const char* const wanted = std::getenv("OTPOST_TIMINGS");
    return wanted == nullptr ? 400 : std::strtoull(wanted, nullptr, 10);
}

using Samples = std::array<std::vector<double>, kinds>;

class EnumerationApi : public MailboxTest {
protected:
    void SetUp() override {
        config.limits.of(api::LimitClass::sign_in, api::LimitSubject::address).reset();
        port();
        hash_ = house().hasher().hash(Secret{std::string{password}});
        for (std::size_t i = 0; i < accounts_of_kind; ++i) {
            add("wrong", i, identity::EmailProof::assumed);
            add("unverified", i, identity::EmailProof::to_be_shown);
            const AccountId banned = add("suspended", i, identity::EmailProof::assumed);
            write([&](db::Tx& tx) {
                return identity::set_status(
                    tx, banned, identity::AccountStatus::suspended, timer.now()
                );
            }).value();
        }
    }

    static std::string email_of(std::string_view kind, std::size_t number) {
        return fmt::format("{:_<10}{:03}@example.com", kind, number);
    }

    AccountId add(std::string_view kind, std::size_t number, identity::EmailProof proof) {
        const identity::RegisterAccount account{
            .email = Personal{email_of(kind, number)},
            .username = fmt::format("{}{}", kind, number),
            .password_hash = hash_,
            .birth_date = std::chrono::year{1990} / 5 / 17,
            .terms_version = "1",
            .wallet = ids.make<WalletId>(),
            .role = identity::Role::user,
            .email_proof = proof
        };
        const identity::RegistrationRules rules{.age_min = 18, .terms_version = "1"};
        return write([&](db::Tx& tx) {
            const auto done = identity::register_account(tx, account, rules, moment());
            ledger::open_wallet(tx, account.wallet, "USD");
            return done.value().account->id;
        });
    }

    static std::string body_of(std::size_t kind, std::size_t number) {
        const bool right = kind_names[kind] == "unverified" || kind_names[kind] == "suspended";
        const std::string tried = right ? std::string{password} : std::string(password.size(), 'x');
        return fmt::format(
            R"({{"email":"{}","password":"{}"}})", email_of(kind_names[kind], number), tried
        );
    }

    Reply try_to_sign_in(Caller& caller, std::size_t kind, std::size_t number) {
        return caller.send("POST", "/v1/auth/sign-in", body_of(kind, number));
    }

    /// In microseconds, the kinds in turn and in no order.
    void measure_round(Caller& caller, std::mt19937& order, Samples& samples) {
        std::array<std::size_t, kinds> turn{0, 1, 2, 3};
        for (std::size_t number = 0; number < accounts_of_kind; ++number) {
            for (std::size_t i = 0; i < tries_of_account; ++i) {
                std::ranges::shuffle(turn, order);
                for (const std::size_t kind : turn) {
                    const auto begun = std::chrono::steady_clock::now();
                    const Reply reply = try_to_sign_in(caller, kind, number);
                    const std::chrono::duration<double, std::micro> taken =
                        std::chrono::steady_clock::now() - begun;
                    ASSERT_EQ(reply.status, 401U) << reply;
                    samples[kind].push_back(taken.count());
                }
            }
        }
    }

    Samples measure(std::size_t wanted) {
        Caller caller = stranger();
        std::mt19937 order{7};
        const auto measure_next = [&](Samples& samples) {
            timer.advance(25h);  // failures are forgotten, those of an earlier measure too
            try_to_sign_in(caller, 0, accounts_of_kind);
            measure_round(caller, order, samples);
        };
        Samples warming;
        measure_next(warming);
        Samples samples;
        while (samples[0].size() < wanted && !HasFatalFailure()) measure_next(samples);
        crop({&samples[0], &samples[1], &samples[2], &samples[3]});
        return samples;
    }

    /// The worst of all pairs.
    static double worst(const Samples& samples) {
        double found = 0;
        for (std::size_t a = 0; a < kinds; ++a)
            for (std::size_t b = a + 1; b < kinds; ++b)
                found = std::max(found, welch(samples[a], samples[b]));
        return found;
    }

    static std::string table(const Samples& samples) {
        std::string text;
        for (std::size_t i = 0; i < kinds; ++i)
            text += fmt::format(
                "{:<10} n={} mean={:.1f} us\n",
                kind_names[i],
                samples[i].size(),
                moments_of(samples[i]).mean
            );
        return text;
    }

private:
    std::string hash_;
};

INSTANTIATE_TEST_SUITE_P(Engines, EnumerationApi, testing::all_engines, testing::engine_name);

TEST_P(EnumerationApi, SEC_P5_EveryRefusalIsTheSameToTheByte) {
    Caller caller = stranger();
    const Reply wrong = try_to_sign_in(caller, 1, 0);
    ASSERT_EQ(wrong.status, 401U) << wrong;
    const auto shape = [](const Reply& reply) {
        auto headers = reply.headers;  // in their order
        for (auto& [name, value] : headers)
            if (name == "date" || name == "x-request-id" || name == "ratelimit")
                value.assign(value.size(), '*');
        return headers;
    };
    for (std::size_t kind = 0; kind < kinds; ++kind) {
        const Reply reply = try_to_sign_in(caller, kind, 0);
        EXPECT_EQ(reply.status, wrong.status) << kind_names[kind];
        EXPECT_EQ(reply.body, wrong.body) << kind_names[kind];
        EXPECT_EQ(shape(reply), shape(wrong)) << kind_names[kind];
    }
}

TEST_P(EnumerationApi, SEC_P5_EveryRefusalCostsOneHash) {
    Caller caller = stranger();
    for (std::size_t kind = 0; kind < kinds; ++kind) {
        const auto before = house().hasher().runs();
        try_to_sign_in(caller, kind, 0);
        EXPECT_EQ(house().hasher().runs() - before, 1U) << kind_names[kind];
    }
}

TEST_P(EnumerationApi, SEC_P5_TimeDoesNotTellRefusalsApart) {
    const std::size_t wanted = timings_wanted();
    // A difference that is there is there again; one by chance, or by other work, is not.
    double found = welch_limit;
    std::string times;
    for (int attempt = 0; attempt < 3 && found >= welch_limit; ++attempt) {
        const Samples samples = measure(wanted);
        found = worst(samples);
        times = table(samples);
    }
    EXPECT_LT(found, welch_limit) << times;
    RecordProperty("welch_t", fmt::format("{:.2f}", found));
    if (wanted > 1'000) fmt::print("t = {:.2f}\n{}", found, times);
}

TEST(Welch, SEC_P5_SeesWhatIsThereAndNothingElse) {
    std::mt19937 random{11};
    std::normal_distribution<double> usual{1'000, 100};
    const auto sample = [&](double later) {
        std::vector<double> times(400);
        for (double& time : times) time = usual(random) + later;
        for (std::size_t i = 0; i < times.size(); i += 10) times[i] += 50'000;  // other work
        return times;
    };
    auto one = sample(0);
    auto same = sample(0);
    crop({&one, &same});
    EXPECT_LT(welch(one, same), welch_limit);
    auto before = sample(0);
    auto later = sample(100);
    crop({&before, &later});
    EXPECT_GT(welch(before, later), welch_limit);
}

}  // namespace
}  // namespace otpost::api_test
