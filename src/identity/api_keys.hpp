// SPDX-License-Identifier: Apache-2.0
// API keys (A8, SEC-K1): `otp_live_<key id>_<secret><CRC-32>` in base62. The secret has 190 random
// bits; the checksum lets a mistyped or cut key be refused without a read, and secret scanners
// find leaked ones. Shown once; stored as HMAC-SHA-256 under a key that is not in the store, so a
// copy of the store signs nobody in.
#pragma once

#include "base/error.hpp"
#include "base/id.hpp"
#include "base/moment.hpp"
#include "base/secret.hpp"
#include "crypto/key.hpp"
#include "db/database.hpp"
#include "identity/principal.hpp"
#include "identity/sessions.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::identity {

/// Live keys of one account: two for each of several programs, so that each can change its key
/// without a gap (SEC-K2).
inline constexpr std::int64_t api_keys_per_account_max = 20;

inline constexpr std::size_t allowed_ips_max = 20;

struct CreateApiKey {
    AccountId account;
    std::string label;
    Scopes scopes;
    std::optional<Time> expires_at;
    std::vector<std::string> allowed_ips = {};  ///< blocks (CIDR); empty: from everywhere
};

struct CreatedApiKey {
    ApiKeyId id;
    Secret key;          ///< shown now and never again
    std::string prefix;  ///< what lists show of it
    std::string label;
};

/// ErrorCode::validation_failed for a bad label, no scopes, an expiry in the past or what is no
/// block of addresses by its characters; ErrorCode::conflict when the account has too many.
Result<CreatedApiKey> create_api_key(
    db::Tx& tx, const CreateApiKey& request, const crypto::Key& server_key, const Moment& moment
);

/// How long a replaced key stays good beside the new one (SEC-K2).
inline constexpr std::chrono::seconds overlap_default = std::chrono::hours{24};
inline constexpr std::chrono::seconds overlap_max = std::chrono::days{7};

struct RotateApiKey {
    AccountId account;
    ApiKeyId key;
    std::chrono::seconds overlap = overlap_default;  ///< 0: the old key ends now
};

/// A new key with the same label, scopes, addresses and expiry. ErrorCode::not_found also for
/// another account's key; ErrorCode::conflict when it was replaced before, or there are too many.
Result<CreatedApiKey> rotate_api_key(
    db::Tx& tx, const RotateApiKey& request, const crypto::Key& server_key, const Moment& moment
);

struct ApiKey {
    ApiKeyId id;
    std::string label;
    std::string prefix;
    Scopes scopes;
    Time created_at;
    std::optional<Time> expires_at;
    std::optional<Time> last_used_at;  ///< exact to the hour
    std::optional<Time> revoked_at;
    std::vector<std::string> allowed_ips;
    std::optional<ApiKeyId> replaced_by;
};

/// Revoked and expired ones too, newest first; at most 100.
std::vector<ApiKey> list_api_keys(db::Tx& tx, AccountId account);

/// Those that are not revoked, newest first, of ids less than `before`.
std::vector<ApiKey> list_unrevoked_api_keys(
    db::Tx& tx, AccountId account, ApiKeyId before, int limit
);

/// ErrorCode::not_found also for another account's key (A6).
Result<> revoke_api_key(db::Tx& tx, AccountId account, ApiKeyId key, Time now);

/// All of them; returns how many. Announces even when there was none.
std::int64_t revoke_api_keys(db::Tx& tx, AccountId account, Time now);

/// The id in a key whose form and checksum are right; proves nothing, costs no read.
std::optional<ApiKeyId> parse_api_key(std::string_view text);

/// ErrorCode::unauthenticated for every key that is not good; ErrorCode::account_suspended.
/// Reads only.
Result<Authentication> authenticate_api_key(
    db::Tx& tx, const Secret& key, const crypto::Key& server_key, Time now
);

/// Whether one that was authenticated before would be again.
bool api_key_stands(db::Tx& tx, ApiKeyId key, Time now);

void touch_api_key(db::Tx& tx, ApiKeyId key, Time now);

}  // namespace otpost::identity
