// SPDX-License-Identifier: Apache-2.0
#include "identity/api_keys.hpp"

#include "crypto/encoding.hpp"
#include "identity/identity_fixture.hpp"

#include <gtest/gtest.h>

namespace otpost::identity {
namespace {

class ApiKeyTest : public IdentityTest {
protected:
    Result<CreatedApiKey> create(const CreateApiKey& order) {
        return write([&](db::Tx& tx) { return create_api_key(tx, order, server_key, moment()); });
    }

    Result<CreatedApiKey> rotate(const RotateApiKey& order) {
        return write([&](db::Tx& tx) { return rotate_api_key(tx, order, server_key, moment()); });
    }

    std::vector<ApiKey> listed(const Account& account) {
        return read([&](db::Tx& tx) { return list_api_keys(tx, account.id); });
    }
};

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
    const auto keys = listed(account);
    ASSERT_EQ(keys.size(), 1U);
    EXPECT_EQ(keys[0].id, key.id);
    EXPECT_EQ(keys[0].label, "ci");
    EXPECT_EQ(keys[0].prefix, key.key.reveal().substr(0, 18));
    EXPECT_EQ(keys[0].scopes, (Scopes{Scope::leases_read, Scope::leases_write}));
    EXPECT_EQ(keys[0].expires_at, start + 24h);
    EXPECT_FALSE(keys[0].last_used_at);
    EXPECT_FALSE(keys[0].revoked_at);
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
    EXPECT_EQ(listed(account).at(0).last_used_at, start);
    clock.advance(30min);
    EXPECT_TRUE(authenticate_key(key.key)->touch_due);
}

TEST_P(ApiKeyTest, A8_WhereItMayBeUsedFromComesBack) {
    const Account account = register_one("ada");
    const CreateApiKey order{
        account.id, "ci", {Scope::leases_read}, {}, {"198.51.100.0/24", "2001:db8::/32"}
    };
    const auto key = create(order).value();
    EXPECT_EQ(authenticate_key(key.key)->principal.allowed_ips, "198.51.100.0/24 2001:db8::/32");
    EXPECT_EQ(listed(account).at(0).allowed_ips, order.allowed_ips);
    EXPECT_EQ(authenticate_key(make_key(account).key)->principal.allowed_ips, "");
    for (const std::string_view bad : {"", "a b", "10.0.0.0/8 0.0.0.0/0", "host.example"}) {
        CreateApiKey wrong = order;
        wrong.allowed_ips = {std::string{bad}};
        EXPECT_EQ(create(wrong).error().code, ErrorCode::validation_failed) << bad;
    }
    CreateApiKey many = order;
    many.allowed_ips.assign(allowed_ips_max + 1, "10.0.0.1");
    EXPECT_EQ(create(many).error().code, ErrorCode::validation_failed);
}

TEST_P(ApiKeyTest, SEC_K2_BothKeysAreGoodWhileOneReplacesTheOther) {
    const Account account = register_one("ada");
    const CreateApiKey order{account.id, "ci", {Scope::leases_read}, start + 720h, {"10.0.0.1"}};
    const auto old = create(order).value();
    const auto fresh = rotate({account.id, old.id, 1h}).value();
    EXPECT_TRUE(was_announced(account.id));
    EXPECT_EQ(fresh.label, "ci");
    const auto keys = listed(account);
    ASSERT_EQ(keys.size(), 2U);
    EXPECT_EQ(keys[0].id, fresh.id);
    EXPECT_EQ(keys[0].scopes, order.scopes);
    EXPECT_EQ(keys[0].expires_at, order.expires_at);
    EXPECT_EQ(keys[0].allowed_ips, order.allowed_ips);
    EXPECT_EQ(keys[1].replaced_by, fresh.id);
    EXPECT_EQ(keys[1].expires_at, start + 1h);
    clock.advance(1h - 1us);
    EXPECT_TRUE(authenticate_key(old.key));
    EXPECT_TRUE(authenticate_key(fresh.key));
    clock.advance(1us);
    EXPECT_EQ(authenticate_key(old.key).error().code, ErrorCode::unauthenticated);
    EXPECT_TRUE(authenticate_key(fresh.key));
}

TEST_P(ApiKeyTest, SEC_K2_RotatingNeverMakesAKeyLastLonger) {
    const Account account = register_one("ada");
    const auto brief = make_key(account, start + 30min);
    const auto next = rotate({account.id, brief.id, 24h}).value();
    EXPECT_EQ(listed(account).at(1).expires_at, start + 30min);
    const auto last = rotate({account.id, next.id, 0s}).value();
    EXPECT_EQ(authenticate_key(next.key).error().code, ErrorCode::unauthenticated);
    EXPECT_TRUE(authenticate_key(last.key));
    clock.advance(30min);
    EXPECT_EQ(rotate({account.id, last.id, 1h}).error().code, ErrorCode::not_found);
}

TEST_P(ApiKeyTest, SEC_K2_OnlyOwnGoodAndNotYetReplacedKeysRotate) {
    const Account account = register_one("ada");
    const Account other = register_one("mallory");
    const auto key = make_key(account);
    EXPECT_EQ(rotate({other.id, key.id, 1h}).error().code, ErrorCode::not_found);
    EXPECT_EQ(rotate({account.id, key.id, -1s}).error().code, ErrorCode::validation_failed);
    EXPECT_EQ(
        rotate({account.id, key.id, overlap_max + 1s}).error().code, ErrorCode::validation_failed
    );
    EXPECT_TRUE(rotate({account.id, key.id, 1h}));
    EXPECT_EQ(rotate({account.id, key.id, 1h}).error().code, ErrorCode::conflict);
}

TEST_P(ApiKeyTest, SEC_K2_WhoHasAllKeysCanStillChangeEach) {
    const Account account = register_one("ada");
    std::vector<ApiKeyId> ids_of_keys;
    for (std::int64_t i = 0; i < api_keys_per_account_max; ++i)
        ids_of_keys.push_back(make_key(account).id);
    ApiKeyId newest;
    for (const ApiKeyId id : ids_of_keys) newest = rotate({account.id, id, 1h}).value().id;
    EXPECT_EQ(rotate({account.id, newest, 1h}).error().code, ErrorCode::conflict);
    clock.advance(1h);
    EXPECT_TRUE(rotate({account.id, newest, 1h}));
}

TEST_P(ApiKeyTest, SEC_A2_KeysOfAnAccountAreBounded) {
    const Account account = register_one("ada");
    for (std::int64_t i = 0; i < api_keys_per_account_max; ++i) make_key(account);
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
