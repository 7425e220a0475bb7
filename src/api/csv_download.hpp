// SPDX-License-Identifier: Apache-2.0
// An answer that a browser keeps as a file.
#pragma once

#include "base/time.hpp"
#include "net/http.hpp"

#include <string_view>

namespace otpost::api {

/// CSV named `leases-2026-11-22.csv`; its body or stream is for the caller to set.
net::Response csv_download(std::string_view name, Time now);

}  // namespace otpost::api
