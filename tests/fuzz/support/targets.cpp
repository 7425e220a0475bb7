// SPDX-License-Identifier: Apache-2.0
#include "support/fuzz.hpp"

namespace otpost::fuzz {

std::vector<Target>& targets() {
    static std::vector<Target> all;
    return all;
}

}  // namespace otpost::fuzz
