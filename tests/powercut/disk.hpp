// SPDX-License-Identifier: Apache-2.0
// A disk in memory that SQLite works on as its VFS. It writes down every operation in order, so
// that the platter (platter.hpp) can say what a power cut at any moment would leave, and fails
// calls when told to. Shared memory lives as long as somebody has it mapped and is never part of an
// image: a power cut takes it. Safe for the engine's threads.
#pragma once

#include <sqlite3.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace otpost::powercut {

using Bytes = std::vector<std::byte>;

/// One operation. A file has a number; a name that is made again is another file.
struct Op {
    enum class Kind {
        create,          ///< `name` now leads to `file`
        remove,          ///< `name` leads nowhere
        write,           ///< `data` at offset `at`
        truncate,        ///< to `at` bytes
        sync,            ///< everything written to `file` is durable
        failed_sync,     ///< as a broken disk does it: what was written may never get there
        sync_directory,  ///< names are durable
        acknowledge,     ///< not of the disk: somebody was told that work number `at` is durable
        refuse,          ///< the same: that it was not done
    };

    Kind kind;
    int file = 0;
    std::int64_t at = 0;
    Bytes data = {};
    std::string name = {};
};

enum class Call { open, remove, read, write, truncate, sync, file_size, map_shared, lock_shared };

/// Fails the `nth` call of a kind from now on (counted from 1), or all from that one on.
struct Fault {
    enum class Span { once, sticky };

    Call call = Call::read;
    std::int64_t nth = 1;
    Span span = Span::once;
    int code = SQLITE_IOERR;  ///< SQLITE_IOERR_SHORT_READ: zeros for what is there
};

class Disk {
public:
    /// Registers a VFS of this name for as long as the disk lives.
    explicit Disk(std::string name);
    Disk(const Disk&) = delete;
    Disk& operator=(const Disk&) = delete;
    ~Disk();

    const std::string& vfs() const { return name_; }

    /// From now on; the log must outlive the disk or the call with null.
    void record_to(std::vector<Op>* log);

    void acknowledge(std::int64_t work);
    void refuse(std::int64_t work);

    void fail(const Fault& fault);
    void heal();

    /// Calls of a kind since the last fail(), or ever.
    std::int64_t calls(Call call) const;

    /// For makers of images, while no connection is open: the bytes of a file, made if missing.
    Bytes& content(const std::string& name);
    void erase(const std::string& name);

    std::vector<std::string> names() const;

private:
    friend struct Handle;
    friend struct Vfs;

    struct SharedMemory {
        static constexpr std::size_t region_size = std::size_t{32} * 1024;
        using Region = std::array<std::byte, region_size>;
        std::vector<std::unique_ptr<Region>> regions;
        std::array<int, SQLITE_SHM_NLOCK> readers{};
        std::array<bool, SQLITE_SHM_NLOCK> has_writer{};
        int users = 0;
    };

    struct File {
        int number = 0;
        Bytes bytes;
        bool is_entry_new = false;  ///< its name awaits the sync of the directory
        int shared = 0;             ///< locks of the rollback protocol
        const void* reserved = nullptr;
        const void* pending = nullptr;
        const void* exclusive = nullptr;
        SharedMemory memory;
    };

    std::shared_ptr<File> make(const std::string& name);
    void log(Op op);

    /// The code to fail with, if this call is to fail.
    std::optional<int> injected(Call call);

    std::string name_;
    sqlite3_vfs vfs_{};
    mutable std::mutex mutex_;
    std::map<std::string, std::shared_ptr<File>> files_;
    int files_made_ = 0;
    std::vector<Op>* log_ = nullptr;
    std::optional<Fault> fault_;
    std::array<std::int64_t, 9> calls_{};
};

}  // namespace otpost::powercut
