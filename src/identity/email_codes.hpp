// SPDX-License-Identifier: Apache-2.0
// Codes by which somebody proves to read an account's email (A3): six digits, good for ten minutes,
// once, and for five tries. Only the newest of a purpose is good. What is stored of one is an HMAC
// under a key outside the store, over the account and the purpose too: it opens nothing else.
#pragma once

#include "base/error.hpp"
#include "base/id.hpp"
#include "base/moment.hpp"
#include "base/secret.hpp"
#include "crypto/key.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <string_view>

namespace otpost::identity {

enum class CodePurpose : std::uint8_t { verify_email, password_reset };

inline constexpr std::chrono::minutes email_code_life{10};
inline constexpr std::int64_t email_code_tries = 5;

/// How often an account gets one for a purpose.
inline constexpr std::chrono::minutes email_code_pause{1};
inline constexpr std::int64_t email_codes_per_hour = 5;

/// The code, for its reader alone. ErrorCode::too_many_requests with the time to come back.
Result<Secret> make_email_code(
    db::Tx& tx,
    AccountId account,
    CodePurpose purpose,
    const crypto::Key& server_key,
    const Moment& moment
);

enum class CodeCheck : std::uint8_t {
    right,
    wrong,
    gone,  ///< too old, used, tried too often, or none was sent
};

/// Counts the try: the transaction must commit whatever comes of it.
CodeCheck check_email_code(
    db::Tx& tx,
    AccountId account,
    CodePurpose purpose,
    std::string_view code,
    const crypto::Key& server_key,
    Time now
);

/// The same for the account's email, which counts as proved from then on; its principals are told.
CodeCheck verify_email(
    db::Tx& tx, AccountId account, std::string_view code, const crypto::Key& server_key, Time now
);

/// Whether the owner may be told once more that somebody tried to register with their email: once
/// an hour. Counted when true.
bool may_tell_email_in_use(db::Tx& tx, AccountId owner, const Moment& moment);

/// One step of the sweeper; returns how many rows went.
std::int64_t purge_email_codes(db::Tx& tx, Time now, std::int64_t limit);

}  // namespace otpost::identity
