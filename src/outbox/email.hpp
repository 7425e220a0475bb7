// SPDX-License-Identifier: Apache-2.0
// Emails, written in the transaction of what they tell of and sent after it (delivery/mail): none
// is lost, and one is sent twice only if a node dies between sending it and saying so. What is in
// them is sealed under a key outside the store, as it may be a code: a copy of the store opens no
// account. A sent email leaves nothing; one that was given up leaves the reason for 30 days.
#pragma once

#include "base/moment.hpp"
#include "base/secret.hpp"
#include "crypto/key.hpp"
#include "db/database.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace otpost::outbox {

enum class EmailKind {
    verify_email,
    email_in_use,
    password_reset,
    password_changed,
    change_email,   ///< the code, to the new address
    email_changed,  ///< to the old address
    second_factor_on,
    second_factor_off,
    recovery_code_used,
    refresh_token_reused,
    new_sign_in,
    support_request,  ///< a customer's words, to who helps
};

/// `verify_email` and so on: stored, and the names of the templates.
std::string_view to_string(EmailKind kind);
std::optional<EmailKind> parse_email_kind(std::string_view text);

/// After so long an email is given up that nothing else ends before.
inline constexpr std::chrono::hours email_life{24};

/// For a sender that does not come back: after so long another may send the email.
inline constexpr std::chrono::minutes email_claim{3};

struct EmailOrder {
    EmailKind kind = EmailKind::verify_email;
    Personal to;
    std::string language = "en";
    /// What the template shows, by name.
    std::vector<std::pair<std::string, Secret>> values;
    /// When it is of no use any more; `email_life` later at the latest.
    std::optional<Time> expires_at;
};

/// What emails are sealed with: of the server's key, but good for nothing else.
crypto::Key email_key_of(const crypto::Key& server_key);

/// Asks nothing back from the store.
void send_email(db::Tx& tx, const EmailOrder& order, const crypto::Key& key, const Moment& moment);

/// An email that is ours to send until `email_claim` has passed.
struct ClaimedEmail {
    std::int64_t id = 0;
    std::int64_t attempt = 0;  ///< 1 for the first
    Time created_at;
    EmailOrder order;
};

/// The one that is due for longest, if any. One that does not open under `key` is given up.
std::optional<ClaimedEmail> claim_email(db::Tx& tx, const crypto::Key& key, Time now);

/// 5 s after the first attempt, longer after each, an hour in the end.
Duration email_retry_delay(std::int64_t attempt);

/// What came of it. They change nothing when another has claimed the email meanwhile. `reason` is
/// kept in the clear: it names no person.
void email_sent(db::Tx& tx, const ClaimedEmail& email);
void email_failed(db::Tx& tx, const ClaimedEmail& email, Time now);
void email_refused(db::Tx& tx, const ClaimedEmail& email, std::string_view reason, Time now);

/// Steps of the sweeper; they return how many rows they changed.
std::int64_t expire_emails(db::Tx& tx, Time now, std::int64_t limit);
std::int64_t purge_given_up_emails(db::Tx& tx, Time now, std::int64_t limit);

struct EmailCounts {
    std::int64_t waiting = 0;
    std::int64_t given_up = 0;  ///< within 30 days
};

EmailCounts count_emails(db::Tx& tx);

}  // namespace otpost::outbox
