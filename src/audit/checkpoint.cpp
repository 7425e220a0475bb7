// SPDX-License-Identifier: Apache-2.0
#include "audit/checkpoint.hpp"

#include "crypto/descriptor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace otpost::audit {

namespace fs = std::filesystem;

namespace {

/// Several lines.
constexpr std::streamoff tail_size = 4'096;

[[noreturn]] void fail(const fs::path& path) {
    throw std::system_error(errno, std::generic_category(), path.string());
}

bool ends_in_a_torn_line(const fs::path& path, const crypto::Descriptor& file) {
    struct stat status{};
    if (::fstat(file.number(), &status) != 0) fail(path);
    if (status.st_size == 0) return false;
    char last = 0;
    if (::pread(file.number(), &last, 1, status.st_size - 1) != 1) fail(path);
    return last != '\n';
}

}  // namespace

std::string sign_checkpoint(const Statement& checkpoint, const crypto::SigningKey& key) {
    return sign_line(StatementKind::checkpoint, checkpoint, key);
}

std::optional<Checkpoint> read_checkpoint(std::string_view line, const crypto::PublicKey& key) {
    auto statement = read_line(StatementKind::checkpoint, line, key);
    if (!statement) return std::nullopt;
    return Checkpoint{*std::move(statement), std::string{line}};
}

CheckpointFile read_checkpoints(std::istream& lines, const crypto::PublicKey& key) {
    CheckpointFile file;
    std::string line;
    for (std::int64_t number = 1; std::getline(lines, line); ++number) {
        auto checkpoint = read_checkpoint(line, key);
        if (checkpoint)
            file.checkpoints.push_back(*std::move(checkpoint));
        else if (!is_whole_line(line))
            ++file.torn;
        else if (!file.forged_line)
            file.forged_line = number;
    }
    return file;
}

std::optional<Checkpoint> newest_checkpoint(const fs::path& file, const crypto::PublicKey& key) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return std::nullopt;
    stream.seekg(0, std::ios::end);
    const std::streamoff size = stream.tellg();
    stream.seekg(std::max<std::streamoff>(0, size - tail_size));
    std::optional<Checkpoint> newest;
    std::string line;
    while (std::getline(stream, line))
        if (auto checkpoint = read_checkpoint(line, key)) newest = std::move(checkpoint);
    return newest;
}

void append_checkpoint(const fs::path& path, std::string_view line) {
    std::error_code ignored;
    const bool is_new = !fs::exists(path, ignored);
    const crypto::Descriptor file(path, O_RDWR | O_APPEND | O_CREAT);
    if (!file.is_open()) fail(path);
    const std::string text =
        fmt::format("{}{}\n", ends_in_a_torn_line(path, file) ? "\n" : "", line);
    // In one piece, so that lines of several nodes don't mix.
    if (::write(file.number(), text.data(), text.size()) != static_cast<ssize_t>(text.size()))
        fail(path);
    if (::fsync(file.number()) != 0) fail(path);
    if (is_new && !crypto::sync_folder(crypto::folder_of(path))) fail(path);
}

}  // namespace otpost::audit
