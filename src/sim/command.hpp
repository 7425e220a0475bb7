// SPDX-License-Identifier: Apache-2.0
// `otpost sim`, for the command line of the program.
#pragma once

#include <functional>

// NOLINTNEXTLINE(readability-identifier-naming): not ours
namespace CLI {
class App;
}

namespace otpost::sim {

void add_command(CLI::App& app, std::function<int()>& run);

}  // namespace otpost::sim
