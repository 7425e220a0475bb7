// SPDX-License-Identifier: Apache-2.0
#include "identity/email_codes.hpp"

#include "base/assert.hpp"
#include "crypto/encoding.hpp"
#include "crypto/hash.hpp"
#include "crypto/tokens.hpp"
#include "identity/email_codes_sql.hpp"
#include "identity/identity_sql.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace otpost::identity {

namespace sql = otpost::sql::email_codes;

namespace {

constexpr std::chrono::hours counted_for{1};
constexpr std::string_view notice = "email_in_use";

std::string_view word_of(CodePurpose purpose) {
    switch (purpose) {
        case CodePurpose::verify_email:
            return "verify_email";
        case CodePurpose::password_reset:
            return "password_reset";
        case CodePurpose::change_email:
            return "change_email";
    }
    ASSERT(false);
    return {};
}

crypto::Digest256 hash_of(
    std::int64_t id,
    AccountId account,
    CodePurpose purpose,
    std::string_view code,
    const crypto::Key& server_key
) {
    const std::string place =
        "email code:" + std::to_string(id) + ":" + std::to_string(account.value()) + ":";
    return crypto::hmac_sha256(server_key.reveal(), {place, word_of(purpose), ":", code});
}

/// Makes the account's codes one after the other, so that none is missed; newest first.
std::vector<Time> recent(db::Tx& tx, AccountId account, std::string_view purpose, Time now) {
    const auto id = [](const db::Row& row) { return row.int64(0); };
    tx.one(otpost::sql::identity::lock_account, id, account);
    const auto time = [](const db::Row& row) { return row.time(0); };
    return tx.all(
        sql::recent_email_codes, time, account, purpose, now - counted_for, email_codes_per_hour
    );
}

struct Stored {
    std::int64_t id = 0;
    std::vector<std::byte> hash;
    std::optional<Personal> address;
};

Stored stored_from_row(const db::Row& row) {
    const auto hash = row.bytes(1);
    Stored stored{row.int64(0), {hash.begin(), hash.end()}, {}};
    if (!row.is_null(2)) stored.address.emplace(std::string{row.text(2)});
    return stored;
}

constexpr CodeRules six_digits{"0123456789", 6, std::chrono::minutes{10}, 5};

/// 26 characters of 32: 130 bits. None of I, L, O, U, which are mistaken for others.
constexpr CodeRules not_guessable{
    "0123456789ABCDEFGHJKMNPQRSTVWXYZ", 26, std::chrono::minutes{30}, 100
};

}  // namespace

const CodeRules& rules_of(CodePurpose purpose) {
    return purpose == CodePurpose::password_reset ? not_guessable : six_digits;
}

Result<Secret> make_email_code(
    db::Tx& tx,
    AccountId account,
    CodePurpose purpose,
    const crypto::Key& server_key,
    const Moment& moment,
    const std::optional<Personal>& address
) {
    const auto before = recent(tx, account, word_of(purpose), moment.now);
    if (!before.empty() && before.front() + email_code_pause > moment.now)
        return refuse_until(
            ErrorCode::too_many_requests,
            "A code was sent within the last minute. Look for it, also among unwanted mail.",
            before.front() + email_code_pause
        );
    if (std::ssize(before) >= email_codes_per_hour)
        return refuse_until(
            ErrorCode::too_many_requests,
            "Five codes were sent within the hour. Wait a little.",
            before.back() + counted_for
        );
    const std::int64_t id = moment.ids.next();
    const CodeRules& rules = rules_of(purpose);
    Secret code{crypto::random_text(moment.random, rules.alphabet, rules.length)};
    const auto hash = hash_of(id, account, purpose, code.reveal(), server_key);
    tx.send(
        sql::insert_email_code,
        id,
        account,
        word_of(purpose),
        std::span<const std::byte>{hash},
        rules.tries,
        moment.now,
        moment.now + rules.life,
        address ? std::optional{std::string_view{address->reveal()}} : std::nullopt
    );
    return code;
}

TriedCode try_email_code(
    db::Tx& tx,
    AccountId account,
    CodePurpose purpose,
    std::string_view code,
    const crypto::Key& server_key,
    Time now
) {
    auto stored = tx.one(sql::try_email_code, stored_from_row, account, word_of(purpose), now);
    if (!stored) return {};
    const auto hash = hash_of(stored->id, account, purpose, code, server_key);
    if (!crypto::equal_constant_time(hash, stored->hash)) return {CodeCheck::wrong, 0, {}};
    return {CodeCheck::right, stored->id, std::move(stored->address)};
}

bool use_up_email_code(db::Tx& tx, std::int64_t id) {
    return tx.exec(sql::use_up_email_code, id) == 1;
}

CodeCheck check_email_code(
    db::Tx& tx,
    AccountId account,
    CodePurpose purpose,
    std::string_view code,
    const crypto::Key& server_key,
    Time now
) {
    const auto tried = try_email_code(tx, account, purpose, code, server_key, now);
    if (tried.check != CodeCheck::right) return tried.check;
    return use_up_email_code(tx, tried.id) ? CodeCheck::right : CodeCheck::gone;
}

CodeCheck verify_email(
    db::Tx& tx, AccountId account, std::string_view code, const crypto::Key& server_key, Time now
) {
    const auto check =
        check_email_code(tx, account, CodePurpose::verify_email, code, server_key, now);
    if (check != CodeCheck::right) return check;
    mark_email_verified(tx, account, now);
    return check;
}

void mark_email_verified(db::Tx& tx, AccountId account, Time now) {
    tx.send(sql::verify_account_email, account, now);
    tx.announce({db::Announcement::Topic::keys_changed, account.value()});
}

bool may_tell_email_in_use(db::Tx& tx, AccountId owner, const Moment& moment) {
    if (!recent(tx, owner, notice, moment.now).empty()) return false;
    tx.send(
        sql::insert_email_code,
        moment.ids.next(),
        owner,
        notice,
        nullptr,
        0,
        moment.now,
        moment.now,
        nullptr
    );
    return true;
}

std::int64_t purge_email_codes(db::Tx& tx, Time now, std::int64_t limit) {
    return tx.exec(sql::purge_email_codes, now - counted_for, limit);
}

}  // namespace otpost::identity
