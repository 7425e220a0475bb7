// SPDX-License-Identifier: Apache-2.0
// The product's own next start on what a power cut left: engine, verify, a write, a clean stop.
#pragma once

#include "disk.hpp"

#include <string>

namespace otpost::powercut {

/// Empty when all went well, else what did not.
std::string verify_as_product(const Disk& image);
std::string resume_as_product(const Disk& image);

}  // namespace otpost::powercut
