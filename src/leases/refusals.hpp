// SPDX-License-Identifier: Apache-2.0
// Why a command that changed nothing was refused, told from the state it lost to.
#pragma once

#include "base/error.hpp"
#include "leases/leases.hpp"

namespace otpost::leases {

std::unexpected<Error> refuse_unknown_lease();
std::unexpected<Error> refuse_closed(const Lease& lease);
std::unexpected<Error> refuse_not_waiting(const Lease& lease);
std::unexpected<Error> refuse_not_received(const Lease& lease);

/// For cancel and switch: too early, after a code, or closed.
std::unexpected<Error> refuse_to_cancel(const Lease& lease, Time now);

}  // namespace otpost::leases
