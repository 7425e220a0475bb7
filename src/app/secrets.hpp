// SPDX-License-Identifier: Apache-2.0
// Secrets of suppliers: one file each in DATA/secrets, named as the supplier's secret_ref, one
// secret a line, so that an old and a new one are both valid while a supplier changes over.
#pragma once

#include "base/random.hpp"
#include "base/secret.hpp"

#include <filesystem>
#include <string_view>
#include <vector>

namespace otpost::app {

/// Whether it can be the name of a secret's file.
bool is_secret_name(std::string_view name);

/// Empty if there is no such file. Throws std::runtime_error if others can read it or it is empty.
std::vector<Secret> load_secrets(const std::filesystem::path& data, std::string_view name);

/// Makes the file (0600) with one random secret unless it is there.
void ensure_secret(const std::filesystem::path& data, std::string_view name, Random& random);

}  // namespace otpost::app
