// SPDX-License-Identifier: Apache-2.0
// otpost_powercut: as many power cuts as one has time for. Each episode has a seed of its own, so
// that what it finds is found again with `--seed N --episodes 1`.
#include "faults.hpp"
#include "trials.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <chrono>
#include <cstdio>

namespace {

using namespace otpost::powercut;

double seconds_since(std::chrono::steady_clock::time_point begin) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

int cut_power(Plan plan, std::int64_t images, std::int64_t episodes) {
    Tally all;
    const auto begin = std::chrono::steady_clock::now();
    for (std::int64_t done = 0; done < episodes && all.images < images; ++done, ++plan.seed) {
        plan.images_max = images - all.images;
        plan.checkpoint_pages = 16 + static_cast<int>(plan.seed * 13 % 64);
        const auto tally = Episode(plan).cut_everywhere(plan);
        all.add(tally);
        fmt::print("seed {}: {}\n", plan.seed, format(tally));
        for (const auto& breach : tally.breaches) fmt::print("  {}\n", breach);
        std::fflush(stdout);
    }
    const auto seconds = seconds_since(begin);
    fmt::print("\n{}\n", format(all));
    fmt::print(
        "{:.0f} s, {:.0f} images a second\n", seconds, static_cast<double>(all.images) / seconds
    );
    return all.bad() == 0 ? 0 : 1;
}

int fail_every_call(std::uint64_t seed) {
    FaultBench bench{seed};
    FaultTally all;
    for (const auto& kind : fault_kinds) {
        for (const auto span : {Fault::Span::once, Fault::Span::sticky}) {
            const auto tally = bench.run_all(kind, span, 1);
            all.add(tally);
            const auto* const word = span == Fault::Span::once ? "once" : "sticky";
            fmt::print("{} {}: {}\n", kind.name, word, format(tally));
            for (const auto& [breach, count] : tally.breaches) {
                fmt::print("  {} times: {}\n", count, breach);
            }
            std::fflush(stdout);
        }
    }
    fmt::print("\n{}\n", format(all));
    return all.breaches.empty() ? 0 : 1;
}

/// Each must be caught: zero only when all are.
int show_controls(std::uint64_t seed) {
    const auto normal = cut_with(Durability::normal, seed);
    fmt::print("synchronous = NORMAL: {}\n", format(normal));
    const auto off = cut_with(Durability::off, seed);
    fmt::print("synchronous = OFF: {}\n", format(off));
    const auto lies = lie_about_each_sync(seed, 6);
    fmt::print(
        "one sync that lies: {} of {} caught; of those that a commit waited for {} of {}\n",
        lies.caught,
        lies.syncs,
        lies.commits_caught,
        lies.commits
    );
    const bool all_caught =
        normal.lost > 0 && off.damaged > 0 && lies.commits_caught == lies.commits;
    return all_caught ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Cuts the power of a small house after every operation on its disk"};
    std::int64_t images = 100'000;
    std::int64_t episodes = INT64_MAX;
    Plan plan;
    app.add_option("--images", images, "stop after so many")->capture_default_str();
    app.add_option("--episodes", episodes, "stop after so many worlds");
    app.add_option("--seed", plan.seed, "of the first world")->capture_default_str();
    app.add_option("--rounds", plan.rounds, "commits of a world")->capture_default_str();
    app.add_option("--per-operation", plan.images_per_operation, "images after each operation")
        ->capture_default_str();
    bool faults = false;
    bool controls = false;
    app.add_flag("--faults", faults, "fail each call to the disk instead");
    app.add_flag("--controls", controls, "show that what is wrong is caught instead");
    CLI11_PARSE(app, argc, argv);
    if (faults) return fail_every_call(plan.seed);
    if (controls) return show_controls(plan.seed);
    return cut_power(plan, images, episodes);
}
