// SPDX-License-Identifier: Apache-2.0
// A store whose disk fails one call: opened, used, healed, used again. Nobody may be told that
// something is done which the next start, or a power cut at any later moment, does not have;
// nothing may be there by half; and when the cause is gone the engine must serve again without a
// restart.
#pragma once

#include "disk.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <string>

namespace otpost::powercut {

/// What one kind of fault did.
struct FaultTally {
    std::int64_t runs = 0;
    std::int64_t not_reached = 0;  ///< fewer calls of the kind than N
    std::int64_t not_opened = 0;   ///< the store was refused at opening, and opened when healed
    std::int64_t unavailable = 0;  ///< works answered so
    std::int64_t unknown = 0;
    std::int64_t damaged = 0;  ///< works told that the file is damaged (a short read looks so)
    std::int64_t reads_refused = 0;
    std::int64_t images = 0;
    std::map<std::string, std::int64_t> breaches;  ///< with how often

    void add(const FaultTally& other);
};

std::string format(const FaultTally& tally);

/// The calls that can be failed, and how.
struct FaultKind {
    const char* name;
    Call call;
    int code;
};

inline constexpr std::array fault_kinds{
    FaultKind{"write_error", Call::write, SQLITE_IOERR_WRITE},
    FaultKind{"disk_full", Call::write, SQLITE_FULL},
    FaultKind{"sync_error", Call::sync, SQLITE_IOERR_FSYNC},
    FaultKind{"read_error", Call::read, SQLITE_IOERR_READ},
    FaultKind{"short_read", Call::read, SQLITE_IOERR_SHORT_READ},
    FaultKind{"open_error", Call::open, SQLITE_CANTOPEN},
    FaultKind{"size_error", Call::file_size, SQLITE_IOERR_FSTAT},
    FaultKind{"shared_memory_full", Call::map_shared, SQLITE_IOERR_SHMSIZE},
    FaultKind{"shared_memory_lock", Call::lock_shared, SQLITE_IOERR_SHMLOCK},
};

class FaultBench {
public:
    explicit FaultBench(std::uint64_t seed);

    /// How many calls of a kind the whole run makes when nothing fails.
    std::int64_t calls(Call call);

    FaultTally run(const Fault& fault);

    /// Fails the first call and every `one_of`-th after it, one run each.
    FaultTally run_all(const FaultKind& kind, Fault::Span span, std::int64_t one_of);

private:
    class Run;

    std::uint64_t seed_;
    std::map<std::string, Bytes> built_;
};

}  // namespace otpost::powercut
