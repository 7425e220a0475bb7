// SPDX-License-Identifier: Apache-2.0
// Access tokens of browser sessions (A4, SEC-S7): JSON Web Tokens that prove for ten minutes which
// session is asking. Whether the session still stands, and what its account may do, is the store's
// to say. Keys are made anew each day from the server key, so nodes agree without talking and a
// restart keeps everyone in.
#pragma once

#include "base/id.hpp"
#include "base/secret.hpp"
#include "base/time.hpp"
#include "crypto/key.hpp"

#include <optional>
#include <string_view>

namespace otpost::identity {

inline constexpr std::chrono::minutes access_token_life{10};

/// Which session is asking, and for whom.
struct ShownSession {
    SessionId session;
    AccountId account;
};

struct AccessToken {
    Secret text;
    Time expires_at;
};

/// For ten minutes, or until `ends_at` if that is sooner.
AccessToken make_access_token(
    const ShownSession& who, const crypto::Key& server_key, Time now, Time ends_at
);

/// Nothing for what is not ours, not yet valid or over.
std::optional<ShownSession> read_access_token(
    std::string_view text, const crypto::Key& server_key, Time now
);

}  // namespace otpost::identity
