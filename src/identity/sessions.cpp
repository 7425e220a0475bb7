// SPDX-License-Identifier: Apache-2.0
#include "identity/sessions.hpp"

#include "crypto/hash.hpp"
#include "crypto/tokens.hpp"
#include "identity/identity_sql.hpp"
#include "identity/stored_principal.hpp"

namespace otpost::identity {

namespace sql = otpost::sql::identity;

namespace {

constexpr std::size_t user_agent_length_max = 256;

struct StoredSession {
    Time last_seen_at;
    Time authenticated_at;
    StoredPrincipal owner;
};

StoredSession from_row(const db::Row& row) {
    return {row.time(0), row.time(1), read_principal(row, 2)};
}

SessionId id_from_row(const db::Row& row) {
    return row.id<SessionId>(0);
}

Session session_from_row(const db::Row& row) {
    return {
        .id = row.id<SessionId>(0),
        .created_at = row.time(1),
        .last_seen_at = row.time(2),
        .expires_at = row.time(3),
        .user_agent = std::string{row.text(4)},
        .place = {std::string{row.text(5)}, std::string{row.text(6)}},
    };
}

/// Printable ASCII alone: the text is stored and shown, and browsers send nothing else.
std::string clean_user_agent(std::string_view text) {
    std::string clean{text.substr(0, user_agent_length_max)};
    for (char& c : clean)
        if (c < 0x20 || c > 0x7E) c = '?';
    return clean;
}

void announce(db::Tx& tx, AccountId account) {
    tx.announce({db::Announcement::Topic::keys_changed, account.value()});
}

}  // namespace

OpenedSession open_session(
    db::Tx& tx, AccountId account, std::string_view user_agent, const Moment& moment
) {
    OpenedSession opened{
        .id = moment.ids.make<SessionId>(),
        .account = account,
        .secret = crypto::random_token(moment.random),
        .expires_at = moment.now + session_life,
        .ended = {},
    };
    const crypto::Digest256 hash = crypto::sha256(opened.secret.reveal());
    tx.send(
        sql::insert_session,
        opened.id,
        account,
        std::span<const std::byte>{hash},
        moment.now,
        opened.expires_at,
        clean_user_agent(user_agent)
    );
    opened.ended = tx.all(
        sql::revoke_oldest_sessions, id_from_row, account, moment.now, sessions_per_account_max
    );
    if (!opened.ended.empty()) announce(tx, account);
    return opened;
}

Result<Authentication> authenticate_session(db::Tx& tx, const ShownSession& shown, Time now) {
    auto stored = tx.one(sql::session_by_id, from_row, shown.session, now, now - session_idle_max);
    if (!stored || stored->owner.principal.account != shown.account)
        return refuse_unauthenticated();
    TRY(Principal principal, admit(std::move(stored->owner)));
    principal.session = shown.session;
    principal.authenticated_at = stored->authenticated_at;
    principal.scopes = Scopes::all();
    return Authentication{
        std::move(principal), now - stored->last_seen_at >= session_touch_interval
    };
}

bool session_stands(db::Tx& tx, SessionId session, Time now) {
    return tx.exec(sql::standing_of_session, session, now, now - session_idle_max) > 0;
}

bool is_recent_sign_in(Time authenticated_at, Time now) {
    constexpr std::chrono::minutes clocks_differ_max{1};
    return now - authenticated_at <= recent_sign_in_max &&
           authenticated_at - now <= clocks_differ_max;
}

void place_session(db::Tx& tx, SessionId session, const SessionPlace& place) {
    tx.send(sql::place_session, session, place.country, place.city);
}

bool has_other_session(db::Tx& tx, AccountId account, SessionId session) {
    return tx.exec(sql::other_session, account, session) > 0;
}

void touch_session(db::Tx& tx, SessionId session, Time now) {
    tx.send(sql::touch_session, session, now);
}

std::vector<Session> list_sessions(db::Tx& tx, AccountId account, Time now) {
    return tx.all(
        sql::sessions_of_account,
        session_from_row,
        account,
        now,
        now - session_idle_max,
        sessions_per_account_max
    );
}

Result<> end_session(db::Tx& tx, AccountId account, SessionId session, Time now) {
    if (tx.exec(sql::revoke_session, session, account, now) == 0)
        return refuse(ErrorCode::not_found, "There is no such session.");
    announce(tx, account);
    return {};
}

std::optional<AccountId> end_held_session(db::Tx& tx, SessionId session, Time now) {
    const auto whose = [](const db::Row& row) { return row.id<AccountId>(0); };
    const auto account = tx.one(sql::revoke_session_of_anyone, whose, session, now);
    if (account) announce(tx, *account);
    return account;
}

std::int64_t end_sessions(db::Tx& tx, AccountId account, Time now) {
    announce(tx, account);
    return tx.exec(sql::revoke_sessions, account, now);
}

std::vector<SessionId> end_other_sessions(db::Tx& tx, AccountId account, SessionId kept, Time now) {
    announce(tx, account);
    return tx.all(sql::revoke_other_sessions, id_from_row, account, kept, now);
}

std::int64_t purge_sessions(db::Tx& tx, Time now, std::int64_t limit) {
    return tx.exec(sql::purge_sessions, now, limit);
}

}  // namespace otpost::identity
