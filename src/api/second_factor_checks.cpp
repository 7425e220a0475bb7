// SPDX-License-Identifier: Apache-2.0
#include "api/second_factor_checks.hpp"

#include "api/audit_entries.hpp"
#include "identity/recovery_codes.hpp"

namespace otpost::api {

namespace factor = identity::second_factor;

Result<factor::Proof> check_factor(
    db::Tx& tx,
    const FactorParts& parts,
    const Call& call,
    AccountId account,
    std::string_view code,
    std::string_view for_what
) {
    const auto checked =
        factor::check_code(tx, account, code, parts.server_key, call.moment.now).proof;
    const bool is_recovery = checked == factor::Proof::recovery_code;
    if (checked && !is_recovery) return checked;
    auto entry = entry_of(
        call, is_recovery ? audit::Action::recovery_code_used : audit::Action::second_factor_failed
    );
    entry.object = audit::Object::of(account);
    entry.detail = for_what;
    if (is_recovery) {
        entry.actor = audit::Actor::account(account);
        const auto left = std::to_string(identity::recovery_codes_left(tx, account));
        parts.mail.tell(
            tx,
            account,
            outbox::EmailKind::recovery_code_used,
            call.moment,
            {{"left", Secret{left}}}
        );
    } else {
        entry.result = to_string(checked.error().code);
    }
    audit::append(tx, entry, call.moment);
    return checked;
}

}  // namespace otpost::api
