// SPDX-License-Identifier: Apache-2.0
#include "crash/house.hpp"
#include "histories/judge.hpp"
#include "histories/recorder.hpp"
#include "trials.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace otpost::trials {

namespace {

constexpr std::size_t operations_per_round = 10'000;
constexpr std::size_t anomalies_shown = 10;

/// What a history is made of: who judges nothing is pleased by everything.
struct Seen {
    std::size_t operations = 0;
    std::size_t refused = 0;
    std::size_t repeated = 0;
    std::size_t transfers = 0;
    std::vector<double> latency_ms;

    void add(const histories::History& history) {
        operations += history.operations.size();
        for (const auto& operation : history.operations) {
            if (!operation.is_answered()) continue;
            refused += operation.has_succeeded() ? 0 : 1;
            latency_ms.push_back(static_cast<double>(operation.returned - operation.invoked) / 1e6);
        }
        repeated += history.operations.size() - histories::fold_repeated(history.operations).size();
        for (const auto& chain : history.chains) transfers += chain.size();
    }
};

}  // namespace

int run_histories(const TrialOptions& options, const HistoryOptions& histories) {
    Seen seen;
    std::size_t anomalies = 0;
    for (std::uint64_t seed = options.seed; seen.operations < histories.operations; ++seed) {
        const auto history = histories::record(
            options.engine,
            {.seed = seed, .operations = operations_per_round, .clients = histories.clients}
        );
        seen.add(history);
        if (!history.complaints.empty())
            fmt::print(stderr, "seed {}: {}\n", seed, history.complaints);
        for (const auto& [checker, what] : histories::judge(history))
            if (++anomalies <= anomalies_shown)
                ADD_FAILURE() << "seed " << seed << ", " << checker << ": " << what;
    }
    json::object figures{
        {"operations", seen.operations},
        {"refused", seen.refused},
        {"repeated", seen.repeated},
        {"transfers", seen.transfers},
        {"anomalies", anomalies}
    };
    add_percentiles(figures, "latency", seen.latency_ms);
    return conclude("histories", options, figures);
}

}  // namespace otpost::trials
