// SPDX-License-Identifier: Apache-2.0
#include "audit/checkpoint.hpp"

#include "crypto/encoding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace otpost::audit {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view before_signature = R"(,"signature":")";
constexpr std::string_view line_end = R"("})";

/// Several lines.
constexpr std::streamoff tail_size = 4'096;

std::string body_of(const Checkpoint& checkpoint, const crypto::PublicKey& key) {
    return fmt::format(
        R"({{"seq":{},"hash":"{}","time":"{}","key":"{}")",
        checkpoint.seq,
        crypto::hex(checkpoint.hash),
        format_rfc3339(checkpoint.at),
        crypto::hex(key)
    );
}

/// The text between the next `begin` and `end`, which is taken off the front.
std::optional<std::string_view> take(
    std::string_view& text, std::string_view begin, std::string_view end
) {
    if (!text.starts_with(begin)) return std::nullopt;
    const auto stop = text.find(end, begin.size());
    if (stop == std::string_view::npos) return std::nullopt;
    const auto taken = text.substr(begin.size(), stop - begin.size());
    text.remove_prefix(stop);
    return taken;
}

std::optional<Checkpoint> parse_body(std::string_view body) {
    const auto seq = take(body, R"({"seq":)", ",");
    const auto hash = take(body, R"(,"hash":")", "\"");
    const auto time = take(body, R"(","time":")", "\"");
    if (!seq || !hash || !time) return std::nullopt;
    Checkpoint read;
    const auto [end, error] = std::from_chars(seq->data(), seq->data() + seq->size(), read.seq);
    const auto bytes = crypto::from_hex(*hash);
    const auto at = parse_rfc3339(*time);
    if (error != std::errc{} || end != seq->data() + seq->size() || !bytes || !at)
        return std::nullopt;
    read.hash = crypto::as_text(*bytes);
    read.at = *at;
    return read;
}

/// Ends as a line of ours does; one that a crash tore does not.
bool is_whole(std::string_view line) {
    return line.ends_with(line_end);
}

[[noreturn]] void fail(const fs::path& path) {
    throw std::system_error(errno, std::generic_category(), path.string());
}

class Descriptor {
public:
    Descriptor(const fs::path& path, int flags) : number_(::open(path.c_str(), flags, 0600)) {
        if (number_ < 0) fail(path);
    }

    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    ~Descriptor() { ::close(number_); }

    int number() const { return number_; }

private:
    int number_;
};

bool ends_in_a_torn_line(const fs::path& path, const Descriptor& file) {
    struct stat status{};
    if (::fstat(file.number(), &status) != 0) fail(path);
    if (status.st_size == 0) return false;
    char last = 0;
    if (::pread(file.number(), &last, 1, status.st_size - 1) != 1) fail(path);
    return last != '\n';
}

}  // namespace

std::string sign_checkpoint(const Checkpoint& checkpoint, const crypto::SigningKey& key) {
    const std::string body = body_of(checkpoint, key.public_key());
    return fmt::format(
        "{}{}{}{}", body, before_signature, crypto::base64url(key.sign(body)), line_end
    );
}

std::optional<Checkpoint> read_checkpoint(std::string_view line, const crypto::PublicKey& key) {
    const auto cut = line.find(before_signature);
    if (!is_whole(line) || cut == std::string_view::npos) return std::nullopt;
    const auto body = line.substr(0, cut);
    auto text = line.substr(cut + before_signature.size());
    text.remove_suffix(line_end.size());
    const auto bytes = crypto::from_base64url(text);
    crypto::Signature signature{};
    if (!bytes || bytes->size() != signature.size()) return std::nullopt;
    std::ranges::copy(*bytes, signature.begin());
    if (!crypto::is_signed(key, body, signature)) return std::nullopt;
    return parse_body(body);
}

CheckpointFile read_checkpoints(std::istream& lines, const crypto::PublicKey& key) {
    CheckpointFile file;
    std::string line;
    for (std::int64_t number = 1; std::getline(lines, line); ++number) {
        auto checkpoint = read_checkpoint(line, key);
        if (checkpoint)
            file.checkpoints.push_back(*std::move(checkpoint));
        else if (!is_whole(line))
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
    const Descriptor file(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC);
    const std::string text =
        fmt::format("{}{}\n", ends_in_a_torn_line(path, file) ? "\n" : "", line);
    // In one piece, so that lines of several nodes don't mix.
    if (::write(file.number(), text.data(), text.size()) != static_cast<ssize_t>(text.size()))
        fail(path);
    if (::fsync(file.number()) != 0) fail(path);
    if (!is_new) return;
    const auto folder = path.has_parent_path() ? path.parent_path() : fs::path{"."};
    const Descriptor directory(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (::fsync(directory.number()) != 0) fail(folder);
}

}  // namespace otpost::audit
