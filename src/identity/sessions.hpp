// SPDX-License-Identifier: Apache-2.0
// Browser sessions (A4): good for 30 days and never for more than 12 hours without use. A browser
// shows an access token (access_tokens.hpp), and trades a refresh token for the next (refresh.hpp).
// Ending a session takes effect at once; caches hear of it by Topic::keys_changed with the
// account's id.
#pragma once

#include "base/error.hpp"
#include "base/id.hpp"
#include "base/moment.hpp"
#include "base/secret.hpp"
#include "db/database.hpp"
#include "identity/access_tokens.hpp"
#include "identity/principal.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::identity {

inline constexpr std::chrono::days session_life{30};
inline constexpr std::chrono::hours session_idle_max{12};

/// How long after a sign-in what asks for a recent one is still allowed (SEC-S11).
inline constexpr std::chrono::minutes recent_sign_in_max{10};

/// Not where the clock was set back behind the sign-in, but for the little that nodes differ by.
bool is_recent_sign_in(Time authenticated_at, Time now);

/// How stale `last_seen_at` may become before a request writes it.
inline constexpr std::chrono::minutes session_touch_interval{5};

/// Signed-in devices of one account; opening one more ends the oldest.
inline constexpr std::int64_t sessions_per_account_max = 20;

struct OpenedSession {
    SessionId id;
    AccountId account;
    std::int64_t generation = 0;
    Secret secret;  ///< 256 bits of its refresh token, stored as their SHA-256 alone
    Time expires_at;
    std::vector<SessionId> ended;  ///< the oldest of the account, where there were too many
};

/// After the password was verified; every sign-in gets a new session (SEC-S3).
OpenedSession open_session(
    db::Tx& tx, AccountId account, std::string_view user_agent, const Moment& moment
);

/// Who is asking, and whether the caller should write down that it was seen now: touch_session or
/// touch_api_key, in a transaction of its own and not awaited.
struct Authentication {
    Principal principal;
    bool touch_due = false;
};

/// Of what an access token proved. ErrorCode::unauthenticated for sessions that are unknown, ended
/// or outlived alike; ErrorCode::account_suspended. Reads only.
Result<Authentication> authenticate_session(db::Tx& tx, const ShownSession& shown, Time now);

/// Whether one that was authenticated before would be again.
bool session_stands(db::Tx& tx, SessionId session, Time now);

void touch_session(db::Tx& tx, SessionId session, Time now);

/// Roughly where a browser is, as far as it is known.
struct SessionPlace {
    std::string country;  ///< ISO 3166-1 alpha-2, or empty
    std::string city;     ///< or empty
};

/// Where the session was just used from.
void place_session(db::Tx& tx, SessionId session, const SessionPlace& place);

struct Session {
    SessionId id;
    Time created_at;
    Time last_seen_at;
    Time expires_at;
    std::string user_agent;
    SessionPlace place;
};

/// Whether the account had or has another session than this one, as far as the house remembers.
bool has_other_session(db::Tx& tx, AccountId account, SessionId session);

/// Those that are still good, newest first.
std::vector<Session> list_sessions(db::Tx& tx, AccountId account, Time now);

/// ErrorCode::not_found also for another account's session (A6).
Result<> end_session(db::Tx& tx, AccountId account, SessionId session, Time now);

/// By who holds a token of it; whose it was, or nothing if it had ended.
std::optional<AccountId> end_held_session(db::Tx& tx, SessionId session, Time now);

/// Everywhere; returns how many. Announces even when there was none.
std::int64_t end_sessions(db::Tx& tx, AccountId account, Time now);

/// Everywhere else; which ones.
std::vector<SessionId> end_other_sessions(db::Tx& tx, AccountId account, SessionId kept, Time now);

/// One step of the sweeper: rows of sessions that ended by age; returns how many went.
std::int64_t purge_sessions(db::Tx& tx, Time now, std::int64_t limit);

}  // namespace otpost::identity
