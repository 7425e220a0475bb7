// SPDX-License-Identifier: Apache-2.0
#include "sim/command.hpp"

#include "sim/run.hpp"

#include <CLI/CLI.hpp>

#include <map>
#include <memory>
#include <string>

namespace otpost::sim {

void add_command(CLI::App& app, std::function<int()>& run) {
    const auto options = std::make_shared<SimOptions>();
    auto& command = *app.add_subcommand(
        "sim",
        "Simulate houses with customers, suppliers and every kind of fault, seed after seed, and "
        "check all of their rules. Exit status 1: a rule was broken."
    );
    command.add_option("--seed", options->seed, "the first; 1 if not given")->type_name("N");
    command.add_option("--years", options->years, "simulate so many years")->type_name("Y");
    command.add_option("--operations", options->operations, "and so many requests to the house")
        ->type_name("N");
    command.add_option("--runs", options->runs, "or so many seeds")->type_name("N");
    command
        .add_option(
            "--operations-per-run", options->operations_per_run, "of each seed; 20000 if not given"
        )
        ->type_name("N")
        ->check(CLI::PositiveNumber);
    command
        .add_option("--faults", options->faults, "how much goes wrong: 0 nothing, 1 if not given")
        ->type_name("X")
        ->check(CLI::Range(0.0, 100.0));
    command.add_option("--log", options->log, "write what the houses log to this file")
        ->type_name("FILE");
    command.add_option("--plant", options->planted, "plant a mistake, which must be found")
        ->transform(CLI::CheckedTransformer(std::map<std::string, Planted>{
            {"lying-sync", Planted::sync_does_nothing},
            {"ignored-commit-errors", Planted::commit_errors_ignored},
            {"forged-refund", Planted::refund_forged}
        }))
        ->group("");
    command.add_option("--commit", options->commit, "for the report")->group("");
    command.callback([&run, options] {
        if (options->years <= 0 && options->operations == 0 && options->runs == 0)
            options->operations = 200'000;
        run = [options] { return simulate(*options); };
    });
}

}  // namespace otpost::sim
