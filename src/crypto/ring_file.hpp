// SPDX-License-Identifier: Apache-2.0
// A file of fixed size with numbered records of one key each, mirrored in locked memory that core
// dumps leave out. Records are 64 bytes, so that none crosses a disk sector: a write torn by a
// power cut spoils at most the records that were being written, and their check tells. One
// process at a time holds the file (flock). Not thread-safe: the key ring orders its callers.
#pragma once

#include "base/random.hpp"
#include "crypto/key.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>

namespace otpost::crypto {

class RingFile {
public:
    /// Opens `path`, keeping the number of records it was made with, or makes it with `records`
    /// records of random keys and id 0. Without a path there is only the memory.
    RingFile(
        const std::optional<std::filesystem::path>& path, std::uint32_t records, Random& random
    );
    ~RingFile();
    RingFile(const RingFile&) = delete;
    RingFile& operator=(const RingFile&) = delete;

    std::uint32_t size() const { return records_; }

    /// False when the file was there before.
    bool is_new() const { return is_new_; }

    bool is_locked() const { return is_locked_; }

    /// What the record's key is for; 0 unless renew() said so.
    std::int64_t id(std::uint32_t record) const;

    /// Random, positive and new with each renewal.
    std::int64_t tag(std::uint32_t record) const;

    Key key(std::uint32_t record) const;

    /// False when the record was torn or damaged: nothing in it may be used.
    bool is_intact(std::uint32_t record) const;

    /// Overwrites the record in memory with a fresh random key.
    void renew(std::uint32_t record, std::int64_t id, Random& random);

    /// Overwrites the record in memory with a key made elsewhere.
    void put(std::uint32_t record, std::int64_t id, std::int64_t tag, const Key& key);

    /// Overwrites these records (ascending) in the file; durable when this returns. Throws
    /// std::system_error, after which they are neither surely old nor surely new: call again.
    void save(std::span<const std::uint32_t> records);

private:
    static constexpr std::size_t record_size = 64;

    void open_existing(const std::filesystem::path& path);
    void make(const std::filesystem::path& path);
    void map_memory();
    void write_records(std::uint32_t first, std::uint32_t count);
    void release() noexcept;
    std::span<std::byte, record_size> bytes(std::uint32_t record);
    std::span<const std::byte, record_size> bytes(std::uint32_t record) const;

    std::uint32_t records_;
    std::filesystem::path path_;
    int descriptor_ = -1;
    std::byte* memory_ = nullptr;
    std::size_t memory_size_ = 0;
    bool is_new_ = true;
    bool is_locked_ = false;
};

}  // namespace otpost::crypto
