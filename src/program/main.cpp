// SPDX-License-Identifier: Apache-2.0
// The program: the command line of the house, and the simulator, which is built on top of it.
#include "app/command_line.hpp"
#include "sim/command.hpp"

int main(int argc, char** argv) {
    return otpost::app::run_command_line(argc, argv, {otpost::sim::add_command});
}
