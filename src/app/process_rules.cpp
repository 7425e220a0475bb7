// SPDX-License-Identifier: Apache-2.0
#include "app/process_rules.hpp"

#include <cerrno>
#include <csignal>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <system_error>

namespace otpost::app {

void apply_process_rules() {
    // The limit alone does not stop a kernel that pipes dumps into a program; the flag does.
    const rlimit none{.rlim_cur = 0, .rlim_max = 0};
    if (setrlimit(RLIMIT_CORE, &none) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
        throw std::system_error(errno, std::generic_category(), "can't forbid core dumps");
    std::signal(SIGXFSZ, SIG_IGN);
}

}  // namespace otpost::app
