// SPDX-License-Identifier: Apache-2.0
// Timestamp and signature on the first two lines, the JSON body behind them; once as they are, and
// once signed with the secret.
#include "suppliers/http/http_supplier.hpp"
#include "support/fuzz.hpp"
#include "support/webhook.hpp"

namespace otpost::suppliers {

FUZZ_TARGET(webhook_http) {
    static const auto adapter = make_fuzzed(http::make_adapter);
    static const Secret secret{std::string{webhook_secret}};
    static const std::string timestamp = std::to_string(webhook_seconds);
    fuzz::Choices choices{input};
    net::Request forged;
    forged.add_header("x-otpost-timestamp", choices.line());
    forged.add_header("x-otpost-signature", choices.line());
    forged.body = choices.rest();
    check_forged(*adapter, forged);
    net::Request genuine;
    genuine.add_header("x-otpost-timestamp", timestamp);
    const auto signature = http::signature(secret, timestamp, forged.body);
    genuine.add_header("x-otpost-signature", "v1=00, " + signature);
    genuine.body = forged.body;
    check_genuine(*adapter, genuine);
}

}  // namespace otpost::suppliers
