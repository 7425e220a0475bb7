// SPDX-License-Identifier: Apache-2.0
// The command line: what is asked for, with which options.
#pragma once

#include <functional>
#include <vector>

// NOLINTNEXTLINE(readability-identifier-naming): not ours
namespace CLI {
class App;
}

namespace otpost::app {

/// Adds a command of a module above this one; `run` is set when the line asks for it.
using AddCommand = std::function<void(CLI::App& app, std::function<int()>& run)>;

int run_command_line(int argc, char** argv, const std::vector<AddCommand>& more = {});

}  // namespace otpost::app
