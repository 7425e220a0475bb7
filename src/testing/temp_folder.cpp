// SPDX-License-Identifier: Apache-2.0
#include "testing/temp_folder.hpp"

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

namespace otpost::testing {

TempFolder::TempFolder(Medium medium) {
    const std::filesystem::path shared_memory = "/dev/shm";
    std::error_code ignored;
    const bool in_memory =
        medium == Medium::memory && std::filesystem::exists(shared_memory, ignored);
    const auto parent = in_memory ? shared_memory : std::filesystem::temp_directory_path();
    auto pattern = (parent / "otpost-test-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) {
        throw std::system_error(errno, std::generic_category(), "mkdtemp " + pattern);
    }
    path_ = pattern;
}

TempFolder::~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace otpost::testing
