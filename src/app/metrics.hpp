// SPDX-License-Identifier: Apache-2.0
// Metrics in Prometheus' text format, collected when asked for from the counters that the parts
// keep anyway. No label ever holds anything of a person or of a message (M7).
#pragma once

#include "api/limits.hpp"
#include "app/mail.hpp"
#include "crypto/hash_pool.hpp"
#include "crypto/vault_keys.hpp"
#include "db/database.hpp"
#include "delivery/signals.hpp"
#include "net/counters.hpp"
#include "suppliers/intake.hpp"

#include <string>

namespace otpost::app {

struct MetricsSources {
    const net::Counters& http;
    const api::Limits& limits;
    const db::Database& database;
    const suppliers::Intake& intake;
    const crypto::VaultKeys& ring;
    const crypto::HashPool& hashing;
    const delivery::Signals& signals;
    const Mail& mail;
};

std::string collect_metrics(const MetricsSources& sources);

}  // namespace otpost::app
