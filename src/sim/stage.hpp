// SPDX-License-Identifier: Apache-2.0
// What every actor has: time, chance, the way to the house, and whether the world is awake. In
// the nights between nobody begins anything.
#pragma once

#include "sim/clock.hpp"
#include "sim/faults.hpp"
#include "sim/journal.hpp"
#include "sim/network.hpp"
#include "sim/witness.hpp"

#include <functional>
#include <string_view>
#include <vector>

namespace otpost::sim {

/// Kinds of goods on sale; the names are those that messages are signed with.
struct Sold {
    std::string_view slug;
    std::string_view name;
};

inline constexpr Sold services[] = {
    {"whatsapp", "WhatsApp"},
    {"telegram", "Telegram"},
    {"google", "Google"},
    {"signal", "Signal"},
    {"discord", "Discord"},
    {"tiktok", "TikTok"},
};

inline constexpr std::string_view countries[] = {"GB", "DE", "FR"};

/// In every message's text; found on the disk it would be content in the clear (I11).
inline constexpr std::string_view canary = "Zq7canary";

class Stage {
public:
    Stage(
        SimClock& clock,
        Random& random,
        Network& network,
        Faults& faults,
        Journal& journal,
        Witness& witness
    )
        : clock(clock),
          random(random),
          network(network),
          faults(faults),
          journal(journal),
          witness(witness) {}

    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    ~Stage() { clock.forget(this); }

    SimClock& clock;
    Random& random;
    Network& network;
    Faults& faults;
    Journal& journal;
    Witness& witness;

    bool is_awake() const { return awake_; }

    /// Everybody goes on within `spread`.
    void wake(Duration spread);

    void rest() { awake_ = false; }

    /// Calls after `delay`; if the world sleeps then, when it wakes.
    void later(Duration delay, std::function<void()> act);

    std::uint64_t below(std::uint64_t bound) { return random.below(bound); }

    bool one_in(std::uint64_t bound) { return random.below(bound) == 0; }

    /// Up to `most`, short ones more often.
    Duration draw(Duration most);

private:
    bool awake_ = false;
    std::vector<std::function<void()>> resting_;
};

}  // namespace otpost::sim
