// SPDX-License-Identifier: Apache-2.0
// A proof from the audit log as JSON, to be handed to somebody else. Times are microseconds and
// hashes hexadecimal, so that nothing is lost on the way.
#pragma once

#include "audit/proof.hpp"
#include "base/error.hpp"

#include <string>
#include <string_view>

namespace otpost::app {

std::string proof_text(const audit::Proof& proof);

Result<audit::Proof> parse_proof(std::string_view text);

}  // namespace otpost::app
