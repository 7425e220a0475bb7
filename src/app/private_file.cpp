// SPDX-License-Identifier: Apache-2.0
#include "app/private_file.hpp"

#include "crypto/descriptor.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <stdexcept>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace otpost::app {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const char* what, const fs::path& path, int error) {
    throw std::runtime_error(fmt::format("can't {} {}: {}", what, path.string(), strerror(error)));
}

void write_all(const fs::path& path, std::string_view content) {
    const crypto::Descriptor file(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW);
    if (!file.is_open()) fail("open", path, errno);
    // What an earlier crash left under this name may have other rights.
    if (::fchmod(file.number(), 0600) != 0) fail("protect", path, errno);
    while (!content.empty()) {
        const ssize_t written = ::write(file.number(), content.data(), content.size());
        if (written < 0) fail("write", path, errno);
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(file.number()) != 0) fail("write", path, errno);
}

}  // namespace

void write_private_file(const fs::path& path, std::string_view content) {
    fs::path draft = path;
    draft += ".new";
    write_all(draft, content);
    if (::rename(draft.c_str(), path.c_str()) != 0) fail("write", path, errno);
    if (!crypto::sync_folder(crypto::folder_of(path))) fail("write", path, errno);
}

void make_private_folder(const fs::path& folder) {
    std::error_code error;
    if (fs::exists(folder, error)) return;
    fs::create_directories(folder, error);
    if (error) fail("make the folder", folder, error.value());
    fs::permissions(folder, fs::perms::owner_all, error);
    if (error) fail("protect the folder", folder, error.value());
}

bool is_open_to_others(const fs::path& path) {
    const auto others = fs::perms::others_all | fs::perms::group_all;
    return (fs::status(path).permissions() & others) != fs::perms::none;
}

}  // namespace otpost::app
