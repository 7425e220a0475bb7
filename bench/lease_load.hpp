// SPDX-License-Identifier: Apache-2.0
// Leases opened over HTTP by many customers at once, in rounds.
#pragma once

#include "figures.hpp"
#include "server.hpp"
#include "stock.hpp"

#include <random>

namespace otpost::bench {

class LeaseLoad {
public:
    LeaseLoad(const Server& server, const Stock& stock);

    /// Returns the average number of leases in a commit of the round.
    int run(std::chrono::milliseconds length);

    const Tally& tally() const { return tally_; }

    /// Of the answer to a lease, which is kept with its key.
    std::size_t answer_bytes() const { return answer_bytes_; }

    /// Batch size, and what a lease costs in bytes written and processor time of the server.
    void print_details(std::string_view engine) const;

private:
    struct Written {
        double works = 0;
        double commits = 0;
        double bytes = 0;
        double cpu_seconds = 0;
    };

    Written written() const;

    const Server& server_;
    const Stock& stock_;
    std::mt19937_64 chance_{std::random_device{}()};
    std::size_t answer_bytes_ = 0;
    Tally tally_;
    Written total_;
};

}  // namespace otpost::bench
