// SPDX-License-Identifier: Apache-2.0
// What the clients together were told, held against itself and against the auditor's book: an
// answer is never ahead of what is durable (I6), the same key gives the same outcome (I7), a
// message counts once (I8), content is gone in time (I11), a code is never refunded (I12).
#pragma once

#include "sim/auditor.hpp"
#include "sim/clock.hpp"
#include "sim/network.hpp"
#include "sim/seen.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

namespace otpost::sim {

class Witness {
public:
    Witness(const Auditor& auditor, const SimClock& clock) : auditor_(auditor), clock_(clock) {}

    void saw(const CallSpec& spec, Duration started, const Answer& answer);

    /// The data of an event that a stream brought.
    void saw_event(std::string_view data);

    /// A supplier was told what became of a whole message that it sent under this name.
    void saw_receipt(const std::string& name, std::string_view body);

    /// Content may be shown for longer by as much as the wall clock was set back.
    void wall_was_set(Duration by);

private:
    struct Outcome {
        std::size_t request = 0;  ///< hash
        std::string answer;
    };

    struct SeenState {
        int rank = 0;
        Duration since{0};
        bool had_code = false;
    };

    struct Receipt {
        std::int64_t message = 0;
        bool accepted = false;
    };

    void check_outcome(const CallSpec& spec, const Answer& answer);
    void check_lease(const SeenLease& lease, Duration started, bool is_fresh);
    void check_content(const SeenLease& lease, Duration started);
    /// By how much the wall clock was set back until then, taken together.
    Duration set_back_until(Duration moment) const;

    const Auditor& auditor_;
    const SimClock& clock_;
    std::map<Duration, Duration> set_back_;  ///< all until then, by when
    std::unordered_map<std::string, Outcome> outcomes_;
    std::unordered_map<std::int64_t, SeenState> leases_;
    std::unordered_map<std::int64_t, Duration> shown_;  ///< first, by message
    std::unordered_map<std::string, Receipt> receipts_;
};

}  // namespace otpost::sim
