// SPDX-License-Identifier: Apache-2.0
// What the `status` of a request for leases asks for.
#pragma once

#include "leases/leases.hpp"

#include <optional>
#include <string>

namespace otpost::api {

/// One of the words that the field's rule lets through.
leases::StatusFilter status_filter(const std::optional<std::string>& word);

}  // namespace otpost::api
