// SPDX-License-Identifier: Apache-2.0
// What a handler knows of its call besides the request struct: who asks, when, from where.
#pragma once

#include "base/moment.hpp"
#include "base/secret.hpp"
#include "identity/principal.hpp"
#include "net/places.hpp"

#include <optional>
#include <string>

namespace otpost::api {

struct Call {
    Moment moment;
    identity::Principal principal;  ///< of the empty account on routes for anyone
    std::string request_id;
    std::string remote_ip;
    std::string user_agent;
    const net::Places* places = nullptr;  ///< where addresses are; null: not known
    std::string idempotency_key;
    std::string request_hash;  ///< SHA-256 of method, path and body; empty on reads

    /// Left by a command for its Present: goes into the first answer, never into a stored one.
    mutable std::optional<Secret> shown_once;
};

}  // namespace otpost::api
