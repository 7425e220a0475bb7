// SPDX-License-Identifier: Apache-2.0
#include "identity/refresh.hpp"

#include "crypto/encoding.hpp"
#include "identity/identity_sql.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace otpost::identity {

namespace sql = otpost::sql::identity;

namespace {

constexpr std::size_t text_length_max = 128;
constexpr std::size_t mac_bytes = 16;

struct Family {
    AccountId account;
    std::int64_t generation;
    std::vector<std::byte> newest_hash;
    Time rotated_at;
    std::vector<std::byte> rotated_by;
    Time expires_at;
};

Family family_from_row(const db::Row& row) {
    const auto newest = row.bytes(2);
    const auto rotated_by = row.is_null(4) ? std::span<const std::byte>{} : row.bytes(4);
    return {
        .account = row.id<AccountId>(0),
        .generation = row.int64(1),
        .newest_hash = {newest.begin(), newest.end()},
        .rotated_at = row.time(3),
        .rotated_by = {rotated_by.begin(), rotated_by.end()},
        .expires_at = row.time(5)
    };
}

std::string mac_of(std::string_view body, const crypto::Key& server_key) {
    const auto mac = crypto::hmac_sha256(server_key.reveal(), {"refresh token:", body});
    return crypto::base64url(std::span{mac}.first<mac_bytes>());
}

std::string body_of(const RefreshToken& token) {
    return std::to_string(token.session.value()) + "." + std::to_string(token.generation) + "." +
           token.secret.reveal();
}

std::optional<std::int64_t> number_of(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

Secret successor_of(const RefreshToken& token, const crypto::Key& server_key) {
    const auto next =
        crypto::hmac_sha256(server_key.reveal(), {"refresh successor:", body_of(token)});
    return Secret{crypto::base64url(next)};
}

bool has_hash(const Secret& secret, std::span<const std::byte> hash) {
    return crypto::equal_constant_time(crypto::sha256(secret.reveal()), hash);
}

OpenedSession opened(const RefreshToken& parent, const Family& family, const crypto::Key& key) {
    return {
        .id = parent.session,
        .account = family.account,
        .generation = parent.generation + 1,
        .secret = successor_of(parent, key),
        .expires_at = family.expires_at,
        .ended = {}
    };
}

/// An answer that was lost a moment ago, asked for again by who it was for.
bool is_repetition(
    const RefreshToken& shown,
    const Family& family,
    const crypto::Digest256& binding,
    const crypto::Key& server_key,
    Time now
) {
    const Duration since = now - family.rotated_at;
    return shown.generation + 1 == family.generation &&
           std::max(since, -since) <= lost_answer_grace &&
           crypto::equal_constant_time(binding, family.rotated_by) &&
           has_hash(successor_of(shown, server_key), family.newest_hash);
}

}  // namespace

Secret refresh_token_text(const OpenedSession& session, const crypto::Key& server_key) {
    const std::string body = body_of({session.id, session.generation, session.secret});
    return Secret{body + "." + mac_of(body, server_key)};
}

std::optional<RefreshToken> read_refresh_token(
    std::string_view text, const crypto::Key& server_key
) {
    if (text.size() > text_length_max || std::ranges::count(text, '.') != 3) return std::nullopt;
    const auto last = text.rfind('.');
    const std::string_view body = text.substr(0, last);
    if (!crypto::equal_constant_time(mac_of(body, server_key), text.substr(last + 1)))
        return std::nullopt;
    const auto first = body.find('.');
    const auto second = body.rfind('.');
    const auto session = number_of(body.substr(0, first));
    const auto generation = number_of(body.substr(first + 1, second - first - 1));
    if (!session || !generation) return std::nullopt;
    return RefreshToken{
        SessionId{*session}, *generation, Secret{std::string{body.substr(second + 1)}}
    };
}

crypto::Digest256 refresh_binding(
    std::string_view user_agent, std::string_view device, const crypto::Key& server_key
) {
    return crypto::hmac_sha256(
        server_key.reveal(),
        {"refresh binding:", std::to_string(user_agent.size()), ":", user_agent, device}
    );
}

Refreshed refresh_session(
    db::Tx& tx,
    const RefreshToken& shown,
    const crypto::Digest256& binding,
    const crypto::Key& server_key,
    Time now
) {
    // Who loses a race for the update finds the winner's row on the second look.
    for (int look = 0; look < 2; ++look) {
        const auto family = tx.one(
            sql::session_to_refresh, family_from_row, shown.session, now, now - session_idle_max
        );
        if (!family || shown.generation > family->generation) return {};
        OpenedSession next = opened(shown, *family, server_key);
        if (shown.generation < family->generation) {
            if (is_repetition(shown, *family, binding, server_key, now))
                return {RefreshOutcome::repeated, std::move(next)};
            static_cast<void>(end_session(tx, family->account, shown.session, now));
            return {RefreshOutcome::reused, std::move(next)};
        }
        if (!has_hash(shown.secret, family->newest_hash)) return {};
        const crypto::Digest256 next_hash = crypto::sha256(next.secret.reveal());
        const auto rotated = tx.exec(
            sql::rotate_session,
            shown.session,
            shown.generation,
            std::span<const std::byte>{next_hash},
            now,
            std::span<const std::byte>{binding}
        );
        if (rotated > 0) return {RefreshOutcome::rotated, std::move(next)};
    }
    return {};
}

}  // namespace otpost::identity
