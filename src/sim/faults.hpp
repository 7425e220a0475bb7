// SPDX-License-Identifier: Apache-2.0
// The menu of what goes wrong in a run. Each run draws which kinds it has and how often; each
// time a kind could strike, it is asked here, and what struck is counted.
#pragma once

#include "base/random.hpp"
#include "base/time.hpp"
#include "sim/disk.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace otpost::sim {

enum class Fault : std::uint8_t {
    request_delayed,
    request_dropped,
    request_duplicated,
    answer_dropped,
    bytes_split,
    connection_reset,
    client_stops_reading,
    store_busy,
    store_slow,
    read_error,   ///< of the disk
    write_error,  ///< of the disk
    sync_error,   ///< of the disk: a commit is unknown
    disk_full,
    crash_between_steps,
    crash_in_write,
    crash_in_sync,
    crash_before_answer,  ///< after a commit whose callers have not heard of it
    crash_at_start,
    restart_in_order,
    wall_clock_forward,
    wall_clock_back,
    world_stands_still,  ///< as a machine that was suspended
    message_late,
    message_lost,
    message_duplicated,
    message_renamed,  ///< sent again under another id
    message_in_parts,
    message_of_other_service,
    message_to_other_number,
    message_forged,
    message_stale,
};

inline constexpr std::size_t fault_count = 31;

/// As in reports: the enumerator's name.
std::string_view to_string(Fault fault);

/// How often each struck.
using FaultCounts = std::array<std::uint64_t, fault_count>;

class Faults final : public DiskTrouble {
public:
    /// `random` is borrowed. `intensity` 0: nothing goes wrong.
    Faults(Random& random, double intensity);

    /// Whether it strikes now; counts it if so.
    bool strikes(Fault fault);

    DiskVerdict before(DiskOperation operation) override;

    /// Space is drawn anew: the disk is full from now on, or no longer.
    void set_full(bool is_full) { full_ = is_full; }

    bool is_full() const { return full_; }

    /// The power goes at the operation of the disk after so many more; nothing: not by this.
    void cut_power_after(std::optional<std::uint64_t> operations) { left_ = operations; }

    /// Nothing strikes from here on: the run wants to see that all comes to rest.
    void hush();

    /// The same for a moment; the disk stays as full as it was.
    void pause() { hushed_ = true; }

    void resume() { hushed_ = false; }

    bool is_hushed() const { return hushed_; }

    const FaultCounts& counts() const { return counts_; }

private:
    Random& random_;
    std::array<std::uint32_t, fault_count> chances_{};  ///< of 2^32
    FaultCounts counts_{};
    std::optional<std::uint64_t> left_;
    bool full_ = false;
    bool hushed_ = false;
};

}  // namespace otpost::sim
