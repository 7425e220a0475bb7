// SPDX-License-Identifier: Apache-2.0
// What a browser holds between the two steps of signing in: proof that the password was right, for
// five minutes. It is signed over the stored password's hash too, so that a change of password ends
// it, and signs nobody in by itself.
#pragma once

#include "base/id.hpp"
#include "base/secret.hpp"
#include "base/time.hpp"
#include "crypto/key.hpp"
#include "db/database.hpp"

#include <optional>
#include <string_view>

namespace otpost::identity {

inline constexpr std::chrono::minutes challenge_life{5};

/// `ch_<account>_<end>_<MAC>`, after `password_hash` was matched.
Secret make_challenge(
    AccountId account, std::string_view password_hash, const crypto::Key& server_key, Time now
);

/// Whose password was right; nothing if the challenge is too old or of another password, or the
/// account is suspended. Locks the account: for what writes.
std::optional<AccountId> challenged_account(
    db::Tx& tx, const Secret& challenge, const crypto::Key& server_key, Time now
);

}  // namespace otpost::identity
