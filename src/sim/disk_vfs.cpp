// SPDX-License-Identifier: Apache-2.0
// The SQLite file system of a simulated disk: files, the locks on them and the shared memory of
// the write-ahead log, for connections of one thread.
#include "sim/disk.hpp"

#include <sqlite3.h>

#include <array>
#include <cstring>
#include <new>

namespace otpost::sim {

namespace {

constexpr std::size_t shm_locks = 8;

/// What connections to one file share besides its bytes; gone with the last of them.
struct Shared {
    std::array<int, shm_locks> shm_readers{};
    std::array<const void*, shm_locks> shm_writer{};
    std::vector<std::unique_ptr<std::byte[]>> regions;
    int shm_users = 0;
    int readers = 0;
    const void* reserved = nullptr;
    const void* exclusive = nullptr;
};

struct Handle {
    sqlite3_file base;
    Disk* disk;
    DiskFile* file;
    std::shared_ptr<DiskFile>* owned;
    std::shared_ptr<Shared>* shared;
    int level;
    unsigned shm_read;
    unsigned shm_write;
    bool maps;
};

Handle& handle_of(sqlite3_file* file) {
    return *reinterpret_cast<Handle*>(file);
}

Disk& disk_of(sqlite3_vfs* vfs) {
    return *static_cast<Disk*>(vfs->pAppData);
}

std::shared_ptr<Shared> shared_of(DiskFile& file) {
    if (!file.locks) file.locks = std::make_shared<Shared>();
    return std::static_pointer_cast<Shared>(file.locks);
}

int code_of(DiskVerdict verdict, int io_error) {
    switch (verdict) {
        case DiskVerdict::fine:
            return SQLITE_OK;
        case DiskVerdict::full:
            return SQLITE_FULL;
        case DiskVerdict::io_error:
        case DiskVerdict::power_cut:
            return io_error;
    }
    return io_error;
}

void drop_shm_locks(Handle& handle) {
    for (std::size_t i = 0; i < shm_locks; ++i) {
        if ((handle.shm_read & (1U << i)) != 0) --(*handle.shared)->shm_readers[i];
        if ((handle.shm_write & (1U << i)) != 0) (*handle.shared)->shm_writer[i] = nullptr;
    }
    handle.shm_read = handle.shm_write = 0;
}

int unlock_file(sqlite3_file* file, int level) {
    Handle& handle = handle_of(file);
    Shared& shared = **handle.shared;
    if (level < SQLITE_LOCK_EXCLUSIVE && shared.exclusive == file) shared.exclusive = nullptr;
    if (level < SQLITE_LOCK_RESERVED && shared.reserved == file) shared.reserved = nullptr;
    if (level < SQLITE_LOCK_SHARED && handle.level >= SQLITE_LOCK_SHARED) --shared.readers;
    handle.level = std::min(handle.level, level);
    return SQLITE_OK;
}

int lock_file(sqlite3_file* file, int level) {
    Handle& handle = handle_of(file);
    Shared& shared = **handle.shared;
    if (handle.level >= level) return SQLITE_OK;
    if (shared.exclusive != nullptr && shared.exclusive != file) return SQLITE_BUSY;
    if (handle.level < SQLITE_LOCK_SHARED) ++shared.readers;
    handle.level = std::max(handle.level, SQLITE_LOCK_SHARED);
    if (level >= SQLITE_LOCK_RESERVED) {
        if (shared.reserved != nullptr && shared.reserved != file) return SQLITE_BUSY;
        shared.reserved = file;
        handle.level = SQLITE_LOCK_RESERVED;
    }
    if (level == SQLITE_LOCK_EXCLUSIVE) {
        if (shared.readers > 1) return SQLITE_BUSY;
        shared.exclusive = file;
        handle.level = SQLITE_LOCK_EXCLUSIVE;
    }
    return SQLITE_OK;
}

int check_reserved(sqlite3_file* file, int* is_reserved) {
    *is_reserved = (*handle_of(file).shared)->reserved != nullptr ? 1 : 0;
    return SQLITE_OK;
}

int close_file(sqlite3_file* file) {
    Handle& handle = handle_of(file);
    unlock_file(file, SQLITE_LOCK_NONE);
    drop_shm_locks(handle);
    if (handle.maps && --(*handle.shared)->shm_users == 0) (*handle.shared)->regions.clear();
    delete handle.owned;
    delete handle.shared;
    return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* into, int amount, sqlite3_int64 at) {
    Handle& handle = handle_of(file);
    const auto verdict = handle.disk->ask(DiskOperation::read);
    if (verdict != DiskVerdict::fine) return SQLITE_IOERR_READ;
    const auto wanted = static_cast<std::size_t>(amount);
    auto* const bytes = static_cast<std::byte*>(into);
    const auto got = handle.file->read(static_cast<std::size_t>(at), {bytes, wanted});
    if (got == wanted) return SQLITE_OK;
    std::memset(bytes + got, 0, wanted - got);
    return SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* file, const void* data, int amount, sqlite3_int64 at) {
    Handle& handle = handle_of(file);
    const auto verdict = handle.disk->ask(DiskOperation::write);
    if (verdict != DiskVerdict::fine) return code_of(verdict, SQLITE_IOERR_WRITE);
    const auto* const bytes = static_cast<const std::byte*>(data);
    handle.file->write(static_cast<std::size_t>(at), {bytes, static_cast<std::size_t>(amount)});
    return SQLITE_OK;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    Handle& handle = handle_of(file);
    const auto verdict = handle.disk->ask(DiskOperation::write);
    if (verdict != DiskVerdict::fine) return code_of(verdict, SQLITE_IOERR_TRUNCATE);
    handle.file->truncate(static_cast<std::size_t>(size));
    return SQLITE_OK;
}

int sync_file(sqlite3_file* file, int) {
    Handle& handle = handle_of(file);
    const auto verdict = handle.disk->ask(DiskOperation::sync);
    if (verdict != DiskVerdict::fine) return code_of(verdict, SQLITE_IOERR_FSYNC);
    handle.disk->sync(*handle.file);
    return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
    *size = static_cast<sqlite3_int64>(handle_of(file).file->size());
    return SQLITE_OK;
}

int control_file(sqlite3_file*, int, void*) {
    return SQLITE_NOTFOUND;
}

int sector_size(sqlite3_file*) {
    return 4096;
}

int characteristics(sqlite3_file*) {
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

int map_shm(sqlite3_file* file, int region, int size, int extend, void volatile** memory) {
    Handle& handle = handle_of(file);
    if (handle.disk->is_dead()) return SQLITE_IOERR_SHMMAP;
    Shared& shared = **handle.shared;
    if (!handle.maps) {
        handle.maps = true;
        ++shared.shm_users;
    }
    const auto number = static_cast<std::size_t>(region);
    *memory = nullptr;
    if (shared.regions.size() <= number && extend == 0) return SQLITE_OK;
    while (shared.regions.size() <= number)
        shared.regions.push_back(std::make_unique<std::byte[]>(static_cast<std::size_t>(size)));
    *memory = shared.regions[number].get();
    return SQLITE_OK;
}

int lock_shm(sqlite3_file* file, int offset, int count, int flags) {
    Handle& handle = handle_of(file);
    Shared& shared = **handle.shared;
    const bool locks = (flags & SQLITE_SHM_LOCK) != 0;
    const bool exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
    const auto first = static_cast<std::size_t>(offset);
    const auto last = first + static_cast<std::size_t>(count);
    for (auto i = first; locks && i < last; ++i) {
        if (shared.shm_writer[i] != nullptr && shared.shm_writer[i] != file) return SQLITE_BUSY;
        const int own = (handle.shm_read & (1U << i)) != 0 ? 1 : 0;
        if (exclusive && shared.shm_readers[i] > own) return SQLITE_BUSY;
    }
    for (auto i = first; i < last; ++i) {
        const unsigned bit = 1U << i;
        unsigned& held = exclusive ? handle.shm_write : handle.shm_read;
        const bool holds = (held & bit) != 0;
        if (locks == holds) continue;
        held ^= bit;
        if (exclusive)
            shared.shm_writer[i] = locks ? file : nullptr;
        else
            shared.shm_readers[i] += locks ? 1 : -1;
    }
    return SQLITE_OK;
}

void shm_barrier(sqlite3_file*) {}

int unmap_shm(sqlite3_file* file, int) {
    Handle& handle = handle_of(file);
    drop_shm_locks(handle);
    if (handle.maps && --(*handle.shared)->shm_users == 0) (*handle.shared)->regions.clear();
    handle.maps = false;
    return SQLITE_OK;
}

constexpr sqlite3_io_methods methods{
    2,         close_file,  read_file,      write_file,   truncate_file, sync_file,       file_size,
    lock_file, unlock_file, check_reserved, control_file, sector_size,   characteristics, map_shm,
    lock_shm,  shm_barrier, unmap_shm,      nullptr,      nullptr,
};

int open_file(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    Disk& disk = disk_of(vfs);
    file->pMethods = nullptr;
    if (disk.is_dead()) return SQLITE_CANTOPEN;
    std::shared_ptr<DiskFile> bytes;
    if (name == nullptr) {
        bytes = std::make_shared<DiskFile>();
    } else {
        const auto found = disk.files().find(std::string_view{name});
        if (found != disk.files().end()) bytes = found->second;
        if (!bytes && (flags & SQLITE_OPEN_CREATE) == 0) return SQLITE_CANTOPEN;
        if (!bytes) bytes = disk.files()[name] = std::make_shared<DiskFile>();
    }
    auto* const raw = bytes.get();
    new (file) Handle{
        {&methods},
        &disk,
        raw,
        new std::shared_ptr<DiskFile>(std::move(bytes)),
        new std::shared_ptr<Shared>(shared_of(*raw)),
        SQLITE_LOCK_NONE,
        0,
        0,
        false
    };
    if (out_flags != nullptr) *out_flags = flags;
    return SQLITE_OK;
}

int delete_file(sqlite3_vfs* vfs, const char* name, int) {
    Disk& disk = disk_of(vfs);
    const auto verdict = disk.ask(DiskOperation::write);
    if (verdict != DiskVerdict::fine) return SQLITE_IOERR_DELETE;
    const auto found = disk.files().find(std::string_view{name});
    if (found == disk.files().end()) return SQLITE_IOERR_DELETE_NOENT;
    disk.files().erase(found);
    return SQLITE_OK;
}

int access_file(sqlite3_vfs* vfs, const char* name, int, int* is_there) {
    *is_there = disk_of(vfs).files().contains(std::string_view{name}) ? 1 : 0;
    return SQLITE_OK;
}

int full_path(sqlite3_vfs*, const char* name, int size, char* into) {
    sqlite3_snprintf(size, into, "%s", name);
    return SQLITE_OK;
}

int randomness(sqlite3_vfs*, int size, char* into) {
    std::memset(into, 0x5A, static_cast<std::size_t>(size));
    return size;
}

int pass_time(sqlite3_vfs*, int micros) {
    return micros;
}

int julian_now(sqlite3_vfs*, sqlite3_int64* now) {
    *now = 212'000'000'000'000;
    return SQLITE_OK;
}

int julian_day(sqlite3_vfs*, double* now) {
    *now = 2'453'703.7;
    return SQLITE_OK;
}

int last_error(sqlite3_vfs*, int, char*) {
    return 0;
}

class RegisteredVfs final : public DiskVfs {
public:
    RegisteredVfs(Disk& disk, const std::string& name) {
        vfs_.iVersion = 2;
        vfs_.szOsFile = sizeof(Handle);
        vfs_.mxPathname = 512;
        vfs_.zName = name.c_str();
        vfs_.pAppData = &disk;
        vfs_.xOpen = open_file;
        vfs_.xDelete = delete_file;
        vfs_.xAccess = access_file;
        vfs_.xFullPathname = full_path;
        vfs_.xRandomness = randomness;
        vfs_.xSleep = pass_time;
        vfs_.xCurrentTime = julian_day;
        vfs_.xGetLastError = last_error;
        vfs_.xCurrentTimeInt64 = julian_now;
        sqlite3_vfs_register(&vfs_, 0);
    }

    RegisteredVfs(const RegisteredVfs&) = delete;
    RegisteredVfs& operator=(const RegisteredVfs&) = delete;

    ~RegisteredVfs() override { sqlite3_vfs_unregister(&vfs_); }

private:
    sqlite3_vfs vfs_{};
};

}  // namespace

std::unique_ptr<DiskVfs> open_vfs(Disk& disk, const std::string& name) {
    return std::make_unique<RegisteredVfs>(disk, name);
}

}  // namespace otpost::sim
