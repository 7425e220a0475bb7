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
constexpr std::size_t code_digits = 6;
constexpr std::string_view notice = "email_in_use";

std::string_view word_of(CodePurpose purpose) {
    switch (purpose) {
        case CodePurpose::verify_email:
            return "verify_email";
        case CodePurpose::password_reset:
            return "password_reset";
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

struct Tried {
    std::int64_t id = 0;
    std::vector<std::byte> hash;
};

Tried tried_from_row(const db::Row& row) {
    const auto hash = row.bytes(1);
    return {row.int64(0), {hash.begin(), hash.end()}};
}

}  // namespace

Result<Secret> make_email_code(
    db::Tx& tx,
    AccountId account,
    CodePurpose purpose,
    const crypto::Key& server_key,
    const Moment& moment
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
    Secret code{crypto::random_text(moment.random, "0123456789", code_digits)};
    const auto hash = hash_of(id, account, purpose, code.reveal(), server_key);
    tx.send(
        sql::insert_email_code,
        id,
        account,
        word_of(purpose),
        std::span<const std::byte>{hash},
        email_code_tries,
        moment.now,
        moment.now + email_code_life
    );
    return code;
}

CodeCheck check_email_code(
    db::Tx& tx,
    AccountId account,
    CodePurpose purpose,
    std::string_view code,
    const crypto::Key& server_key,
    Time now
) {
    const auto tried = tx.one(sql::try_email_code, tried_from_row, account, word_of(purpose), now);
    if (!tried) return CodeCheck::gone;
    const auto hash = hash_of(tried->id, account, purpose, code, server_key);
    if (!crypto::equal_constant_time(hash, tried->hash)) return CodeCheck::wrong;
    tx.send(sql::use_up_email_code, tried->id);
    return CodeCheck::right;
}

CodeCheck verify_email(
    db::Tx& tx, AccountId account, std::string_view code, const crypto::Key& server_key, Time now
) {
    const auto check =
        check_email_code(tx, account, CodePurpose::verify_email, code, server_key, now);
    if (check != CodeCheck::right) return check;
    tx.send(sql::verify_account_email, account, now);
    tx.announce({db::Announcement::Topic::keys_changed, account.value()});
    return check;
}

bool may_tell_email_in_use(db::Tx& tx, AccountId owner, const Moment& moment) {
    if (!recent(tx, owner, notice, moment.now).empty()) return false;
    tx.send(
        sql::insert_email_code, moment.ids.next(), owner, notice, nullptr, 0, moment.now, moment.now
    );
    return true;
}

std::int64_t purge_email_codes(db::Tx& tx, Time now, std::int64_t limit) {
    return tx.exec(sql::purge_email_codes, now - counted_for, limit);
}

}  // namespace otpost::identity
