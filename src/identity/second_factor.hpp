// SPDX-License-Identifier: Apache-2.0
// The second factor (A5): an authenticator app besides the password, and recovery codes for when it
// is lost. The app's seed is stored sealed under a key that is not in the store (SEC-O3). A code is
// accepted once (SEC-O1), and wrong ones are counted apart from passwords (SEC-O2): only who passed
// the password gets here, so that nobody else can make an owner wait.
#pragma once

#include "base/error.hpp"
#include "base/id.hpp"
#include "base/moment.hpp"
#include "base/secret.hpp"
#include "crypto/key.hpp"
#include "db/database.hpp"
#include "identity/principal.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace otpost::identity::second_factor {

/// How long a seed that was shown waits for its first code.
inline constexpr std::chrono::minutes enrolment_life{15};

/// The roles whose accounts must have one (SEC-O5).
using RequiredFor = std::vector<Role>;

bool is_required(const RequiredFor& roles, Role role);

bool is_active(db::Tx& tx, AccountId account);

struct State {
    Time active_since;
    std::int64_t recovery_codes_left = 0;
};

/// Nothing unless it is active.
std::optional<State> find_state(db::Tx& tx, AccountId account);

/// A new seed (bytes: see identity/totp.hpp), to be shown once. An app that is active remains so
/// until a code of the new one was shown.
Secret start_enrolment(
    db::Tx& tx, AccountId account, const crypto::Key& server_key, const Moment& moment
);

/// Makes the app active and gives new recovery codes, to be shown once. The code is used up.
/// ErrorCode::conflict if no seed waits; ErrorCode::validation_failed if the code is not of it.
Result<std::vector<Secret>> confirm_enrolment(
    db::Tx& tx,
    AccountId account,
    std::string_view code,
    const crypto::Key& server_key,
    const Moment& moment
);

enum class Proof : std::uint8_t { app, recovery_code };

/// Not a Result, which would undo its transaction: it must commit whatever comes of it.
struct Check {
    Result<Proof> proof;
};

/// A code of the app, or a recovery code, which is used up. ErrorCode::invalid_credentials;
/// ErrorCode::too_many_requests with the time to come back, for codes of the app alone;
/// ErrorCode::conflict if the factor is not active.
Check check_code(
    db::Tx& tx, AccountId account, std::string_view code, const crypto::Key& server_key, Time now
);

/// The app and the recovery codes; whether it was active.
bool remove(db::Tx& tx, AccountId account);

}  // namespace otpost::identity::second_factor
