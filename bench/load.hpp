// SPDX-License-Identifier: Apache-2.0
// A closed loop of requests: each connection keeps `depth` requests in flight until the time is up.
#pragma once

#include "figures.hpp"

#include <functional>
#include <string>

namespace otpost::bench {

struct LoadPlan {
    std::uint16_t port = 0;
    int connections = 32;
    int depth = 1;  ///< more than 1: pipelined
    std::chrono::milliseconds length{1000};
    unsigned status = 200;  ///< of a good answer
    /// Appends the next request.
    std::function<void(std::string& out)> next;
};

struct LoadResult {
    Tally good;
    std::int64_t other = 0;    ///< answers of another status
    std::string other_sample;  ///< the body of one of them
};

LoadResult run_load(const LoadPlan& plan);

/// Notes answers that were not what was asked for.
void note_failures(std::string_view what, const LoadResult& result);

}  // namespace otpost::bench
