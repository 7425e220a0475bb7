// SPDX-License-Identifier: Apache-2.0
#include "api/consent_routes.hpp"

#include "api/requests.hpp"
#include "api/views.hpp"
#include "identity/consent.hpp"

namespace otpost::api {

namespace {

using identity::ConsentAct;
using identity::ConsentPurpose;
using net::Method;

ConsentView view_of(db::Tx& tx, AccountId account) {
    const auto consent = identity::find_consent(tx, account, ConsentPurpose::marketing);
    if (!consent) return {};
    return {
        .marketing = consent->act == ConsentAct::given,
        .terms_version = consent->terms_version,
        .changed_at = format_rfc3339(consent->at)
    };
}

Result<ConsentView> put_consent(
    db::Tx& tx, const Call& call, const ConsentRequest& request, std::string_view terms_version
) {
    const auto act = request.marketing ? ConsentAct::given : ConsentAct::withdrawn;
    identity::record_consent(
        tx, call.principal.account, ConsentPurpose::marketing, act, terms_version, call.moment
    );
    return view_of(tx, call.principal.account);
}

}  // namespace

void add_consent_routes(Routes& routes, const std::string& terms_version) {
    routes.query<Nothing, ConsentView>(
        {Method::get,
         "/v1/account/consent",
         "get_consent",
         "What the account consents to beyond what the service needs",
         Access::signed_in,
         identity::Scope::account_read},
        [](db::Tx& tx, const Call& call, const Nothing&) -> Result<ConsentView> {
            return view_of(tx, call.principal.account);
        }
    );
    routes.command<ConsentRequest, ConsentView>(
        {.method = Method::put,
         .path = "/v1/account/consent",
         .operation = "put_consent",
         .summary = "Give or withdraw consent; each act is kept with its time",
         .access = Access::signed_in,
         .programs = Programs::refused},  // consent is a person's
        [terms_version](db::Tx& tx, const Call& call, const ConsentRequest& request) {
            return put_consent(tx, call, request, terms_version);
        }
    );
}

}  // namespace otpost::api
