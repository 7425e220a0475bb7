// SPDX-License-Identifier: Apache-2.0
#include "identity/second_factor.hpp"

#include "crypto/aead.hpp"
#include "crypto/hash.hpp"
#include "identity/recovery_codes.hpp"
#include "identity/second_factor_sql.hpp"
#include "identity/sign_in_limits.hpp"
#include "identity/totp.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

namespace otpost::identity::second_factor {

namespace sql = otpost::sql::second_factor;

namespace {

/// More than nodes of one store may differ by; else asking one after the other would outrun waits.
constexpr std::chrono::minutes clocks_differ_max{1};

/// Where sealed bytes belong: they open nowhere else (SEC-C1).
std::string place_of(AccountId account, std::string_view column) {
    return "second_factor:" + std::to_string(account.value()) + ":" + std::string{column};
}

/// The key of seeds, and what names it in their rows.
class SeedKey {
public:
    explicit SeedKey(const crypto::Key& server_key)
        : key_(crypto::hmac_sha256(server_key.reveal(), "second factor seeds")) {
        const auto name = crypto::hmac_sha256(key_.reveal(), "key id");
        std::uint32_t bits = 0;
        std::memcpy(&bits, name.data(), sizeof bits);
        id_ = bits;
    }

    std::int64_t id() const { return id_; }

    std::vector<std::byte> seal(const Secret& seed, std::string_view place, Random& random) const {
        return crypto::seal(key_, random, seed.reveal(), place);
    }

    Secret open(std::int64_t key_id, std::span<const std::byte> sealed, std::string_view place)
        const {
        if (key_id != id_)
            throw db::Corruption{"second_factor: sealed under another server.key: put it back"};
        auto seed = crypto::open(key_, sealed, place);
        if (!seed) throw db::Corruption{"second_factor: a seed is not that of its account"};
        return *std::move(seed);
    }

private:
    crypto::Key key_;
    std::int64_t id_ = 0;
};

struct Sealed {
    std::int64_t key_id = 0;
    std::vector<std::byte> seed;
};

Sealed sealed_from_row(const db::Row& row) {
    const auto seed = row.bytes(1);
    return {row.int64(0), {seed.begin(), seed.end()}};
}

struct Active {
    Sealed sealed;
    std::int64_t failures;
    Time last_failure_at;
    Time retry_at;
};

Active active_from_row(const db::Row& row) {
    return {sealed_from_row(row), row.int64(2), row.time(3), row.time(4)};
}

void announce(db::Tx& tx, AccountId account) {
    tx.announce({db::Announcement::Topic::keys_changed, account.value()});
}

/// Without the spaces that apps show and people type; empty if it can't be a code of an app.
std::string digits_of(std::string_view typed) {
    if (typed.size() > 2 * totp_digits) return {};
    std::string digits;
    for (const char c : typed)
        if (c != ' ') digits += c;
    const bool fits =
        digits.size() == totp_digits && digits.find_first_not_of("0123456789") == std::string::npos;
    return fits ? digits : std::string{};
}

std::unexpected<Error> refuse_code() {
    return refuse(ErrorCode::invalid_credentials, "This code is wrong, too old or used already.");
}

Result<Proof> check_app_code(
    db::Tx& tx, AccountId account, std::string_view code, const crypto::Key& server_key, Time now
) {
    const auto active = tx.one(sql::active_seed, active_from_row, account);
    if (!active) return refuse(ErrorCode::conflict, "Two-factor sign-in is not on.");
    // Counted before the clock was set back: the wait would last as long as the clock jumped.
    const bool is_ahead = active->last_failure_at - now > clocks_differ_max;
    if (now < active->retry_at && !is_ahead)
        return refuse_until(
            ErrorCode::too_many_requests,
            "Too many wrong codes in a row. Wait, or use a recovery code.",
            active->retry_at
        );
    const Secret seed = SeedKey{server_key}.open(
        active->sealed.key_id, active->sealed.seed, place_of(account, "seed")
    );
    const auto step = totp_step_of(seed, code, now);
    if (step && tx.exec(sql::accept_step, account, *step) == 1) return Proof::app;
    const std::int64_t failures = active->failures + 1;
    tx.send(sql::count_failure, account, failures, now, now + wait_after(failures));
    return refuse_code();
}

}  // namespace

bool is_required(const RequiredFor& roles, Role role) {
    return std::ranges::find(roles, role) != roles.end();
}

bool is_active(db::Tx& tx, AccountId account) {
    return tx.exec(sql::is_active, account) > 0;
}

std::optional<State> find_state(db::Tx& tx, AccountId account) {
    const auto read = [](const db::Row& row) { return State{row.time(0), row.int64(1)}; };
    return tx.one(sql::state, read, account);
}

Secret start_enrolment(
    db::Tx& tx, AccountId account, const crypto::Key& server_key, const Moment& moment
) {
    std::array<std::byte, totp_seed_size> bytes{};
    moment.random.fill(bytes);
    Secret seed{std::string{crypto::as_text(bytes)}};
    wipe(bytes.data(), bytes.size());
    const SeedKey key{server_key};
    tx.send(
        sql::begin_enrolment,
        account,
        key.id(),
        key.seal(seed, place_of(account, "pending_seed"), moment.random),
        moment.now + enrolment_life,
        moment.now
    );
    return seed;
}

Result<std::vector<Secret>> confirm_enrolment(
    db::Tx& tx,
    AccountId account,
    std::string_view code,
    const crypto::Key& server_key,
    const Moment& moment
) {
    const auto pending = tx.one(sql::pending_seed, sealed_from_row, account, moment.now);
    if (!pending)
        return refuse(ErrorCode::conflict, "This took too long, or is done already. Begin again.");
    const SeedKey key{server_key};
    const Secret seed = key.open(pending->key_id, pending->seed, place_of(account, "pending_seed"));
    const auto step = totp_step_of(seed, digits_of(code), moment.now);
    if (!step) {
        Error wrong{
            ErrorCode::validation_failed, "This is not the code that the app shows now.", {}, {}
        };
        wrong.fields.push_back({"code", "is not what the app shows now; is its clock right?"});
        return std::unexpected{std::move(wrong)};
    }
    tx.send(
        sql::activate,
        account,
        key.seal(seed, place_of(account, "seed"), moment.random),
        key.id(),
        moment.now,
        *step
    );
    announce(tx, account);
    return renew_recovery_codes(tx, account, moment.random);
}

Check check_code(
    db::Tx& tx, AccountId account, std::string_view code, const crypto::Key& server_key, Time now
) {
    const std::string digits = digits_of(code);
    if (!digits.empty()) return {check_app_code(tx, account, digits, server_key, now)};
    if (!is_active(tx, account))
        return {refuse(ErrorCode::conflict, "Two-factor sign-in is not on.")};
    if (!use_recovery_code(tx, account, code)) return {refuse_code()};
    tx.send(sql::forget_failures, account, now);
    return {Proof::recovery_code};
}

bool remove(db::Tx& tx, AccountId account) {
    const bool was_active = is_active(tx, account);
    tx.send(sql::remove_recovery_codes, account);
    tx.send(sql::remove_second_factor, account);
    announce(tx, account);
    return was_active;
}

}  // namespace otpost::identity::second_factor
