// SPDX-License-Identifier: Apache-2.0
#include "api/sign_in_answers.hpp"

#include "api/audit_entries.hpp"
#include "api/auth.hpp"
#include "api/route.hpp"
#include "api/session_cookies.hpp"
#include "api/session_place.hpp"

namespace otpost::api {

void record_sign_in(
    db::Tx& tx, const Call& call, const identity::SignedIn& signed_in, std::string_view how
) {
    auto entry = entry_of(call, audit::Action::sign_in_succeeded);
    entry.actor = audit::Actor::account(signed_in.account.id);
    entry.object = audit::Object::of(signed_in.session.id);
    entry.detail = how;
    audit::append(tx, entry, call.moment);
    record_ended(tx, call, signed_in.session);
    note_place(tx, call, signed_in.session.id);
}

net::Response answer_signed_in(
    const identity::SignedIn& signed_in, const crypto::Key& server_key, const Moment& moment
) {
    const SignInView view{"signed_in", account_view(signed_in.account)};
    net::Response response = json_response(200, schema::to_json(view));
    set_session_cookies(response, signed_in.session, server_key, moment);
    set_device_cookie(response, signed_in.account.id, server_key, moment);
    return response;
}

net::Response answer_challenged(const Secret& challenge) {
    const SignInView view{"second_factor_required", {}};
    net::Response response = json_response(200, schema::to_json(view));
    set_challenge_cookie(response, challenge);
    return response;
}

}  // namespace otpost::api
