// SPDX-License-Identifier: Apache-2.0
#include "crypto/key_file.hpp"

#include "crypto/descriptor.hpp"
#include "crypto/encoding.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace otpost::crypto {

namespace {

constexpr std::size_t text_size = Key::size * 2 + 1;

[[noreturn]] void fail(const std::filesystem::path& path, const std::string& why) {
    throw KeyFileError{"key file " + path.string() + ": " + why};
}

[[noreturn]] void fail_with_errno(const std::filesystem::path& path, const char* what) {
    fail(path, std::string{what} + ": " + std::generic_category().message(errno));
}

Key parse_key(const std::filesystem::path& path, std::string_view text) {
    if (text.ends_with('\n')) text.remove_suffix(1);
    auto bytes = from_hex(text);
    if (!bytes || bytes->size() != Key::size) fail(path, "must hold 64 hexadecimal digits");
    Key key{std::span{*bytes}.first<Key::size>()};
    wipe(bytes->data(), bytes->size());
    return key;
}

void write_durably(const std::filesystem::path& path, const Key& key) {
    const Descriptor file{path, O_WRONLY | O_CREAT | O_EXCL};
    if (!file.is_open()) fail_with_errno(path, "can't be created");
    const Secret text{hex(key.reveal()) + "\n"};
    const std::string& bytes = text.reveal();
    const ssize_t written = ::write(file.number(), bytes.data(), bytes.size());
    if (written != static_cast<ssize_t>(bytes.size()) || ::fsync(file.number()) != 0)
        fail_with_errno(path, "can't be written");
}

}  // namespace

std::optional<Key> load_key(const std::filesystem::path& path) {
    const Descriptor file{path, O_RDONLY};
    if (!file.is_open() && errno == ENOENT) return std::nullopt;
    if (!file.is_open()) fail_with_errno(path, "can't be opened");
    struct stat status{};
    if (::fstat(file.number(), &status) != 0) fail_with_errno(path, "can't be examined");
    if (!S_ISREG(status.st_mode)) fail(path, "is not a regular file");
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        fail(path, "is open to others: run chmod 600 on it, and replace the key if they read it");
    std::array<char, text_size + 1> buffer{};
    const ssize_t got = ::read(file.number(), buffer.data(), buffer.size());
    if (got < 0) fail_with_errno(path, "can't be read");
    Key key = parse_key(path, {buffer.data(), static_cast<std::size_t>(got)});
    wipe(buffer.data(), buffer.size());
    return key;
}

Key load_or_create_key(const std::filesystem::path& path, Random& random) {
    if (auto key = load_key(path)) return std::move(*key);
    std::filesystem::path draft = path;
    draft += "." + std::to_string(random.next_u64()) + ".new";
    write_durably(draft, Key::random(random));
    // link(2) refuses to replace: whoever comes first has made the key, all others read it.
    const int linked = ::link(draft.c_str(), path.c_str());
    const int reason = errno;
    ::unlink(draft.c_str());
    if (linked != 0 && reason != EEXIST) {
        errno = reason;
        fail_with_errno(path, "can't be created");
    }
    if (!sync_folder(folder_of(path))) fail_with_errno(path, "folder can't be synchronised");
    auto key = load_key(path);
    if (!key) fail(path, "vanished while it was made");
    return std::move(*key);
}

}  // namespace otpost::crypto
