// SPDX-License-Identifier: Apache-2.0
#include "identity/recovery_codes.hpp"

#include "identity/second_factor_fixture.hpp"

#include <set>

namespace otpost::identity {
namespace {

using second_factor::Proof;

constexpr db::Statement stored_hashes{
    "test.stored_hashes", "SELECT code_hash FROM recovery_code WHERE account_id = $1"
};

class RecoveryCodeTest : public SecondFactorFixture {
protected:
    bool use(const Account& account, std::string_view code) {
        return write([&](db::Tx& tx) { return use_recovery_code(tx, account.id, code); });
    }

    std::vector<Secret> renew(const Account& account) {
        return write([&](db::Tx& tx) { return renew_recovery_codes(tx, account.id, random); });
    }
};

INSTANTIATE_TEST_SUITE_P(
    Engines, RecoveryCodeTest, otpost::testing::all_engines, otpost::testing::engine_name
);

TEST_P(RecoveryCodeTest, SEC_O4_TenCodesOf120Bits) {
    const Enrolled ada = enrol("ada");
    ASSERT_EQ(ada.recovery_codes.size(), 10U);
    std::set<std::string> different;
    for (const Secret& code : ada.recovery_codes) {
        const auto plain = plain_recovery_code(code.reveal());
        ASSERT_TRUE(plain);
        EXPECT_EQ(plain->reveal().size() * 5, 120U);
        EXPECT_EQ(code.reveal().size(), 29U) << "six groups of four";
        different.insert(plain->reveal());
    }
    EXPECT_EQ(different.size(), 10U);
}

TEST_P(RecoveryCodeTest, SEC_O4_TheStoreHasHashesAlone) {
    const Enrolled ada = enrol("ada");
    const auto hashes = read([&](db::Tx& tx) {
        const auto text = [](const db::Row& row) {
            return std::string{crypto::as_text(row.bytes(0))};
        };
        return tx.all(stored_hashes, text, ada.account.id);
    });
    ASSERT_EQ(hashes.size(), 10U);
    const auto plain = plain_recovery_code(ada.recovery_codes[0].reveal()).value();
    const auto hash = crypto::sha256(plain.reveal());
    EXPECT_EQ(std::ranges::count(hashes, crypto::as_text(hash)), 1);
}

TEST_P(RecoveryCodeTest, SEC_O4_EachIsGoodOnce) {
    const Enrolled ada = enrol("ada");
    const Account grace = register_one("grace");
    EXPECT_FALSE(use(grace, ada.recovery_codes[0].reveal())) << "of another account";
    for (const Secret& code : ada.recovery_codes) {
        EXPECT_EQ(check(ada.account, code.reveal()), Proof::recovery_code);
        EXPECT_EQ(refusal(ada.account, code.reveal()), ErrorCode::invalid_credentials);
    }
    EXPECT_EQ(state_of(ada.account)->recovery_codes_left, 0);
}

TEST_P(RecoveryCodeTest, SEC_O4_OfManyAtOnceOneIsAccepted) {
    const Enrolled ada = enrol("ada");
    const std::string code = ada.recovery_codes[7].reveal();
    EXPECT_EQ(count_at_once(40, 25, [&] { return use(ada.account, code); }), 1);
    EXPECT_EQ(state_of(ada.account)->recovery_codes_left, 9);
}

TEST_P(RecoveryCodeTest, SEC_O4_NewOnesEndTheOldOnes) {
    const Enrolled ada = enrol("ada");
    ASSERT_TRUE(use(ada.account, ada.recovery_codes[0].reveal()));
    const auto renewed = renew(ada.account);
    EXPECT_EQ(state_of(ada.account)->recovery_codes_left, 10);
    for (const Secret& old : ada.recovery_codes) EXPECT_FALSE(use(ada.account, old.reveal()));
    EXPECT_TRUE(use(ada.account, renewed[0].reveal()));
}

TEST(RecoveryCode, SEC_O4_IsReadAsPeopleTypeIt) {
    const std::string plain = "0123456789ABCDEFGHJKMNPQ";
    for (const char* typed :
         {"0123-4567-89AB-CDEF-GHJK-MNPQ",
          "0123 4567 89ab cdef ghjk mnpq",
          "O123456789abcdefghjkmnpq",
          " oI23-4567-89AB-CDEF-GHJK-MNPQ ",
          "0l23-4567-89AB-CDEF-GHJK-MNPQ"}) {
        const auto read = plain_recovery_code(typed);
        ASSERT_TRUE(read) << typed;
        EXPECT_EQ(read->reveal(), plain) << typed;
    }
    for (const std::string& typed :
         {std::string{},
          std::string{"123456"},
          plain + "0",
          plain.substr(1),
          "U" + plain.substr(1),
          std::string(1'000'000, '-') + plain})
        EXPECT_FALSE(plain_recovery_code(typed)) << typed.size();
}

}  // namespace
}  // namespace otpost::identity
