// SPDX-License-Identifier: Apache-2.0
// What a server counts, for a metrics module to read from any thread. Only the server's thread
// writes, so no locked instruction is paid per request.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

namespace otpost::net {

class Counter {
public:
    void add(std::int64_t by = 1) {
        value_.store(value_.load(std::memory_order_relaxed) + by, std::memory_order_relaxed);
    }

    std::int64_t value() const { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::int64_t> value_{0};
};

struct Counters {
    Counter connections_open;  ///< now
    Counter streams_open;      ///< now
    Counter connections_total;
    Counter connections_refused;  ///< over a limit
    Counter handshakes_failed;
    Counter requests_refused;  ///< by the gate or a limit, before any handler
    Counter deadlines_missed;
    Counter bytes_in;
    Counter bytes_out;
    std::array<Counter, 600> answers;  ///< by status
};

}  // namespace otpost::net
