// SPDX-License-Identifier: Apache-2.0
// The long runs behind ./dev: each prints one JSON line of what it did and returns 0 if every
// check held.
#pragma once

#include "crash/kills.hpp"
#include "db/database.hpp"
#include "faults/storm.hpp"

#include <boost/json.hpp>

#include <string_view>
#include <vector>

namespace otpost::trials {

namespace json = boost::json;

/// The options that every trial has.
struct TrialOptions {
    db::Engine engine = db::Engine::sqlite;
    std::uint64_t seed = 1;
};

/// Prints the figures after the trial's name, engine and seed; the exit status.
int conclude(std::string_view trial, const TrialOptions& options, const json::object& figures);

/// `p50_ms`, `p99_ms` and `max_ms` of the samples, after `name`.
void add_percentiles(
    json::object& figures, std::string_view name, const std::vector<double>& milliseconds
);

struct KillOptions {
    crash::Victim victim = crash::Victim::loaded_server;
    long count = 100;
};

struct HistoryOptions {
    std::size_t operations = 100'000;
    int clients = 6;
};

struct StormOptions {
    faults::Place place = faults::Place::clients;
    std::size_t connections = 10'000;
    int clients = 8;
};

struct AbuseOptions {
    int connections = 1'000;
    int seconds = 20;
};

struct SoakOptions {
    double minutes = 15;
    double requests_per_second = 200;
};

int run_kills(const TrialOptions& options, const KillOptions& kills);
int run_histories(const TrialOptions& options, const HistoryOptions& histories);
int run_storm(const TrialOptions& options, const StormOptions& storm);
int run_abuse(const TrialOptions& options, const AbuseOptions& abuse);
int run_soak(const TrialOptions& options, const SoakOptions& soak);

}  // namespace otpost::trials
