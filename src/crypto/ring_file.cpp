// SPDX-License-Identifier: Apache-2.0
#include "crypto/ring_file.hpp"

#include "base/assert.hpp"
#include "crypto/descriptor.hpp"
#include "crypto/hash.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace otpost::crypto {

namespace {

// A record: id (8) | tag (8) | key (32) | check (16). In front of the first stands a header of the
// same size: magic (8) | number of records (8) | zeros (32) | check (16).
constexpr std::size_t id_at = 0;
constexpr std::size_t tag_at = 8;
constexpr std::size_t key_at = 16;
constexpr std::size_t check_at = 48;
constexpr std::size_t check_size = 16;
constexpr std::string_view magic = "OTPRING1";
constexpr std::uint32_t records_max = 1U << 24U;

[[noreturn]] void fail(const std::filesystem::path& path, const char* what, int error) {
    throw std::system_error(
        error, std::generic_category(), "key ring " + path.string() + ": " + what
    );
}

[[noreturn]] void fail(const std::filesystem::path& path, const char* what) {
    fail(path, what, errno);
}

std::array<std::byte, check_size> check_of(
    std::uint32_t place, std::span<const std::byte> checked
) {
    const Digest256 digest =
        sha256({ByteView{std::as_bytes(std::span{&place, 1})}, ByteView{checked}});
    std::array<std::byte, check_size> check{};
    std::copy_n(digest.begin(), check_size, check.begin());
    return check;
}

void write_check(std::uint32_t place, std::span<std::byte> record) {
    const auto check = check_of(place, record.first(check_at));
    std::ranges::copy(check, record.begin() + check_at);
}

bool has_check(std::uint32_t place, std::span<const std::byte> record) {
    return std::ranges::equal(
        check_of(place, record.first(check_at)), record.subspan(check_at, check_size)
    );
}

void write_all(
    int descriptor, const std::filesystem::path& path, std::span<const std::byte> data, off_t at
) {
    while (!data.empty()) {
        const ssize_t written = ::pwrite(descriptor, data.data(), data.size(), at);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail(path, "can't write");
        data = data.subspan(static_cast<std::size_t>(written));
        at += written;
    }
}

void read_all(
    int descriptor, const std::filesystem::path& path, std::span<std::byte> data, off_t at
) {
    while (!data.empty()) {
        const ssize_t got = ::pread(descriptor, data.data(), data.size(), at);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail(path, "can't read");
        if (got == 0) fail(path, "is shorter than it was made; remove it", EIO);
        data = data.subspan(static_cast<std::size_t>(got));
        at += got;
    }
}

}  // namespace

RingFile::RingFile(
    const std::optional<std::filesystem::path>& path, std::uint32_t records, Random& random
)
    : records_(records) {
    ASSERT(records > 0);
    ASSERT(records <= records_max);
    try {
        if (path && std::filesystem::exists(*path)) {
            open_existing(*path);
        } else {
            map_memory();
            for (std::uint32_t record = 0; record < records_; ++record) renew(record, 0, random);
            if (path) make(*path);
        }
    } catch (...) {
        release();
        throw;
    }
}

RingFile::~RingFile() {
    release();
}

void RingFile::release() noexcept {
    if (memory_ != nullptr) {
        wipe(memory_, memory_size_);
        ::munmap(memory_, memory_size_);
    }
    if (descriptor_ >= 0) ::close(descriptor_);
}

void RingFile::map_memory() {
    memory_size_ = (std::size_t{records_} + 1) * record_size;
    void* const memory =
        ::mmap(nullptr, memory_size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) fail(path_, "no memory");
    memory_ = static_cast<std::byte*>(memory);
    is_locked_ = ::mlock(memory, memory_size_) == 0;
    if (::madvise(memory, memory_size_, MADV_DONTDUMP) != 0) fail(path_, "can't leave core dumps");
}

void RingFile::open_existing(const std::filesystem::path& path) {
    path_ = path;
    is_new_ = false;
    descriptor_ = ::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor_ < 0) fail(path, "can't open");
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) fail(path, "is held by another process");
    struct stat status{};
    if (::fstat(descriptor_, &status) != 0) fail(path, "can't stat");
    if ((status.st_mode & 077U) != 0) fail(path, "others may read it; chmod 600", EPERM);
    std::array<std::byte, record_size> header{};
    read_all(descriptor_, path, header, 0);
    std::uint64_t records = 0;
    std::memcpy(&records, header.data() + magic.size(), sizeof records);
    if (std::memcmp(header.data(), magic.data(), magic.size()) != 0 || !has_check(0, header) ||
        records == 0 || records > records_max) {
        fail(path, "is not a key ring; remove it", EINVAL);
    }
    records_ = static_cast<std::uint32_t>(records);
    const auto size = (std::size_t{records_} + 1) * record_size;
    if (static_cast<std::size_t>(status.st_size) < size)
        fail(path, "is shorter than it was made; remove it", EIO);
    map_memory();
    read_all(descriptor_, path, std::span{memory_, memory_size_}, 0);
}

void RingFile::make(const std::filesystem::path& path) {
    path_ = path;
    const std::uint64_t records = records_;
    std::memcpy(memory_, magic.data(), magic.size());
    std::memcpy(memory_ + magic.size(), &records, sizeof records);
    write_check(0, std::span{memory_, record_size});
    // Under another name until it is whole, so that a crash leaves no half ring behind.
    std::filesystem::path unfinished = path;
    unfinished += ".new";
    descriptor_ =
        ::open(unfinished.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor_ < 0) fail(unfinished, "can't make");
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0)
        fail(unfinished, "is held by another process");
    write_all(descriptor_, unfinished, std::span{memory_, memory_size_}, 0);
    if (::fsync(descriptor_) != 0) fail(unfinished, "can't sync");
    if (::rename(unfinished.c_str(), path.c_str()) != 0) fail(path, "can't rename to it");
    if (!sync_folder(folder_of(path))) fail(path, "can't sync the folder");
}

std::span<std::byte, RingFile::record_size> RingFile::bytes(std::uint32_t record) {
    ASSERT(record < records_);
    return std::span<std::byte, record_size>{
        memory_ + (std::size_t{record} + 1) * record_size, record_size
    };
}

std::span<const std::byte, RingFile::record_size> RingFile::bytes(std::uint32_t record) const {
    ASSERT(record < records_);
    return std::span<const std::byte, record_size>{
        memory_ + (std::size_t{record} + 1) * record_size, record_size
    };
}

std::int64_t RingFile::id(std::uint32_t record) const {
    std::int64_t id = 0;
    std::memcpy(&id, bytes(record).data() + id_at, sizeof id);
    return id;
}

std::int64_t RingFile::tag(std::uint32_t record) const {
    std::int64_t tag = 0;
    std::memcpy(&tag, bytes(record).data() + tag_at, sizeof tag);
    return tag;
}

Key RingFile::key(std::uint32_t record) const {
    return Key{bytes(record).subspan<key_at, Key::size>()};
}

bool RingFile::is_intact(std::uint32_t record) const {
    return has_check(record + 1, bytes(record));
}

void RingFile::renew(std::uint32_t record, std::int64_t id, Random& random) {
    const auto target = bytes(record);
    std::memcpy(target.data() + id_at, &id, sizeof id);
    const auto tag = static_cast<std::int64_t>(random.next_u64() >> 1U);
    std::memcpy(target.data() + tag_at, &tag, sizeof tag);
    random.fill(target.subspan<key_at, Key::size>());
    write_check(record + 1, target);
}

void RingFile::put(std::uint32_t record, std::int64_t id, std::int64_t tag, const Key& key) {
    const auto target = bytes(record);
    std::memcpy(target.data() + id_at, &id, sizeof id);
    std::memcpy(target.data() + tag_at, &tag, sizeof tag);
    std::ranges::copy(key.reveal(), target.subspan<key_at, Key::size>().begin());
    write_check(record + 1, target);
}

void RingFile::save(std::span<const std::uint32_t> records) {
    if (descriptor_ < 0 || records.empty()) return;
    std::size_t at = 0;
    while (at < records.size()) {
        std::size_t end = at + 1;
        while (end < records.size() && records[end] == records[end - 1] + 1) ++end;
        write_records(records[at], static_cast<std::uint32_t>(end - at));
        at = end;
    }
    if (::fdatasync(descriptor_) != 0) fail(path_, "can't sync");
}

void RingFile::write_records(std::uint32_t first, std::uint32_t count) {
    const std::size_t start = (std::size_t{first} + 1) * record_size;
    write_all(
        descriptor_,
        path_,
        std::span{memory_ + start, std::size_t{count} * record_size},
        static_cast<off_t>(start)
    );
}

}  // namespace otpost::crypto
