// SPDX-License-Identifier: Apache-2.0
#include "crypto/descriptor.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace otpost::crypto {

Descriptor::Descriptor(const std::filesystem::path& path, int flags)
    : number_(::open(path.c_str(), flags | O_CLOEXEC, S_IRUSR | S_IWUSR)) {}

Descriptor::~Descriptor() {
    const int reason = errno;
    if (is_open()) ::close(number_);
    errno = reason;
}

std::filesystem::path folder_of(const std::filesystem::path& path) {
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path{"."};
}

bool sync_folder(const std::filesystem::path& folder) {
    const Descriptor directory{folder, O_RDONLY | O_DIRECTORY};
    return directory.is_open() && ::fsync(directory.number()) == 0;
}

}  // namespace otpost::crypto
