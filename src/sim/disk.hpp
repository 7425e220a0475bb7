// SPDX-License-Identifier: Apache-2.0
// A disk in memory on which SQLite keeps its files (disk_vfs.cpp is the file system). It knows
// what was written and not yet synced: a crash undoes that, all of it or from some write on. What
// goes wrong besides is decided by a DiskTrouble. One thread.
#pragma once

#include "base/random.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::sim {

enum class DiskOperation : std::uint8_t { read, write, sync };
enum class DiskVerdict : std::uint8_t { fine, io_error, full, power_cut };

/// Asked before every operation.
class DiskTrouble {
public:
    virtual ~DiskTrouble() = default;
    virtual DiskVerdict before(DiskOperation operation) = 0;
};

/// A file as it would be read now, with the way back to what is safely on the disk.
class DiskFile {
public:
    std::size_t size() const { return bytes_.size(); }

    std::span<const std::byte> bytes() const { return bytes_; }

    /// How many of the wanted bytes there are.
    std::size_t read(std::size_t at, std::span<std::byte> into) const;
    void write(std::size_t at, std::span<const std::byte> data);
    void truncate(std::size_t size);
    void sync();

    std::size_t unsynced() const { return changes_.size(); }

    /// Undoes what was not synced, but for the first `kept` changes.
    void lose_unsynced(std::size_t kept);

    /// The locks on it; the file system's.
    std::shared_ptr<void> locks;

private:
    struct Change {
        std::size_t at;
        std::size_t size_before;
        std::size_t old_begin;  ///< in old_bytes_
        std::size_t old_size;
    };

    void remember(std::size_t at, std::size_t touched);

    std::vector<std::byte> bytes_;
    std::vector<Change> changes_;
    std::vector<std::byte> old_bytes_;
};

/// What SQLite calls; registered while it lives.
class DiskVfs {
public:
    virtual ~DiskVfs() = default;
};

class Disk {
public:
    using Files = std::map<std::string, std::shared_ptr<DiskFile>, std::less<>>;

    explicit Disk(DiskTrouble& trouble);
    ~Disk();
    Disk(const Disk&) = delete;
    Disk& operator=(const Disk&) = delete;

    /// Name of the file system for db::StoreOptions::vfs.
    const std::string& vfs() const { return name_; }

    /// The verdict of the trouble; after a power cut every operation fails.
    DiskVerdict ask(DiskOperation operation);

    bool is_dead() const { return dead_; }

    /// From here on every operation fails.
    void cut_power() { dead_ = true; }

    /// After a cut: what was not synced is lost, at random all of it or from some write on.
    void come_back(Random& random);

    /// A planted fault for tests: from now on what it calls synced is not.
    void plant(bool lies) { lies_ = lies; }

    void sync(DiskFile& file) const {
        if (!lies_) file.sync();
    }

    Files& files() { return files_; }

    bool holds(std::string_view text) const;
    std::size_t size() const;

    /// The files as they are, to begin other disks with.
    std::map<std::string, std::vector<std::byte>> image() const;
    void load(const std::map<std::string, std::vector<std::byte>>& image);

private:
    DiskTrouble& trouble_;
    Files files_;
    std::string name_;
    std::unique_ptr<DiskVfs> vfs_;
    bool dead_ = false;
    bool lies_ = false;
};

/// In disk_vfs.cpp.
std::unique_ptr<DiskVfs> open_vfs(Disk& disk, const std::string& name);

}  // namespace otpost::sim
