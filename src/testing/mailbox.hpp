// SPDX-License-Identifier: Apache-2.0
// A folder that a house writes its emails into (`--mail-dir`), as who reads them.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::testing {

/// Whole messages, in the order they were sent.
std::vector<std::string> emails_in(const std::filesystem::path& folder);

/// The paragraph of six digits; empty if there is none.
std::string digits_in(std::string_view email);

/// The 26 characters that reset a password; empty if there are none.
std::string reset_code_in(std::string_view email);

}  // namespace otpost::testing
