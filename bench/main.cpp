// SPDX-License-Identifier: Apache-2.0
// The benchmark: otpost_bench [--quick] [--only MEASURE]... [--folder DIR]. Figures as JSON lines
// on standard output; docs/performance.md says what they mean.
#include "fixed_server.hpp"
#include "measures.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <csignal>
#include <fstream>
#include <functional>
#include <unistd.h>

namespace otpost::bench {

namespace {

namespace fs = std::filesystem;

struct Measure {
    std::string_view name;
    std::function<bool(const fs::path& folder, const Length& length)> run;
    bool is_asked_for_only = false;  ///< takes long
};

template <class F>
std::function<bool(const fs::path&, const Length&)> always_right(F run) {
    return [run](const fs::path& folder, const Length& length) {
        run(folder, length);
        return true;
    };
}

std::vector<Measure> all_measures() {
    return {
        {"disk", always_right([](const auto& folder, const auto&) { measure_disk(folder); })},
        {"http", always_right(measure_http)},
        {"sqlite", measure_sqlite_leases},
        {"postgres", measure_postgres_leases},
        {"messages", always_right(measure_messages)},
        {"streams", always_right(measure_idle_streams)},
        {"extraction", always_right([](const auto&, const auto&) { measure_extraction(); })},
        {"limits", always_right([](const auto&, const auto&) { measure_limits(); })},
        {"sign-in", always_right(measure_sign_in_storm)},
        {"start", always_right([](const auto& folder, const auto&) { measure_start(folder); })},
        {"growth", measure_growth, true}
    };
}

void note_load() {
    std::ifstream file("/proc/loadavg");
    std::string line;
    std::getline(file, line);
    note("load average: " + line);
}

int run_measures(const Length& length, const std::vector<std::string>& only, fs::path folder) {
    folder /= fmt::format("otpost-bench-{}", getpid());
    fs::create_directories(folder);
    int failures = 0;
    note_load();
    for (const Measure& measure : all_measures()) {
        const bool is_named = std::ranges::find(only, measure.name) != only.end();
        if (only.empty() ? measure.is_asked_for_only : !is_named) continue;
        try {
            if (!measure.run(folder, length)) ++failures;
        } catch (const std::exception& error) {
            note(fmt::format("{}: {}", measure.name, error.what()));
            ++failures;
        }
    }
    note_load();
    fs::remove_all(folder);
    return failures == 0 ? 0 : 1;
}

int run(int count, char** arguments) {
    // A server that ends early must not end the benchmark.
    std::signal(SIGPIPE, SIG_IGN);
    CLI::App app{"Measures Otpost on this machine."};
    bool quick = false;
    std::vector<std::string> only;
    std::string folder = "/var/tmp";
    app.add_flag("--quick", quick, "shorter measures, within 5 minutes in all");
    app.add_option(
        "--only",
        only,
        "disk http sqlite postgres messages streams extraction limits sign-in start growth"
    );
    std::vector<double> growth;
    app.add_option("--growth", growth, "shares of the full size that the store grows to")
        ->check(CLI::Range(0.0001, 1.0));
    app.add_option("--folder", folder, "where the stores lie while they are measured");
    auto* fixed = app.add_subcommand("fixed-server", "the ceiling of HTTP; used by the benchmark");
    std::string answer;
    fixed->add_option("answer", answer)->required();
    CLI11_PARSE(app, count, arguments);
    if (*fixed) return serve_fixed_bytes(answer);
    Length length;
    if (!quick) {
        length.rounds = 5;
        length.round = std::chrono::seconds{5};
        length.messages = std::chrono::seconds{30};
    }
    if (!growth.empty()) length.growth = growth;
    return run_measures(length, only, folder);
}

}  // namespace

}  // namespace otpost::bench

int main(int count, char** arguments) {
    return otpost::bench::run(count, arguments);
}
