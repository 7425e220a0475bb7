// SPDX-License-Identifier: Apache-2.0
#include "api/account_mail.hpp"

#include "api/date_in_words.hpp"
#include "identity/profile.hpp"

namespace otpost::api {

std::string language_of(db::Tx& tx, AccountId account) {
    auto found = identity::find_profile(tx, account);
    if (!found || found->profile.language.empty()) return "en";
    return std::move(found->profile.language);
}

void AccountMail::tell(
    db::Tx& tx, AccountId account, outbox::EmailKind kind, const Moment& moment, Values values
) const {
    if (!is_on()) return;
    auto owner = identity::find_account(tx, account);
    if (!owner) return;
    send(
        tx,
        {.kind = kind,
         .to = std::move(owner->email),
         .language = language_of(tx, account),
         .values = std::move(values),
         .expires_at = {}},
        moment
    );
}

void AccountMail::send(db::Tx& tx, outbox::EmailOrder order, const Moment& moment) const {
    if (!is_on()) return;
    order.values.emplace_back("when", Secret{date_in_words(moment.now, order.language)});
    outbox::send_email(tx, order, key_, moment);
}

}  // namespace otpost::api
