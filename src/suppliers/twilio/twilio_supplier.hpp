// SPDX-License-Identifier: Apache-2.0
// Twilio's inbound message webhook: form-encoded, signed by X-Twilio-Signature = base64 of
// HMAC-SHA1(auth token, URL + every parameter's name and value, sorted by name). The URL is the
// configured public one with the query as sent, never what Host says. Twilio signs no time, so the
// MessageSid is what makes a replay harmless. Source: Twilio's request validation.
#pragma once

#include "net/query.hpp"
#include "suppliers/adapter.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace otpost::suppliers::twilio {

std::unique_ptr<Adapter> make_adapter(const AdapterSetup& setup);

/// What X-Twilio-Signature must be.
std::string signature(
    const Secret& auth_token, std::string_view url, std::vector<net::FormField> fields
);

}  // namespace otpost::suppliers::twilio
