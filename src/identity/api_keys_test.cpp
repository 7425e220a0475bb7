// SPDX-License-Identifier: Apache-2.0
#include "identity/api_keys.hpp"

#include "crypto/encoding.hpp"
#include "identity/identity_fixture.hpp"

#include <gtest/gtest.h>

namespace otpost::identity {
namespace {

using ApiKeyTest = IdentityTest;
INSTANTIATE_TEST_SUITE_P(
    Engines, ApiKeyTest, otpost::testing::all_engines, otpost::testing::engine_name
);

TEST_P(ApiKeyTest, A8_AKeyStandsForItsAccountAndScopes) {
    const Account account = register_one("ada");
    const CreatedApiKey key = make_key(account);
    const Authentication authentication = authenticate_key(key.key).value();
    EXPECT_EQ(authentication.principal.account, account.id);
    EXPECT_EQ(authentication.principal.wallet, account.wallet);
    EXPECT_EQ(authentication.principal.key, key.id);
    EXPECT_FALSE(authentication.principal.session);
    EXPECT_TRUE(authentication.principal.scopes.contains(Scope::leases_write));
    EXPECT_FALSE(authentication.principal.scopes.contains(Scope::wallet_read));
}

TEST_P(ApiKeyTest, SEC_K1_HasTheFormThatScannersFind) {
    const CreatedApiKey key = make_key(register_one("ada"));
    const std::string& text = key.key.reveal();
    ASSERT_EQ(text.size(), 57U);
    EXPECT_TRUE(text.starts_with("otp_live_"));
    EXPECT_TRUE(text.starts_with(key.prefix + "_"));
    EXPECT_EQ(text.find_first_not_of(crypto::base62_alphabet, 19), std::string::npos);
    EXPECT_EQ(text.substr(51), crypto::base62(crypto::crc32(text.substr(0, 51)), 6));
    EXPECT_EQ(parse_api_key(text), key.id);
}

TEST_P(ApiKeyTest, SEC_K1_EveryChangedCharacterIsNoticedWithoutARead) {
    const CreatedApiKey key = make_key(register_one("ada"));
    for (std::size_t i = 0; i < key.key.reveal().size(); ++i) {
        std::string text = key.key.reveal();
        text[i] = text[i] == 'x' ? 'y' : 'x';
        EXPECT_FALSE(parse_api_key(text)) << i;
        EXPECT_FALSE(parse_api_key(text.substr(0, i)));
        EXPECT_EQ(authenticate_key(Secret{text}).error().code, ErrorCode::unauthenticated);
    }
}

TEST_P(ApiKeyTest, SEC_K1_TheRightFormWithAnotherSecretIsRefused) {
    const CreatedApiKey key = make_key(register_one("ada"));
    std::string text = key.prefix + "_" + std::string(32, 'a');
    text += crypto::base62(crypto::crc32(text), 6);
    EXPECT_EQ(parse_api_key(text), key.id);
    EXPECT_EQ(authenticate_key(Secret{text}).error().code, ErrorCode::unauthenticated);
}

TEST_P(ApiKeyTest, SEC_K1_TheStoreAloneSignsNobodyIn) {
    const CreatedApiKey key = make_key(register_one("ada"));
    server_key = crypto::Key::random(random);
    EXPECT_EQ(authenticate_key(key.key).error().code, ErrorCode::unauthenticated);
}

TEST_P(ApiKeyTest, A8_ListsWhatIsSafeToShow) {
    const Account account = register_one("ada");
    const CreatedApiKey key = make_key(account, start + 24h);
    const auto listed = read([&](db::Tx& tx) { return list_api_keys(tx, account.id); });
    ASSERT_EQ(listed.size(), 1U);
    EXPECT_EQ(listed[0].id, key.id);
    EXPECT_EQ(listed[0].label, "ci");
    EXPECT_EQ(listed[0].prefix, key.key.reveal().substr(0, 18));
    EXPECT_EQ(listed[0].scopes, (Scopes{Scope::leases_read, Scope::leases_write}));
    EXPECT_EQ(listed[0].expires_at, start + 24h);
    EXPECT_FALSE(listed[0].last_used_at);
    EXPECT_FALSE(listed[0].revoked_at);
}

TEST_P(ApiKeyTest, A8_ExpiresAndIsRevoked) {
    const Account account = register_one("ada");
    const CreatedApiKey brief = make_key(account, start + 24h);
    const CreatedApiKey lasting = make_key(account);
    clock.advance(24h - 1us);
    EXPECT_TRUE(authenticate_key(brief.key));
    clock.advance(1us);
    EXPECT_EQ(authenticate_key(brief.key).error().code, ErrorCode::unauthenticated);
    EXPECT_TRUE(authenticate_key(lasting.key));
    const auto revoke = [&](AccountId owner) {
        return write([&](db::Tx& tx) { return revoke_api_key(tx, owner, lasting.id, clock.now()); }
        );
    };
    const Account other = register_one("mallory");
    EXPECT_EQ(revoke(other.id).error().code, ErrorCode::not_found);
    EXPECT_TRUE(revoke(account.id));
    EXPECT_TRUE(was_announced(account.id));
    EXPECT_EQ(authenticate_key(lasting.key).error().code, ErrorCode::unauthenticated);
    EXPECT_EQ(revoke(account.id).error().code, ErrorCode::not_found);
}

TEST_P(ApiKeyTest, T5_ASuspendedAccountHasNoKeys) {
    const Account account = register_one("ada");
    const CreatedApiKey key = make_key(account);
    write([&](db::Tx& tx) {
        return set_status(tx, account.id, AccountStatus::suspended, clock.now());
    }).value();
    EXPECT_EQ(authenticate_key(key.key).error().code, ErrorCode::account_suspended);
}

TEST_P(ApiKeyTest, SEC_K2_LastUseIsWrittenOnceAnHour) {
    const Account account = register_one("ada");
    const CreatedApiKey key = make_key(account);
    clock.advance(30min);
    EXPECT_TRUE(authenticate_key(key.key)->touch_due);
    write([&](db::Tx& tx) {
        touch_api_key(tx, key.id, clock.now());
        return 0;
    });
    EXPECT_FALSE(authenticate_key(key.key)->touch_due);
    const auto listed = read([&](db::Tx& tx) { return list_api_keys(tx, account.id); });
    EXPECT_EQ(listed.at(0).last_used_at, start);
    clock.advance(30min);
    EXPECT_TRUE(authenticate_key(key.key)->touch_due);
}

TEST_P(ApiKeyTest, SEC_A2_KeysOfAnAccountAreBounded) {
    const Account account = register_one("ada");
    for (std::int64_t i = 0; i < api_keys_per_account_max; ++i) make_key(account);
    const auto create = [&](CreateApiKey request) {
        return write([&](db::Tx& tx) { return create_api_key(tx, request, server_key, moment()); });
    };
    const CreateApiKey good{account.id, "one more", {Scope::leases_read}, {}};
    EXPECT_EQ(create(good).error().code, ErrorCode::conflict);
    CreateApiKey bad = good;
    bad.label = "a\nb";
    EXPECT_EQ(create(bad).error().code, ErrorCode::validation_failed);
    bad.label = std::string(65, 'a');
    EXPECT_EQ(create(bad).error().code, ErrorCode::validation_failed);
    bad = good;
    bad.scopes = {};
    EXPECT_EQ(create(bad).error().code, ErrorCode::validation_failed);
    bad = good;
    bad.expires_at = clock.now();
    EXPECT_EQ(create(bad).error().code, ErrorCode::validation_failed);
    bad = good;
    bad.account = AccountId{7};
    EXPECT_EQ(create(bad).error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace otpost::identity
