// SPDX-License-Identifier: Apache-2.0
#include "app/commands/shared.hpp"
#include "audit/audit.hpp"
#include "crypto/key_file.hpp"
#include "crypto/password_hash.hpp"
#include "identity/accounts.hpp"
#include "identity/password_rules.hpp"
#include "ledger/ledger.hpp"

#include <fmt/format.h>

#include <iostream>
#include <termios.h>
#include <unistd.h>
#include <utility>

namespace otpost::app {

namespace {

Result<identity::Account> register_here(
    OpenedStore& store, const AccountOptions& options, const Secret& password
) {
    const auto role = identity::parse_role(options.role);
    if (!role) return refuse(ErrorCode::invalid_request, "--role must be user, operator or admin");
    const auto birth = parse_rfc3339(options.birth_date + "T00:00:00Z");
    if (!birth)
        return refuse(ErrorCode::invalid_request, "--birth-date must be such as 1990-12-31");
    CHECK(identity::check_password(password, {}, options.email, options.username));
    const crypto::PasswordHasher hasher(
        crypto::load_or_create_key(store.config.data / "keys" / "pepper.key", store.random),
        store.random
    );
    const identity::RegistrationRules rules{
        .age_min = static_cast<int>(store.config.minimum_age),
        .terms_version = store.config.terms_version
    };
    const Moment moment = store.moment();
    const identity::RegisterAccount request{
        .email = Personal{options.email},
        .username = options.username,
        .password_hash = hasher.hash(password),
        .birth_date = std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(*birth)},
        .terms_version = store.config.terms_version,
        .wallet = moment.ids.make<WalletId>(),
        .role = *role
    };
    CHECK(identity::check_registration(request, rules, moment.now));
    return db::write(*store.database, [&](db::Tx& tx) -> Result<identity::Account> {
        TRY(auto registered, identity::register_account(tx, request, rules, moment));
        if (!registered.account)
            return refuse(ErrorCode::conflict, "There is an account with this email already.");
        ledger::open_wallet(tx, request.wallet, store.config.currency);
        const audit::Entry entry{
            .action = audit::Action::account_registered,
            .actor = audit::Actor::command_line(),
            .object = audit::Object::of(registered.account->id),
            .detail = options.role,
            .personal = {.email = request.email}
        };
        audit::append(tx, entry, moment);
        return *std::move(registered.account);
    });
}

/// Not shown while it is typed; the terminal is as before afterwards.
class HiddenTyping {
public:
    HiddenTyping() {
        is_terminal_ = tcgetattr(STDIN_FILENO, &before_) == 0;
        if (!is_terminal_) return;
        termios hidden = before_;
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
        fmt::print(stderr, "Password: ");
    }

    HiddenTyping(const HiddenTyping&) = delete;
    HiddenTyping& operator=(const HiddenTyping&) = delete;

    ~HiddenTyping() {
        if (!is_terminal_) return;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
        fmt::print(stderr, "\n");
    }

private:
    termios before_{};
    bool is_terminal_ = false;
};

std::string read_password() {
    const HiddenTyping hidden;
    std::string password;
    std::getline(std::cin, password);
    return password;
}

audit::Action action_of(identity::AccountStatus status) {
    switch (status) {
        case identity::AccountStatus::active:
            return audit::Action::account_restored;
        case identity::AccountStatus::suspended:
            return audit::Action::account_suspended;
    }
    std::unreachable();
}

int set_status(
    const CommonOptions& common, const AccountOptions& options, identity::AccountStatus status
) {
    return with_store(common, db::Access::read_write, [&](OpenedStore& store) {
        const auto changed = db::write(*store.database, [&](db::Tx& tx) -> Result<> {
            const auto account = identity::find_account_by_email(tx, options.email);
            if (!account)
                return refuse(ErrorCode::not_found, "There is no account with this email.");
            CHECK(identity::set_status(tx, account->id, status, store.clock.now()));
            const audit::Entry entry{
                .action = action_of(status),
                .actor = audit::Actor::command_line(),
                .object = audit::Object::of(account->id),
                .personal = {.reason = Personal{options.reason}}
            };
            audit::append(tx, entry, store.moment());
            return {};
        });
        return changed ? 0 : complain(changed.error());
    });
}

}  // namespace

int create_account(const CommonOptions& common, const AccountOptions& options) {
    const Secret password{read_password()};
    return with_store(common, db::Access::read_write, [&](OpenedStore& store) {
        const auto account = register_here(store, options, password);
        if (!account) return complain(account.error());
        fmt::print("{} {}\n", account->public_id, identity::to_string(account->role));
        return 0;
    });
}

int set_account_role(const CommonOptions& common, const AccountOptions& options) {
    return with_store(common, db::Access::read_write, [&](OpenedStore& store) {
        const auto role = identity::parse_role(options.role);
        if (!role)
            return complain(
                {ErrorCode::invalid_request, "--role must be user, operator or admin", {}, {}}
            );
        const auto changed = db::write(*store.database, [&](db::Tx& tx) -> Result<> {
            const auto account = identity::find_account_by_email(tx, options.email);
            if (!account)
                return refuse(ErrorCode::not_found, "There is no account with this email.");
            CHECK(identity::set_role(tx, account->id, *role, store.clock.now()));
            const audit::Entry entry{
                .action = audit::Action::account_role_changed,
                .actor = audit::Actor::command_line(),
                .object = audit::Object::of(account->id),
                .detail = fmt::format("{} to {}", identity::to_string(account->role), options.role)
            };
            audit::append(tx, entry, store.moment());
            return {};
        });
        return changed ? 0 : complain(changed.error());
    });
}

int suspend_account(const CommonOptions& common, const AccountOptions& options) {
    return set_status(common, options, identity::AccountStatus::suspended);
}

int restore_account(const CommonOptions& common, const AccountOptions& options) {
    return set_status(common, options, identity::AccountStatus::active);
}

}  // namespace otpost::app
