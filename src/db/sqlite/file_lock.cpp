// SPDX-License-Identifier: Apache-2.0
#include "db/sqlite/file_lock.hpp"

#include "db/database.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace otpost::db::sqlite {

namespace {

int open_private(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor >= 0) return descriptor;
    throw Unavailable(fmt::format("can't open {}: {}", path, std::strerror(errno)));
}

}  // namespace

FileLock::FileLock(const std::string& data_file) : descriptor_(open_private(data_file + ".lock")) {
    if (flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
    const int reason = errno;
    close(descriptor_);
    if (reason == EWOULDBLOCK) {
        throw Unavailable(fmt::format(
            "the store {} is open in a running server; stop that first, or name another folder "
            "with --data",
            data_file
        ));
    }
    throw Unavailable(fmt::format("can't lock {}.lock: {}", data_file, std::strerror(reason)));
}

FileLock::~FileLock() {
    close(descriptor_);
}

void create_private(const std::string& data_file) {
    close(open_private(data_file));
}

}  // namespace otpost::db::sqlite
