// SPDX-License-Identifier: Apache-2.0
// Codes by which somebody proves to read an address (A3): six digits, good for ten minutes, once,
// and for five tries. The one that resets a password has 130 bits, half an hour and a hundred tries
// (SEC-P7): it can't be guessed, so strangers must not be able to end it by guessing either. Only
// the newest of a purpose is good. What is stored of one is an HMAC under a key outside the store,
// over the account and the purpose too: it opens nothing else.
#pragma once

#include "base/error.hpp"
#include "base/id.hpp"
#include "base/moment.hpp"
#include "base/secret.hpp"
#include "crypto/key.hpp"
#include "db/database.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace otpost::identity {

enum class CodePurpose : std::uint8_t { verify_email, password_reset, change_email };

struct CodeRules {
    std::string_view alphabet;
    std::size_t length;
    std::chrono::minutes life;
    std::int64_t tries;
};

const CodeRules& rules_of(CodePurpose purpose);

/// How often an account gets one for a purpose.
inline constexpr std::chrono::minutes email_code_pause{1};
inline constexpr std::int64_t email_codes_per_hour = 5;

/// The code, for its reader alone. ErrorCode::too_many_requests with the time to come back.
/// `address` is where it goes if that is not the account's email: it comes back with a right try.
Result<Secret> make_email_code(
    db::Tx& tx,
    AccountId account,
    CodePurpose purpose,
    const crypto::Key& server_key,
    const Moment& moment,
    const std::optional<Personal>& address = {}
);

enum class CodeCheck : std::uint8_t {
    right,
    wrong,
    gone,  ///< too old, used, tried too often, or none was sent
};

struct TriedCode {
    CodeCheck check = CodeCheck::gone;
    std::int64_t id = 0;              ///< of a right one
    std::optional<Personal> address;  ///< of a right one, if it has one of its own
};

/// Counts the try: the transaction must commit whatever comes of it. A right code stays good.
TriedCode try_email_code(
    db::Tx& tx,
    AccountId account,
    CodePurpose purpose,
    std::string_view code,
    const crypto::Key& server_key,
    Time now
);

/// Of a right one. False if another was quicker.
bool use_up_email_code(db::Tx& tx, std::int64_t id);

/// Tries and uses up.
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

/// Its principals are told.
void mark_email_verified(db::Tx& tx, AccountId account, Time now);

/// Whether the owner may be told once more that somebody tried to register with their email: once
/// an hour. Counted when true.
bool may_tell_email_in_use(db::Tx& tx, AccountId owner, const Moment& moment);

/// One step of the sweeper; returns how many rows went.
std::int64_t purge_email_codes(db::Tx& tx, Time now, std::int64_t limit);

}  // namespace otpost::identity
