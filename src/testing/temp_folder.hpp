// SPDX-License-Identifier: Apache-2.0
// A folder that is gone with its object. In memory where the system offers it, since most tests
// do not care about durability; on a disk for those that do.
#pragma once

#include <filesystem>

namespace otpost::testing {

enum class Medium { memory, disk };

class TempFolder {
public:
    explicit TempFolder(Medium medium = Medium::memory);
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    ~TempFolder();

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace otpost::testing
