// SPDX-License-Identifier: Apache-2.0
// What this node knows of itself, for the overview of administrators.
#pragma once

#include "api/admin_overview.hpp"
#include "app/mail.hpp"
#include "crypto/hash_pool.hpp"
#include "db/database.hpp"
#include "delivery/signals.hpp"
#include "net/timer.hpp"

#include <chrono>

namespace otpost::app {

class NodeProbe {
public:
    /// The node begins now; the references outlive it.
    NodeProbe(
        unsigned node,
        const db::Database& database,
        const net::Timer& timer,
        const crypto::HashPool& hashing,
        const delivery::Signals& signals,
        const Mail& mail
    )
        : node_(node),
          database_(database),
          timer_(timer),
          hashing_(hashing),
          signals_(signals),
          mail_(mail),
          begun_(timer.steady_now()) {}

    api::NodeState look() const;

private:
    unsigned node_;
    const db::Database& database_;
    const net::Timer& timer_;
    const crypto::HashPool& hashing_;
    const delivery::Signals& signals_;
    const Mail& mail_;
    std::chrono::steady_clock::time_point begun_;
};

}  // namespace otpost::app
