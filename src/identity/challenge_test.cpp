// SPDX-License-Identifier: Apache-2.0
#include "identity/challenge.hpp"

#include "identity/identity_fixture.hpp"

namespace otpost::identity {
namespace {

class ChallengeTest : public IdentityTest {
protected:
    static constexpr std::string_view stored_hash = "k1$2b$04$not-a-real-hash";

    std::optional<AccountId> account_of(const Secret& challenge) {
        return write([&](db::Tx& tx) {
            return challenged_account(tx, challenge, server_key, clock.now());
        });
    }

    Secret challenge_for(const Account& account) {
        return make_challenge(account.id, stored_hash, server_key, clock.now());
    }
};

INSTANTIATE_TEST_SUITE_P(
    Engines, ChallengeTest, otpost::testing::all_engines, otpost::testing::engine_name
);

TEST_P(ChallengeTest, A5_ProvesThePasswordForFiveMinutes) {
    const Account ada = register_one("ada");
    const Secret challenge = challenge_for(ada);
    EXPECT_EQ(account_of(challenge), ada.id);
    clock.advance(5min - 1us);
    EXPECT_EQ(account_of(challenge), ada.id);
    clock.advance(1us);
    EXPECT_FALSE(account_of(challenge));
}

TEST_P(ChallengeTest, SEC_P7_AChangeOfPasswordEndsIt) {
    const Account ada = register_one("ada");
    const Secret challenge = challenge_for(ada);
    write([&](db::Tx& tx) { return set_password_hash(tx, ada.id, "another", clock.now()); });
    EXPECT_FALSE(account_of(challenge));
}

TEST_P(ChallengeTest, A5_ASuspendedAccountHasNone) {
    const Account ada = register_one("ada");
    const Secret challenge = challenge_for(ada);
    write([&](db::Tx& tx) { return set_status(tx, ada.id, AccountStatus::suspended, clock.now()); }
    );
    EXPECT_FALSE(account_of(challenge));
}

TEST_P(ChallengeTest, A5_NobodyElseCanMakeOne) {
    const Account ada = register_one("ada");
    const Account grace = register_one("grace");
    const std::string good = challenge_for(ada).reveal();
    std::string of_grace = good;
    of_grace.replace(3, std::to_string(ada.id.value()).size(), std::to_string(grace.id.value()));
    EXPECT_FALSE(account_of(Secret{of_grace}));
    for (std::size_t i = 0; i < good.size(); ++i) {
        std::string changed = good;
        changed[i] = changed[i] == '1' ? '2' : '1';
        EXPECT_FALSE(account_of(Secret{changed})) << i;
        EXPECT_FALSE(account_of(Secret{good.substr(0, i)})) << i;
    }
    EXPECT_FALSE(account_of(Secret{good + "x"}));
    const auto of_other_house =
        make_challenge(ada.id, stored_hash, crypto::Key::random(random), clock.now());
    EXPECT_FALSE(account_of(of_other_house));
}

}  // namespace
}  // namespace otpost::identity
