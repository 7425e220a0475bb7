// SPDX-License-Identifier: Apache-2.0
// What commands on the store share: opening it, and saying what went wrong.
#pragma once

#include "app/commands/commands.hpp"
#include "app/store.hpp"
#include "base/moment.hpp"

#include <functional>
#include <memory>
#include <string>

namespace otpost::app {

/// Exit status 2 with the reason on standard error: the call or the configuration is wrong.
int complain(const Error& error);

/// All of them; false if there are none.
bool complain_of(const std::vector<std::string>& faults);

/// The whole file; `-` is standard input.
Result<std::string> read_file(const std::string& path);

/// Runs it; what breaks is told on standard error and gives exit status 1.
int guarded(const std::function<int()>& work);

/// A store opened for one command, with what domain functions ask for.
struct OpenedStore {
    Config config;
    SystemClock clock;
    SystemRandom random;
    std::unique_ptr<IdGenerator> ids;
    std::unique_ptr<db::Database> database;

    Moment moment() { return {clock.now(), *ids, random}; }
};

Result<std::unique_ptr<OpenedStore>> open_for_command(
    const CommonOptions& common, db::Access access
);

/// Runs `work` on the opened store; what breaks in the store is told and gives exit status 1.
int with_store(
    const CommonOptions& common, db::Access access, const std::function<int(OpenedStore&)>& work
);

}  // namespace otpost::app
