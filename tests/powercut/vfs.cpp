// SPDX-License-Identifier: Apache-2.0
#include "vfs.hpp"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <new>

namespace otpost::powercut {

/// What SQLite holds of an open file. Its first member is what SQLite knows of it.
struct Handle {
    sqlite3_file base{};
    Disk* disk = nullptr;
    std::shared_ptr<Disk::File> file;
    int level = SQLITE_LOCK_NONE;
    bool is_log = false;  ///< a journal or write-ahead log: its first sync is the directory's too
    bool is_temporary = false;
    bool is_mapped = false;
    std::uint32_t shared_locks = 0;  ///< bits, on the shared memory
    std::uint32_t exclusive_locks = 0;

    static Handle& of(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file); }

    std::unique_lock<std::mutex> lock() const { return std::unique_lock(disk->mutex_); }

    std::optional<int> injected(Call call) const { return disk->injected(call); }

    void log(Op op) const {
        op.file = file->number;
        if (!is_temporary) disk->log(std::move(op));
    }

    void unlock_to(int wanted);
    void unlock_memory();

    static int close(sqlite3_file* file);
    static int read(sqlite3_file* file, void* out, int amount, sqlite3_int64 at);
    static int write(sqlite3_file* file, const void* data, int amount, sqlite3_int64 at);
    static int truncate(sqlite3_file* file, sqlite3_int64 size);
    static int sync(sqlite3_file* file, int flags);
    static int size(sqlite3_file* file, sqlite3_int64* out);
    static int lock_file(sqlite3_file* file, int level);
    static int unlock_file(sqlite3_file* file, int level);
    static int check_reserved(sqlite3_file* file, int* out);
    static int map(sqlite3_file* file, int region, int size, int extend, void volatile** out);
    static int lock_memory(sqlite3_file* file, int first, int count, int flags);
    static void barrier(sqlite3_file* file);
    static int unmap(sqlite3_file* file, int forget);
    static const sqlite3_io_methods methods;
};

const sqlite3_io_methods Handle::methods{
    .iVersion = 2,
    .xClose = &Handle::close,
    .xRead = &Handle::read,
    .xWrite = &Handle::write,
    .xTruncate = &Handle::truncate,
    .xSync = &Handle::sync,
    .xFileSize = &Handle::size,
    .xLock = &Handle::lock_file,
    .xUnlock = &Handle::unlock_file,
    .xCheckReservedLock = &Handle::check_reserved,
    .xFileControl = [](sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; },
    .xSectorSize = [](sqlite3_file*) { return 4096; },
    .xDeviceCharacteristics = [](sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; },
    .xShmMap = &Handle::map,
    .xShmLock = &Handle::lock_memory,
    .xShmBarrier = &Handle::barrier,
    .xShmUnmap = &Handle::unmap,
    .xFetch = nullptr,
    .xUnfetch = nullptr
};

int Handle::close(sqlite3_file* file) {
    auto& self = of(file);
    {
        const auto lock = self.lock();
        self.unlock_to(SQLITE_LOCK_NONE);
        self.unlock_memory();
    }
    self.~Handle();
    return SQLITE_OK;
}

int Handle::read(sqlite3_file* file, void* out, int amount, sqlite3_int64 at) {
    auto& self = of(file);
    const auto lock = self.lock();
    const auto wanted = static_cast<std::size_t>(amount);
    if (const auto code = self.injected(Call::read)) {
        if (*code == SQLITE_IOERR_SHORT_READ) std::memset(out, 0, wanted);
        return *code;
    }
    const auto& bytes = self.file->bytes;
    const auto begin = std::min(static_cast<std::size_t>(at), bytes.size());
    const auto there = std::min(wanted, bytes.size() - begin);
    std::memcpy(out, bytes.data() + begin, there);
    if (there == wanted) return SQLITE_OK;
    std::memset(static_cast<std::byte*>(out) + there, 0, wanted - there);
    return SQLITE_IOERR_SHORT_READ;
}

int Handle::write(sqlite3_file* file, const void* data, int amount, sqlite3_int64 at) {
    auto& self = of(file);
    const auto lock = self.lock();
    const auto code = self.injected(Call::write);
    // A write that fails may have done a part: here its first half.
    const auto done = static_cast<std::size_t>(code ? amount / 2 : amount);
    if (done > 0) {
        const auto begin = static_cast<std::size_t>(at);
        auto& bytes = self.file->bytes;
        if (bytes.size() < begin + done) bytes.resize(begin + done);
        const auto* from = static_cast<const std::byte*>(data);
        std::memcpy(bytes.data() + begin, from, done);
        self.log({.kind = Op::Kind::write, .at = at, .data = Bytes(from, from + done)});
    }
    return code.value_or(SQLITE_OK);
}

int Handle::truncate(sqlite3_file* file, sqlite3_int64 size) {
    auto& self = of(file);
    const auto lock = self.lock();
    if (const auto code = self.injected(Call::truncate)) return *code;
    self.file->bytes.resize(static_cast<std::size_t>(size));
    self.log({.kind = Op::Kind::truncate, .at = size});
    return SQLITE_OK;
}

int Handle::sync(sqlite3_file* file, int) {
    auto& self = of(file);
    const auto lock = self.lock();
    if (const auto code = self.injected(Call::sync)) {
        self.log({.kind = Op::Kind::failed_sync});
        return *code;
    }
    self.log({.kind = Op::Kind::sync});
    if (self.is_log && self.file->is_entry_new) {
        self.file->is_entry_new = false;
        self.log({.kind = Op::Kind::sync_directory});
    }
    return SQLITE_OK;
}

int Handle::size(sqlite3_file* file, sqlite3_int64* out) {
    auto& self = of(file);
    const auto lock = self.lock();
    if (const auto code = self.injected(Call::file_size)) return *code;
    *out = static_cast<sqlite3_int64>(self.file->bytes.size());
    return SQLITE_OK;
}

int Handle::lock_file(sqlite3_file* file, int level) {
    auto& self = of(file);
    const auto lock = self.lock();
    auto& held = *self.file;
    if (self.level >= level) return SQLITE_OK;
    const auto is_others = [&](const void* owner) { return owner != nullptr && owner != &self; };
    if (level == SQLITE_LOCK_SHARED) {
        if (is_others(held.pending) || is_others(held.exclusive)) return SQLITE_BUSY;
        ++held.shared;
    } else if (level == SQLITE_LOCK_RESERVED) {
        if (is_others(held.reserved)) return SQLITE_BUSY;
        held.reserved = &self;
    } else {
        if (is_others(held.pending) || is_others(held.reserved)) return SQLITE_BUSY;
        held.pending = &self;
        if (held.shared > 1) return SQLITE_BUSY;
        held.exclusive = &self;
    }
    self.level = level;
    return SQLITE_OK;
}

void Handle::unlock_to(int wanted) {
    if (level <= wanted) return;
    for (auto* owner : {&file->reserved, &file->pending, &file->exclusive}) {
        if (*owner == this) *owner = nullptr;
    }
    if (wanted == SQLITE_LOCK_NONE) --file->shared;
    level = wanted;
}

int Handle::unlock_file(sqlite3_file* file, int level) {
    auto& self = of(file);
    const auto lock = self.lock();
    self.unlock_to(level);
    return SQLITE_OK;
}

int Handle::check_reserved(sqlite3_file* file, int* out) {
    auto& self = of(file);
    const auto lock = self.lock();
    *out = self.file->reserved != nullptr || self.file->exclusive != nullptr ? 1 : 0;
    return SQLITE_OK;
}

int Handle::map(sqlite3_file* file, int region, int, int extend, void volatile** out) {
    auto& self = of(file);
    const auto lock = self.lock();
    *out = nullptr;
    auto& memory = self.file->memory;
    if (!self.is_mapped) {
        self.is_mapped = true;
        ++memory.users;
    }
    const auto wanted = static_cast<std::size_t>(region);
    if (wanted >= memory.regions.size()) {
        if (extend == 0) return SQLITE_OK;
        if (const auto code = self.injected(Call::map_shared)) return *code;
        while (memory.regions.size() <= wanted) {
            memory.regions.push_back(std::make_unique<Disk::SharedMemory::Region>());
        }
    }
    *out = memory.regions[wanted]->data();
    return SQLITE_OK;
}

int Handle::lock_memory(sqlite3_file* file, int first, int count, int flags) {
    auto& self = of(file);
    const auto lock = self.lock();
    auto& memory = self.file->memory;
    const bool is_lock = (flags & SQLITE_SHM_LOCK) != 0;
    const bool is_shared = (flags & SQLITE_SHM_SHARED) != 0;
    if (is_lock) {
        if (const auto code = self.injected(Call::lock_shared)) return *code;
    }
    for (int i = first; is_lock && i < first + count; ++i) {
        const auto slot = static_cast<std::size_t>(i);
        const bool is_own_reader = (self.shared_locks >> i & 1U) != 0;
        if (memory.has_writer.at(slot)) return SQLITE_BUSY;
        if (!is_shared && memory.readers.at(slot) > (is_own_reader ? 1 : 0)) return SQLITE_BUSY;
    }
    for (int i = first; i < first + count; ++i) {
        const auto slot = static_cast<std::size_t>(i);
        const auto bit = 1U << i;
        auto& mask = is_shared ? self.shared_locks : self.exclusive_locks;
        const bool is_held = (mask & bit) != 0;
        if (is_held == is_lock) continue;
        mask ^= bit;
        if (is_shared) {
            memory.readers.at(slot) += is_lock ? 1 : -1;
        } else {
            memory.has_writer.at(slot) = is_lock;
        }
    }
    return SQLITE_OK;
}

void Handle::barrier(sqlite3_file* file) {
    std::atomic_thread_fence(std::memory_order_seq_cst);
    const auto lock = of(file).lock();
}

void Handle::unlock_memory() {
    if (!is_mapped) return;
    auto& memory = file->memory;
    for (std::size_t i = 0; i < memory.readers.size(); ++i) {
        if ((shared_locks >> i & 1U) != 0) --memory.readers[i];
        if ((exclusive_locks >> i & 1U) != 0) memory.has_writer[i] = false;
    }
    shared_locks = exclusive_locks = 0;
    is_mapped = false;
    if (--memory.users == 0) memory = {};
}

int Handle::unmap(sqlite3_file* file, int) {
    auto& self = of(file);
    const auto lock = self.lock();
    self.unlock_memory();
    return SQLITE_OK;
}

namespace {

Disk& disk_of(sqlite3_vfs* vfs) {
    return *static_cast<Disk*>(vfs->pAppData);
}

/// SQLite's own; its clock, its randomness and its way with names serve us as well.
sqlite3_vfs* machine() {
    static sqlite3_vfs* const found = sqlite3_vfs_find("unix");
    return found;
}

int full_name(sqlite3_vfs*, const char* name, int size, char* out) {
    sqlite3_snprintf(size, out, "%s", name);
    return SQLITE_OK;
}

}  // namespace

int Vfs::open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out) {
    auto& disk = disk_of(vfs);
    auto* handle = new (file) Handle;
    const std::lock_guard lock(disk.mutex_);
    std::optional<int> code = disk.injected(Call::open);
    const auto found = name != nullptr ? disk.files_.find(name) : disk.files_.end();
    if (name == nullptr) {
        handle->file = std::make_shared<Disk::File>();
        handle->is_temporary = true;
    } else if (found != disk.files_.end()) {
        handle->file = found->second;
    } else if ((flags & SQLITE_OPEN_CREATE) == 0) {
        code = SQLITE_CANTOPEN;
    } else if (!code) {
        handle->file = disk.make(name);
    }
    if (code) {
        handle->~Handle();
        file->pMethods = nullptr;
        return *code;
    }
    handle->base.pMethods = &Handle::methods;
    handle->disk = &disk;
    handle->is_log = (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL)) != 0;
    if (out != nullptr) *out = flags;
    return SQLITE_OK;
}

int Vfs::remove(sqlite3_vfs* vfs, const char* name, int sync_directory) {
    auto& disk = disk_of(vfs);
    const std::lock_guard lock(disk.mutex_);
    if (const auto code = disk.injected(Call::remove)) return *code;
    if (disk.files_.erase(name) == 0) return SQLITE_IOERR_DELETE_NOENT;
    disk.log({.kind = Op::Kind::remove, .name = name});
    if (sync_directory != 0) disk.log({.kind = Op::Kind::sync_directory});
    return SQLITE_OK;
}

int Vfs::access(sqlite3_vfs* vfs, const char* name, int, int* out) {
    auto& disk = disk_of(vfs);
    const std::lock_guard lock(disk.mutex_);
    const auto found = disk.files_.find(name);
    // As the machine's: an empty journal is as good as none.
    *out = found != disk.files_.end() && !found->second->bytes.empty() ? 1 : 0;
    return SQLITE_OK;
}

sqlite3_vfs Vfs::describe(Disk& disk) {
    sqlite3_vfs vfs = *machine();
    vfs.szOsFile = static_cast<int>(sizeof(Handle));
    vfs.mxPathname = 512;
    vfs.pNext = nullptr;
    vfs.zName = disk.vfs().c_str();
    vfs.pAppData = &disk;
    vfs.xOpen = &Vfs::open;
    vfs.xDelete = &Vfs::remove;
    vfs.xAccess = &Vfs::access;
    vfs.xFullPathname = &full_name;
    vfs.xRandomness = [](sqlite3_vfs*, int size, char* out) {
        return machine()->xRandomness(machine(), size, out);
    };
    vfs.xSleep = [](sqlite3_vfs*, int micros) { return machine()->xSleep(machine(), micros); };
    return vfs;
}

}  // namespace otpost::powercut
