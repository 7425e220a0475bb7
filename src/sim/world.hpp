// SPDX-License-Identifier: Apache-2.0
// One run: a house with everything around it, made from a seed. Busy times and quiet ones follow
// each other; in between the process dies, the disk fails, the clock jumps. After every commit the
// auditor looks, at the end everything is recomputed. A broken rule is thrown as Violation.
#pragma once

#include "app/house.hpp"
#include "sim/auditor.hpp"
#include "sim/clock.hpp"
#include "sim/disk.hpp"
#include "sim/faults.hpp"
#include "sim/journal.hpp"
#include "sim/network.hpp"
#include "sim/population.hpp"
#include "sim/stage.hpp"
#include "sim/store.hpp"
#include "sim/witness.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace otpost::sim {

/// Faults that no house survives, planted to see that they are noticed.
enum class Planted : std::uint8_t {
    nothing,
    sync_does_nothing,      ///< the disk lies: what it synced is lost in a crash
    commit_errors_ignored,  ///< callers hear of success when the commit failed
    refund_forged,          ///< a settled lease's row says that it was refunded
};

struct RunOptions {
    std::uint64_t seed = 1;
    std::uint64_t operations = 20'000;
    double intensity = 1.0;          ///< of faults; 0: none
    std::filesystem::path folder{};  ///< for keys; its own
    Planted planted = Planted::nothing;
};

struct RunResult {
    std::uint64_t operations = 0;
    Duration simulated{0};
    FaultCounts faults{};
    std::uint64_t restarts = 0;
    std::uint64_t commits = 0;  ///< that the auditor looked at
    std::uint64_t leases = 0;
    std::uint64_t events_streamed = 0;
    std::uint64_t hash = 0;
};

class World {
public:
    explicit World(const RunOptions& options);
    ~World();
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    RunResult run();

    /// For whoever must understand a violation.
    std::string last_events() const { return journal_.last(); }

    std::uint64_t operations() const { return network_.operations(); }

private:
    app::Config make_config() const;
    void open_house();
    void close_house();
    bool try_to_start();
    void unwind();
    void die();
    void restart_in_order();
    void come_back_later();
    void come_back();

    void begin_day();
    void end_day();
    void pass_night();

    void step();
    void run_house();
    void disturb();
    void check_calm();
    void check_deadlines() const;
    void check_everything();
    void come_to_rest();
    void forge_refund();

    RunOptions options_;
    SeededRandom random_;
    SeededRandom chance_;  ///< of faults, so that a fault more does not change who lives here
    Drawn drawn_;
    SimClock clock_;
    Journal journal_;
    Faults faults_;
    Disk disk_;
    Auditor auditor_;
    Witness witness_;
    Network network_;
    Stage stage_;
    Population population_;
    app::Config config_;
    std::unique_ptr<SimStore> store_;
    std::unique_ptr<app::House> house_;
    Duration calm_since_{0};
    std::uint64_t disturbances_ = 0;
    std::uint64_t restarts_ = 0;
    bool draining_ = false;
    bool is_over_ = false;
};

}  // namespace otpost::sim
