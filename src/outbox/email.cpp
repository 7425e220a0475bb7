// SPDX-License-Identifier: Apache-2.0
#include "outbox/email.hpp"

#include "crypto/aead.hpp"
#include "crypto/hash.hpp"
#include "outbox/email_sql.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace otpost::outbox {

namespace sql = otpost::sql::email;

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::days given_up_kept{30};

constexpr std::array all_kinds{
    EmailKind::verify_email,
    EmailKind::email_in_use,
    EmailKind::password_reset,
    EmailKind::password_changed,
    EmailKind::change_email,
    EmailKind::email_changed,
    EmailKind::second_factor_on,
    EmailKind::second_factor_off,
    EmailKind::recovery_code_used,
    EmailKind::refresh_token_reused,
    EmailKind::new_sign_in,
    EmailKind::support_request,
};

constexpr std::array<Duration, 8> first_delays{5s, 15s, 1min, 2min, 5min, 10min, 20min, 30min};

/// A field as `<length>:<bytes>`.
void append_field(std::string& text, std::string_view field) {
    text += std::to_string(field.size());
    text.push_back(':');
    text += field;
}

std::optional<std::string_view> take_field(std::string_view& text) {
    std::size_t length = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
    const auto digits = static_cast<std::size_t>(end - text.data());
    if (error != std::errc{} || digits == text.size() || *end != ':') return std::nullopt;
    text.remove_prefix(digits + 1);
    if (length > text.size()) return std::nullopt;
    const std::string_view field = text.substr(0, length);
    text.remove_prefix(length);
    return field;
}

Secret encode(const EmailOrder& order) {
    std::string text;
    text.reserve(1024);  // no copies of a code are left behind by growing
    append_field(text, to_string(order.kind));
    append_field(text, order.to.reveal());
    append_field(text, order.language);
    for (const auto& [name, value] : order.values) {
        append_field(text, name);
        append_field(text, value.reveal());
    }
    return Secret{std::move(text)};
}

std::optional<EmailOrder> decode(std::string_view text) {
    const auto kind = take_field(text);
    const auto to = take_field(text);
    const auto language = take_field(text);
    if (!kind || !to || !language) return std::nullopt;
    const auto known = parse_email_kind(*kind);
    if (!known) return std::nullopt;
    EmailOrder order{*known, Personal{std::string{*to}}, std::string{*language}, {}, {}};
    while (!text.empty()) {
        const auto name = take_field(text);
        const auto value = take_field(text);
        if (!name || !value) return std::nullopt;
        order.values.emplace_back(std::string{*name}, Secret{std::string{*value}});
    }
    return order;
}

/// Where the sealed bytes belong.
std::string place_of(std::int64_t id) {
    return "email:" + std::to_string(id);
}

struct Due {
    std::int64_t id = 0;
    std::vector<std::byte> payload;
    std::int64_t attempts = 0;
    Time created_at;
};

Due due_from_row(const db::Row& row) {
    const auto payload = row.bytes(1);
    return {row.int64(0), {payload.begin(), payload.end()}, row.int64(2), row.time(3)};
}

}  // namespace

std::string_view to_string(EmailKind kind) {
    switch (kind) {
        case EmailKind::verify_email:
            return "verify_email";
        case EmailKind::email_in_use:
            return "email_in_use";
        case EmailKind::password_reset:
            return "password_reset";
        case EmailKind::password_changed:
            return "password_changed";
        case EmailKind::change_email:
            return "change_email";
        case EmailKind::email_changed:
            return "email_changed";
        case EmailKind::second_factor_on:
            return "second_factor_on";
        case EmailKind::second_factor_off:
            return "second_factor_off";
        case EmailKind::recovery_code_used:
            return "recovery_code_used";
        case EmailKind::refresh_token_reused:
            return "refresh_token_reused";
        case EmailKind::new_sign_in:
            return "new_sign_in";
        case EmailKind::support_request:
            return "support_request";
    }
    std::unreachable();
}

std::optional<EmailKind> parse_email_kind(std::string_view text) {
    const auto found = std::ranges::find(all_kinds, text, [](EmailKind k) { return to_string(k); });
    if (found == all_kinds.end()) return std::nullopt;
    return *found;
}

crypto::Key email_key_of(const crypto::Key& server_key) {
    return crypto::Key{crypto::hmac_sha256(server_key.reveal(), "emails in the outbox")};
}

void send_email(db::Tx& tx, const EmailOrder& order, const crypto::Key& key, const Moment& moment) {
    const std::int64_t id = moment.ids.next();
    const Secret text = encode(order);
    const auto sealed = crypto::seal(key, moment.random, text.reveal(), place_of(id));
    const Time end = moment.now + email_life;
    tx.send(
        sql::insert_email, id, sealed, moment.now, std::min(order.expires_at.value_or(end), end)
    );
}

std::optional<ClaimedEmail> claim_email(db::Tx& tx, const crypto::Key& key, Time now) {
    constexpr int looked_at = 8;
    for (const Due& due : tx.all(sql::due_emails, due_from_row, now, looked_at)) {
        if (tx.exec(sql::claim_email, due.id, due.attempts, now + email_claim) == 0) continue;
        ClaimedEmail email{due.id, due.attempts + 1, due.created_at, {}};
        const auto text = crypto::open(key, due.payload, place_of(due.id));
        auto order = text ? decode(text->reveal()) : std::nullopt;
        if (!order) {
            email_refused(tx, email, "unreadable: the server's key is another one", now);
            continue;
        }
        email.order = *std::move(order);
        return email;
    }
    return std::nullopt;
}

Duration email_retry_delay(std::int64_t attempt) {
    const auto index = static_cast<std::size_t>(std::max<std::int64_t>(attempt, 1) - 1);
    return index < first_delays.size() ? first_delays[index] : Duration{1h};
}

void email_sent(db::Tx& tx, const ClaimedEmail& email) {
    tx.exec(sql::delete_sent_email, email.id, email.attempt);
}

void email_failed(db::Tx& tx, const ClaimedEmail& email, Time now) {
    tx.exec(sql::retry_email, email.id, email.attempt, now + email_retry_delay(email.attempt));
}

void email_refused(db::Tx& tx, const ClaimedEmail& email, std::string_view reason, Time now) {
    tx.exec(sql::give_up_email, email.id, email.attempt, now, reason);
}

std::int64_t expire_emails(db::Tx& tx, Time now, std::int64_t limit) {
    return tx.exec(sql::expire_emails, now, limit);
}

std::int64_t purge_given_up_emails(db::Tx& tx, Time now, std::int64_t limit) {
    return tx.exec(sql::purge_given_up_emails, now - given_up_kept, limit);
}

EmailCounts count_emails(db::Tx& tx) {
    const auto read = [](const db::Row& row) { return EmailCounts{row.int64(0), row.int64(1)}; };
    return tx.one(sql::count_emails, read).value_or(EmailCounts{});
}

}  // namespace otpost::outbox
