// SPDX-License-Identifier: Apache-2.0
// Refresh tokens (A4): what a browser trades for the next access token. Each is good once; a
// session is the family of its tokens, and a token shown a second time means that two hold it, so
// the whole session ends (SEC-S5). The one exception is an answer that was lost: within ten seconds
// the same browser gets the same successor again (SEC-S6), which can be since a successor is
// derived from its parent. The store has the hash of the newest alone, and a token that we did not
// make is known by its MAC before the store is asked.
#pragma once

#include "base/id.hpp"
#include "base/secret.hpp"
#include "crypto/hash.hpp"
#include "crypto/key.hpp"
#include "db/database.hpp"
#include "identity/sessions.hpp"

#include <optional>
#include <string_view>

namespace otpost::identity {

inline constexpr std::chrono::seconds lost_answer_grace{10};

/// `<session>.<generation>.<secret>.<MAC>` of the newest token of a session.
Secret refresh_token_text(const OpenedSession& session, const crypto::Key& server_key);

struct RefreshToken {
    SessionId session;
    std::int64_t generation = 0;
    Secret secret;
};

/// Nothing for what this server did not make; says nothing of whether it is still good.
std::optional<RefreshToken> read_refresh_token(
    std::string_view text, const crypto::Key& server_key
);

/// What a lost answer is given again to: the same browser on the same device.
crypto::Digest256 refresh_binding(
    std::string_view user_agent, std::string_view device, const crypto::Key& server_key
);

enum class RefreshOutcome : std::uint8_t {
    rotated,
    repeated,  ///< the answer of a moment ago once more
    reused,    ///< the session was ended
    refused,   ///< the session had ended, or its account is suspended
};

struct Refreshed {
    RefreshOutcome outcome = RefreshOutcome::refused;
    OpenedSession session{};  ///< its id and account also where it was ended
};

/// Not a Result: the end of a session must be committed.
Refreshed refresh_session(
    db::Tx& tx,
    const RefreshToken& shown,
    const crypto::Digest256& binding,
    const crypto::Key& server_key,
    Time now
);

}  // namespace otpost::identity
