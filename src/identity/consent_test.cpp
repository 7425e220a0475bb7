// SPDX-License-Identifier: Apache-2.0
#include "identity/consent.hpp"

#include "identity/consent_sql.hpp"
#include "identity/identity_fixture.hpp"

namespace otpost::identity {
namespace {

constexpr db::Statement count{"test.count", "SELECT COUNT(*) FROM consent"};
constexpr db::Statement alter{"test.alter", "UPDATE consent SET given = 0"};

class ConsentTest : public IdentityTest {
protected:
    void record(AccountId account, ConsentAct act, std::string_view version) {
        write([&](db::Tx& tx) {
            record_consent(tx, account, ConsentPurpose::marketing, act, version, moment());
        });
    }

    std::optional<Consent> find(AccountId account) {
        return read([&](db::Tx& tx) { return find_consent(tx, account, ConsentPurpose::marketing); }
        );
    }

    std::int64_t rows() {
        const auto number = [](const db::Row& row) { return row.int64(0); };
        return read([&](db::Tx& tx) { return tx.one(count, number).value(); });
    }
};

INSTANTIATE_TEST_SUITE_P(
    Engines, ConsentTest, otpost::testing::all_engines, otpost::testing::engine_name
);

TEST_P(ConsentTest, StatementsPrepare) {
    otpost::testing::prepare_all(
        database(), {&sql::consent::insert_consent, &sql::consent::newest_consent}
    );
}

TEST_P(ConsentTest, P3_GivenAndWithdrawnAreKeptWithTimeAndVersion) {
    const Account ada = register_one("ada");
    EXPECT_FALSE(find(ada.id));
    record(ada.id, ConsentAct::given, "2026-01");
    clock.advance(1h);
    record(ada.id, ConsentAct::withdrawn, "2026-07");
    EXPECT_EQ(rows(), 2);
    const auto now = find(ada.id);
    ASSERT_TRUE(now);
    EXPECT_EQ(now->act, ConsentAct::withdrawn);
    EXPECT_EQ(now->terms_version, "2026-07");
    EXPECT_EQ(now->at, clock.now());
    EXPECT_FALSE(find(register_one("bob").id));
}

TEST_P(ConsentTest, P3_WhatChangesNothingIsNoAct) {
    const Account ada = register_one("ada");
    record(ada.id, ConsentAct::withdrawn, "1");
    record(ada.id, ConsentAct::given, "1");
    record(ada.id, ConsentAct::given, "2");
    EXPECT_EQ(rows(), 1);
    EXPECT_EQ(find(ada.id)->terms_version, "1");
}

TEST_P(ConsentTest, P3_StoreItselfRefusesToAlterThem) {
    const Account ada = register_one("ada");
    record(ada.id, ConsentAct::given, "1");
    EXPECT_ANY_THROW(write([](db::Tx& tx) { return tx.exec(alter); }));
    EXPECT_EQ(find(ada.id)->act, ConsentAct::given);
}

}  // namespace
}  // namespace otpost::identity
