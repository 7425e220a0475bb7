// SPDX-License-Identifier: Apache-2.0
// Files of keys, damaged in every way: opened, or refused with an exception that names them. The
// first byte says which file, and whether a ring's header and checks are made right, without
// which nothing else of it is looked at.
#include "crypto/hash.hpp"
#include "crypto/key_file.hpp"
#include "crypto/key_ring.hpp"
#include "support/fuzz.hpp"

#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace otpost::crypto {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t record_size = 64;
constexpr std::size_t checked_size = 48;
constexpr Time now = from_micros(1'795'000'000'000'000);

/// A file in memory, gone with the process.
class File {
public:
    File()
        : path_("/dev/shm/otpost-fuzz-" + std::to_string(::getpid())),
          number_(::open(path_.c_str(), O_CREAT | O_RDWR | O_TRUNC | O_CLOEXEC, 0600)) {
        ASSERT(number_ >= 0);
    }

    File(const File&) = delete;
    File& operator=(const File&) = delete;

    ~File() {
        ::close(number_);
        ::unlink(path_.c_str());
    }

    const fs::path& write(std::string_view content) {
        ASSERT(::ftruncate(number_, static_cast<off_t>(content.size())) == 0);
        const auto written = ::pwrite(number_, content.data(), content.size(), 0);
        ASSERT(written == static_cast<ssize_t>(content.size()));
        return path_;
    }

private:
    fs::path path_;
    int number_;
};

/// The check of a record is over its number and what stands before the check.
void mend(std::string& file, std::uint32_t record) {
    const std::size_t at = record * record_size;
    if (file.size() < at + record_size) return;
    const auto number = std::as_bytes(std::span{&record, 1});
    const auto body = std::as_bytes(std::span{file}).subspan(at, checked_size);
    const auto digest = sha256({ByteView{number}, ByteView{body}});
    std::memcpy(file.data() + at + checked_size, digest.data(), record_size - checked_size);
}

std::string ring_of(fuzz::Choices& choices, unsigned mended) {
    if (mended == 0) return std::string{choices.rest()};
    const std::uint64_t records = choices.byte() % 48U;
    std::string file = "OTPRING1";
    file.append(reinterpret_cast<const char*>(&records), sizeof records);
    file.append(record_size - file.size(), '\0');
    file += choices.rest();
    if (mended > 1) file.resize((records + 1) * record_size);
    const std::uint32_t last = mended == 3 ? 48 : 0;
    for (std::uint32_t record = 0; record <= last; ++record) mend(file, record);
    return file;
}

void open_ring(const fs::path& path) {
    static SeededRandom random{1};
    try {
        KeyRing ring{path, random, now, 4};
        ring.keep_only({}, now);
        const auto slot = ring.take(now);
        ASSERT(!slot || ring.slot_key(slot->ref).has_value());
        const auto bucket = ring.delivery_bucket(now);
        ASSERT(ring.bucket_key(bucket.ref, now).has_value());
        static_cast<void>(ring.fingerprint_keys(now));
    } catch (const std::system_error&) {
        return;
    }
}

void open_key(const fs::path& path) {
    try {
        ASSERT(load_key(path).has_value());
    } catch (const KeyFileError&) {
        return;
    }
}

}  // namespace

FUZZ_TARGET(files) {
    static File file;
    fuzz::Choices choices{input};
    const unsigned kind = choices.byte() % 5U;
    if (kind == 4) return open_key(file.write(choices.rest()));
    open_ring(file.write(ring_of(choices, kind)));
}

}  // namespace otpost::crypto
