// SPDX-License-Identifier: Apache-2.0
// The command line: what is asked for, with which options.
#pragma once

namespace otpost::app {

int run_command_line(int argc, char** argv);

}  // namespace otpost::app
