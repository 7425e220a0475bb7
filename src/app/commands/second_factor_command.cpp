// SPDX-License-Identifier: Apache-2.0
#include "api/account_mail.hpp"
#include "app/commands/shared.hpp"
#include "audit/audit.hpp"
#include "crypto/key_file.hpp"
#include "identity/accounts.hpp"
#include "identity/second_factor.hpp"
#include "identity/sessions.hpp"

namespace otpost::app {

namespace {

Result<> turn_off(
    db::Tx& tx, const AccountOptions& options, const api::AccountMail& mail, const Moment& moment
) {
    const auto account = identity::find_account_by_email(tx, options.email);
    if (!account) return refuse(ErrorCode::not_found, "There is no account with this email.");
    if (!identity::second_factor::remove(tx, account->id))
        return refuse(ErrorCode::conflict, "Two-factor sign-in is not on for this account.");
    identity::end_sessions(tx, account->id, moment.now);
    mail.tell(tx, account->id, outbox::EmailKind::second_factor_off, moment);
    const audit::Entry entry{
        .action = audit::Action::second_factor_disabled,
        .actor = audit::Actor::command_line(),
        .object = audit::Object::of(account->id),
        .personal = {.reason = Personal{options.reason}}
    };
    audit::append(tx, entry, moment);
    return {};
}

}  // namespace

int turn_off_second_factor(const CommonOptions& common, const AccountOptions& options) {
    return with_store(common, db::Access::read_write, [&](OpenedStore& store) {
        const auto server_key =
            crypto::load_or_create_key(store.config.data / "keys" / "server.key", store.random);
        const auto key = outbox::email_key_of(server_key);
        const auto mailing = store.config.mail.is_on() ? api::Mailing::on : api::Mailing::off;
        const api::AccountMail mail{mailing, key};
        const Moment moment = store.moment();
        const auto done = db::write(*store.database, [&](db::Tx& tx) {
            return turn_off(tx, options, mail, moment);
        });
        return done ? 0 : complain(done.error());
    });
}

}  // namespace otpost::app
