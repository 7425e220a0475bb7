// SPDX-License-Identifier: Apache-2.0
// Runs the checks that are asked for (audit/checks.hpp), one at a time and beside the requests: on
// a snapshot of its own, and no longer than it may. Asks for each once a day.
#pragma once

#include "app/config.hpp"
#include "app/duties.hpp"
#include "audit/checks.hpp"
#include "crypto/signing.hpp"
#include "ledger/tally.hpp"
#include "net/timer.hpp"

#include <boost/asio/awaitable.hpp>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace otpost::app {

class Integrity {
public:
    /// Outlive it.
    struct Parts {
        db::Database& database;
        const net::Timer& timer;
        IdGenerator& ids;
        Random& random;
    };

    /// `checkpoints` are those of the audit log, signed by the owner of `key`.
    Integrity(Parts parts, std::filesystem::path checkpoints, crypto::PublicKey key)
        : parts_(parts),
          checkpoints_(std::move(checkpoints)),
          key_(key) {}

    void add_duties(Duties& duties);

private:
    struct Found {
        audit::CheckOutcome outcome = audit::CheckOutcome::whole;
        std::string report;
        std::vector<ledger::Tally> tallies;
    };

    bool is_due(const audit::Check& check, Time now);
    boost::asio::awaitable<Duration> step(audit::CheckKind kind, Time now);
    boost::asio::awaitable<Found> check(audit::CheckKind kind);
    boost::asio::awaitable<Found> check_ledger();
    boost::asio::awaitable<Found> check_audit();

    /// True from some time after now on, by a clock that nobody sets.
    std::function<bool()> end_of_time() const;

    Parts parts_;
    std::filesystem::path checkpoints_;
    crypto::PublicKey key_;
    std::optional<Time> started_at_;
};

}  // namespace otpost::app
