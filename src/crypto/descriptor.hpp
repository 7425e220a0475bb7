// SPDX-License-Identifier: Apache-2.0
// Open files of those that must know when their bytes are on the disk: keys, secrets, checkpoints.
// What the system refuses is left in errno, since each of them says it in its own words.
#pragma once

#include <filesystem>

namespace otpost::crypto {

class Descriptor {
public:
    /// Readable by its owner alone if it is made here; closed on exec.
    Descriptor(const std::filesystem::path& path, int flags);
    ~Descriptor();

    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    bool is_open() const { return number_ >= 0; }

    int number() const { return number_; }

private:
    int number_;
};

/// Where a file of that name lies.
std::filesystem::path folder_of(const std::filesystem::path& path);

/// The new name of a file is durable only with its folder.
bool sync_folder(const std::filesystem::path& folder);

}  // namespace otpost::crypto
