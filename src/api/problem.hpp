// SPDX-License-Identifier: Apache-2.0
// Refusals as RFC 9457 problem answers. The one place that maps codes to HTTP statuses.
#pragma once

#include "base/error.hpp"
#include "net/http.hpp"

namespace otpost::api {

unsigned status_of(ErrorCode code);

/// `now` turns `retry_at` into Retry-After. `violated_policy` is the name of the rate limit that
/// refuses, if one does.
net::Response problem(const Error& error, Time now, std::string_view violated_policy = {});

}  // namespace otpost::api
