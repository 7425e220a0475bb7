// SPDX-License-Identifier: Apache-2.0
// Query of the URL and signature on the first two lines, the form behind them; once as they are,
// and once signed with the token.
#include "net/query.hpp"
#include "suppliers/twilio/twilio_supplier.hpp"
#include "support/fuzz.hpp"
#include "support/webhook.hpp"

namespace otpost::suppliers {

FUZZ_TARGET(webhook_twilio) {
    static const auto adapter = make_fuzzed(twilio::make_adapter);
    static const Secret token{std::string{webhook_secret}};
    fuzz::Choices choices{input};
    const std::string query{choices.line()};
    net::Request forged;
    forged.target = "/ingest/x/y?" + query;
    forged.add_header("x-twilio-signature", choices.line());
    forged.body = choices.rest();
    check_forged(*adapter, forged);
    const auto fields = net::parse_form(forged.body);
    if (!fields) return;
    net::Request genuine;
    genuine.target = forged.target;
    genuine.body = forged.body;
    const std::string url = std::string{webhook_url} + (query.empty() ? "" : "?" + query);
    genuine.add_header("x-twilio-signature", twilio::signature(token, url, *fields));
    check_genuine(*adapter, genuine);
}

}  // namespace otpost::suppliers
