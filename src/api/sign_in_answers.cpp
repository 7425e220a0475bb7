// SPDX-License-Identifier: Apache-2.0
#include "api/sign_in_answers.hpp"

#include "api/audit_entries.hpp"
#include "api/auth.hpp"
#include "api/csrf.hpp"
#include "api/held_session.hpp"
#include "api/route.hpp"
#include "api/session_cookies.hpp"
#include "api/session_place.hpp"
#include "api/user_agent.hpp"
#include "identity/devices.hpp"

#include <fmt/format.h>

namespace otpost::api {

namespace {

/// `Firefox on Windows, Zürich, CH`.
std::string device_text(const Call& call) {
    const Device device = device_of(call.user_agent);
    std::string text{device.browser.empty() ? "Unknown program" : device.browser};
    if (!device.system.empty()) text += fmt::format(" on {}", device.system);
    const auto place = call.places == nullptr ? net::Place{} : call.places->find(call.remote_ip);
    for (const std::string& part : {place.city, place.country})
        if (!part.empty()) text += ", " + part;
    return text;
}

bool is_first(db::Tx& tx, const identity::SignedIn& signed_in, Time now) {
    const auto& account = signed_in.account;
    return now - account.created_at < std::chrono::days{1} &&
           !identity::has_other_session(tx, account.id, signed_in.session.id);
}

void tell_of_new_device(
    db::Tx& tx,
    const SignInParts& parts,
    const Call& call,
    const identity::SignedIn& signed_in,
    const Browser& browser
) {
    const AccountId account = signed_in.account.id;
    if (browser.device && identity::device_nonce(*browser.device, account, parts.server_key))
        return;
    if (is_first(tx, signed_in, call.moment.now)) return;
    parts.mail.tell(
        tx,
        account,
        outbox::EmailKind::new_sign_in,
        call.moment,
        {{"device", Secret{device_text(call)}}}
    );
}

void record_sign_in(
    db::Tx& tx, const Call& call, const identity::SignedIn& signed_in, std::string_view how
) {
    auto entry = entry_of(call, audit::Action::sign_in_succeeded);
    entry.actor = audit::Actor::account(signed_in.account.id);
    entry.object = audit::Object::of(signed_in.session.id);
    entry.detail = how;
    audit::append(tx, entry, call.moment);
    record_ended(tx, call, signed_in.session);
}

}  // namespace

Browser browser_of(const net::Request& request, const crypto::Key& server_key, Time now) {
    Browser browser{.device = shown_device(request), .session = {}};
    const auto held = held_session(request, server_key, now);
    if (held && check_page(request, *held, server_key)) browser.session = held;
    return browser;
}

void settle_sign_in(
    db::Tx& tx,
    const SignInParts& parts,
    const Call& call,
    const identity::SignedIn& signed_in,
    const Browser& browser,
    std::string_view how
) {
    record_sign_in(tx, call, signed_in, how);
    note_place(tx, call, signed_in.session.id);
    tell_of_new_device(tx, parts, call, signed_in, browser);
    if (browser.session) end_held(tx, call, *browser.session);
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
