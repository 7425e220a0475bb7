// SPDX-License-Identifier: Apache-2.0
// Generic JSON webhook: POST {"id","to","from","text","received_at"[,"part":{ref,total,seq}]}, or
// an array of these. `X-Otpost-Timestamp` (Unix seconds) and `X-Otpost-Signature: v1=<hex>` with
// HMAC-SHA256 over "<timestamp>.<raw body>"; several signatures, parted by commas, during a change
// of secret. Calls more than 5 minutes off are refused (SEC-W3).
#pragma once

#include "suppliers/adapter.hpp"

namespace otpost::suppliers::http {

std::unique_ptr<Adapter> make_adapter(const AdapterSetup& setup);

/// The value of X-Otpost-Signature, for tests and for the curl line that the demo prints.
std::string signature(const Secret& secret, std::string_view timestamp, std::string_view body);

}  // namespace otpost::suppliers::http
