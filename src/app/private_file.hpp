// SPDX-License-Identifier: Apache-2.0
// Files that only their owner may read, written whole or not at all: under another name first, on
// the disk before they get theirs. A crash leaves the old file, or none.
#pragma once

#include <filesystem>
#include <string_view>

namespace otpost::app {

/// Replaces what is there. Throws std::runtime_error, with the reason of the system.
void write_private_file(const std::filesystem::path& path, std::string_view content);

/// Makes the folder and its parents, itself readable by its owner alone, unless it is there.
void make_private_folder(const std::filesystem::path& folder);

/// Whether group or others may read or change it.
bool is_open_to_others(const std::filesystem::path& path);

}  // namespace otpost::app
