// SPDX-License-Identifier: Apache-2.0
// otpost_trials TRIAL [options]: the long runs of ./dev against the program in $OTPOST_BINARY.
#include "trials.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <functional>
#include <map>

namespace otpost::trials {
namespace {

const std::map<std::string, db::Engine> engines{
    {"sqlite", db::Engine::sqlite}, {"postgres", db::Engine::postgres}
};
const std::map<std::string, crash::Victim> victims{
    {"server", crash::Victim::loaded_server},
    {"idle", crash::Victim::idle_server},
    {"starting", crash::Victim::starting_server},
    {"database", crash::Victim::database}
};

const std::map<std::string, faults::Place> places{
    {"clients", faults::Place::clients}, {"database", faults::Place::database}
};

class Trials {
public:
    Trials() {
        app_.require_subcommand(1);
        app_.fallthrough();
        app_.add_option("--engine", options_.engine, "sqlite or postgres")
            ->transform(CLI::CheckedTransformer(engines));
        app_.add_option("--seed", options_.seed, "of what is random");
        add_kills();
        add_histories();
        add_storm();
        add_abuse();
        add_soak();
    }

    int run(int argc, char** argv) {
        CLI11_PARSE(app_, argc, argv);
        return trial_();
    }

private:
    CLI::App* add(const char* name, const char* purpose, std::function<int()> trial) {
        auto* command = app_.add_subcommand(name, purpose);
        command->callback([this, trial = std::move(trial)] { trial_ = trial; });
        return command;
    }

    void add_kills() {
        auto* command = add("kills", "kill -9, restart, check, again", [this] {
            return run_kills(options_, kills_);
        });
        command->add_option("--count", kills_.count, "kills");
        command->add_option("--victim", kills_.victim, "server, idle, starting or database")
            ->transform(CLI::CheckedTransformer(victims));
    }

    void add_histories() {
        auto* command = add("histories", "record what clients see and check it", [this] {
            return run_histories(options_, histories_);
        });
        command->add_option("--operations", histories_.operations, "requests, at least");
        command->add_option("--clients", histories_.clients, "at once");
    }

    void add_storm() {
        auto* command = add("faults", "a network that goes wrong", [this] {
            return run_storm(options_, storm_);
        });
        command->add_option("--place", storm_.place, "clients or database")
            ->transform(CLI::CheckedTransformer(places));
        command->add_option("--connections", storm_.connections, "through the proxy, at least");
        command->add_option("--clients", storm_.clients, "at once");
    }

    void add_abuse() {
        auto* command = add("abuse", "slow clients beside good ones", [this] {
            return run_abuse(options_, abuse_);
        });
        command->add_option("--connections", abuse_.connections, "of each attack");
        command->add_option("--seconds", abuse_.seconds, "each is measured");
    }

    void add_soak() {
        auto* command = add("soak", "memory and descriptors over time", [this] {
            return run_soak(options_, soak_);
        });
        command->add_option("--minutes", soak_.minutes, "how long");
        command->add_option("--rate", soak_.requests_per_second, "requests a second");
    }

    CLI::App app_{"Long runs against the real program"};
    std::function<int()> trial_;
    TrialOptions options_;
    KillOptions kills_;
    HistoryOptions histories_;
    StormOptions storm_;
    AbuseOptions abuse_;
    SoakOptions soak_;
};

}  // namespace
}  // namespace otpost::trials

int main(int argc, char** argv) {
    try {
        testing::InitGoogleTest();
        return otpost::trials::Trials{}.run(argc, argv);
    } catch (const std::exception& fault) {
        fmt::print(stderr, "{}\n", fault.what());
        return 2;
    }
}
