// SPDX-License-Identifier: Apache-2.0
// Keeps a second server away from a data file: an exclusive lock on `<file>.lock` for as long as
// this object lives. The system drops it when the process dies, however it dies.
#pragma once

#include <string>

namespace otpost::db::sqlite {

class FileLock {
public:
    /// Throws Unavailable when someone else holds the lock or the folder can't be written.
    explicit FileLock(const std::string& data_file);
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;
    ~FileLock();

private:
    int descriptor_;
};

/// Creates the data file for its owner's eyes only; SQLite gives its log the same mode.
void create_private(const std::string& data_file);

}  // namespace otpost::db::sqlite
