// SPDX-License-Identifier: Apache-2.0
// The C side of a Disk: what SQLite calls. It promises what SQLite's own VFS for Unix promises
// (power-safe overwrites, no atomic writes, the directory is synced with a new log), no more.
#pragma once

#include "disk.hpp"

#include <sqlite3.h>

namespace otpost::powercut {

struct Vfs {
    /// To be registered; refers to the disk and its name.
    static sqlite3_vfs describe(Disk& disk);

    static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out);
    static int remove(sqlite3_vfs* vfs, const char* name, int sync_directory);
    static int access(sqlite3_vfs* vfs, const char* name, int flags, int* out);
};

}  // namespace otpost::powercut
