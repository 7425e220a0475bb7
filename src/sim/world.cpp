// SPDX-License-Identifier: Apache-2.0
#include "sim/world.hpp"

#include "audit/verify.hpp"
#include "db/migrate.hpp"
#include "leases/verify.hpp"
#include "sim/audit_sql.hpp"

#include <fmt/format.h>

#include <limits>
#include <numeric>

namespace otpost::sim {

using namespace std::chrono_literals;

namespace {

constexpr Time start_time{std::chrono::sys_days{std::chrono::year{2027} / 1 / 4}};
constexpr std::uint32_t ring_slots = 512;

/// A house that is not disturbed has closed what is due within this.
constexpr Duration deadline_grace = 6s;
constexpr Duration calm_enough = 20s;

}  // namespace

World::World(const RunOptions& options)
    : options_(options),
      random_(options.seed),
      chance_(options.seed ^ 0x5DEE'CE66'D1CE'5EEDULL),
      drawn_(Drawn::from(random_)),
      clock_(start_time),
      faults_(chance_, options.intensity),
      disk_(faults_),
      witness_(auditor_, clock_),
      network_({.clock = clock_, .faults = faults_, .random = random_, .journal = journal_}),
      stage_(clock_, random_, network_, faults_, journal_, witness_),
      population_(stage_, drawn_),
      config_(make_config()) {
    network_.observe([this](const CallSpec& spec, Duration started, const Answer& answer) {
        witness_.saw(spec, started, answer);
    });
    // Keys of an earlier run would be found and chance not asked for new ones.
    std::filesystem::remove_all(config_.data);
    std::filesystem::create_directories(config_.data / "keys");
    disk_.plant(options.planted == Planted::sync_does_nothing);
}

World::~World() {
    if (!disk_.is_dead()) disk_.cut_power();
    if (house_) unwind();
    close_house();
}

app::Config World::make_config() const {
    app::Config config = app::default_config();
    config.data = options_.folder;
    config.terms.window = drawn_.window;
    config.terms.cancel_after = drawn_.cancel_after;
    config.terms.quarantine = drawn_.quarantine;
    config.terms.limits["free"] = drawn_.limits;
    config.limits.raise();
    config.credit_approval_above = Money{std::numeric_limits<std::int64_t>::max()};
    config.second_factor_for.clear();
    return config;
}

void World::open_house() {
    store_ = std::make_unique<SimStore>(SimStore::Setup{
        .clock = clock_,
        .disk = disk_,
        .faults = faults_,
        .random = random_,
        .pace = {.write_max = drawn_.write_max, .read_max = drawn_.write_max / 8},
        .mistake = options_.planted == Planted::commit_errors_ignored
                       ? StoreMistake::ignores_failed_commits
                       : StoreMistake::none,
        .after_commit = [this] { store_->look([this](db::Tx& tx) { auditor_.step(tx); }); }
    });
    db::migrate(*store_, clock_.now());
    const app::Surroundings surroundings{
        .timer = clock_,
        .random = random_,
        .password_cost = crypto::bcrypt_cost_min,
        .hashing = {.threads = 0},
        .ring_slots = ring_slots,
        .listening = net::Listening::nowhere
    };
    house_ = std::make_unique<app::House>(config_, *store_, app::Mode::production, surroundings);
    house_->start();
}

void World::close_house() {
    house_.reset();
    store_.reset();
}

/// Lets everything in the dead process come to its end, while nothing of it can reach the world:
/// the store refuses, connections are broken, nobody listens. What is left is only memory.
void World::unwind() {
    network_.attach(nullptr);
    if (store_) store_->die();
    if (!house_) return;
    for (int round = 0; round < 1000; ++round) {
        clock_.end_sleeps();
        house_->context().restart();
        const auto handlers = house_->context().poll();
        if (handlers == 0 && clock_.sleeping() == 0) return;
    }
    throw Violation("a dead process does not come to its end");
}

void World::die() {
    journal_.note(clock_.now(), "crash");
    if (!disk_.is_dead()) disk_.cut_power();
    unwind();
    close_house();
    disk_.come_back(chance_);
    draining_ = false;
    ++restarts_;
    come_back_later();
}

void World::come_back_later() {
    const Duration down = stage_.one_in(3) ? stage_.draw(drawn_.window) : stage_.draw(2s);
    clock_.call_in(100ms + down, this, [this] { come_back(); });
}

bool World::try_to_start() {
    try {
        open_house();
        return true;
    } catch (const db::Unavailable&) {
        journal_.note(clock_.now(), "start failed");
    } catch (const std::system_error&) {
        journal_.note(clock_.now(), "start failed at its files");
    }
    if (!disk_.is_dead()) disk_.cut_power();
    unwind();
    close_house();
    disk_.come_back(chance_);
    return false;
}

void World::come_back() {
    if (faults_.strikes(Fault::crash_at_start)) faults_.cut_power_after(stage_.below(200));
    if (!try_to_start()) {
        ++restarts_;
        come_back_later();
        return;
    }
    faults_.cut_power_after({});
    journal_.note(clock_.now(), "serving");
    store_->look([this](db::Tx& tx) { auditor_.check_survival(tx); });
    store_->begin_to_take_time();
    network_.attach(house_.get());
    calm_since_ = clock_.elapsed();
}

void World::restart_in_order() {
    if (!house_ || draining_) return;
    journal_.note(clock_.now(), "stop in order");
    draining_ = true;
    house_->stop();
}

void World::begin_day() {
    if (is_over_) return;
    stage_.wake(5s);
    const Duration day = 10s + stage_.draw(200s);
    clock_.call_in(day, this, [this] { end_day(); });
}

void World::end_day() {
    stage_.rest();
    if (faults_.strikes(Fault::restart_in_order)) restart_in_order();
    clock_.call_in(stage_.draw(drawn_.window + 30s), this, [this] { pass_night(); });
}

void World::pass_night() {
    if (is_over_) return;
    if (house_ && !draining_ && !disk_.is_dead() && !stage_.one_in(3)) {
        faults_.pause();
        store_->take_no_time();
        population_.restock(*house_, *store_);
        store_->begin_to_take_time();
        faults_.resume();
        if (stage_.one_in(4)) check_everything();
    }
    // From a minute to three weeks, each order of magnitude as often.
    Duration night = 1min;
    for (int i = 0; i < 4; ++i) night *= static_cast<int>(1 + stage_.below(13));
    clock_.leap(night);
    calm_since_ = clock_.elapsed();
    journal_.note(clock_.now(), "morning");
    begin_day();
}

void World::run_house() {
    if (!house_) return;
    house_->context().restart();
    while (house_->context().poll_one() != 0) {
        if (faults_.strikes(Fault::crash_between_steps)) disk_.cut_power();
        if (disk_.is_dead()) break;
    }
    if (network_.failure()) std::rethrow_exception(network_.failure());
    if (disk_.is_dead()) {
        die();
        return;
    }
    if (!draining_ || !house_->context().stopped()) return;
    journal_.note(clock_.now(), "stopped in order");
    network_.attach(nullptr);
    close_house();
    draining_ = false;
    ++restarts_;
    come_back_later();
}

void World::disturb() {
    if (faults_.strikes(Fault::wall_clock_forward)) {
        const Duration by = stage_.draw(2h);
        clock_.set_wall(by);
        calm_since_ = clock_.elapsed();
        journal_.note(clock_.now(), "wall clock forward");
    }
    if (faults_.strikes(Fault::wall_clock_back)) {
        const Duration by = -stage_.draw(2h);
        clock_.set_wall(by);
        witness_.wall_was_set(by);
        calm_since_ = clock_.elapsed();
        journal_.note(clock_.now(), "wall clock back");
    }
    if (faults_.strikes(Fault::world_stands_still)) {
        clock_.leap(stage_.draw(10min));
        journal_.note(clock_.now(), "stood still");
        calm_since_ = clock_.elapsed();
    }
    if (faults_.strikes(Fault::disk_full)) {
        faults_.set_full(true);
        clock_.call_in(stage_.draw(20s), this, [this] { faults_.set_full(false); });
    }
}

void World::check_calm() {
    const auto& counts = faults_.counts();
    const auto first = static_cast<std::size_t>(Fault::store_busy);
    const auto last = static_cast<std::size_t>(Fault::restart_in_order);
    std::uint64_t sum = 0;
    for (std::size_t i = first; i <= last; ++i) sum += counts.at(i);
    if (sum != disturbances_ || !house_ || draining_ || faults_.is_full()) {
        disturbances_ = sum;
        calm_since_ = clock_.elapsed();
    }
    if (clock_.elapsed() - calm_since_ < calm_enough) return;
    check_deadlines();
}

void World::check_deadlines() const {
    if (const auto late = auditor_.overdue(clock_.now(), deadline_grace))
        throw Violation(fmt::format(
            "L6: lease {} is past its deadline of {} and still live at {}",
            *late,
            format_rfc3339(from_micros(auditor_.lease(*late)->expires_at)),
            format_rfc3339(clock_.now())
        ));
}

void World::step() {
    run_house();
    disturb();
    check_calm();
    clock_.advance();
}

void World::check_everything() {
    store_->look([this](db::Tx& tx) { auditor_.recompute(tx); });
    if (disk_.holds(canary)) throw Violation("I11: the text of a message is on the disk");
}

void World::come_to_rest() {
    is_over_ = true;
    faults_.hush();
    stage_.rest();
    const Duration end = clock_.elapsed() + drawn_.window + drawn_.quarantine + 10min;
    while (clock_.elapsed() < end) {
        run_house();
        check_calm();
        if (!clock_.advance()) break;
    }
    run_house();
    if (!house_) throw Violation("the house does not come back");
    check_deadlines();
    check_everything();
    store_->take_no_time();
    const auto report = leases::verify(*store_);
    if (!report.ok()) throw Violation("I10: " + ledger::format(report));
    store_->look([this](db::Tx& tx) {
        const auto log = otpost::audit::verify(tx, {{}, house_->audit_key()});
        if (!log.ok()) throw Violation("I14: " + otpost::audit::format(log));
        if (log.entries + log.pruned == 0) throw Violation("I14: nothing is on record");
    });
    store_->look([this](db::Tx& tx) {
        const auto kept = tx.one(
            sql::audit::content_kept_too_long,
            [](const db::Row& row) { return row.int64(0); },
            clock_.now() - 1min
        );
        if (kept.value_or(0) != 0)
            throw Violation(fmt::format("I13: {} messages keep their content", *kept));
    });
}

void World::forge_refund() {
    store_->take_no_time();
    db::write(*store_, [](db::Tx& tx) { tx.exec(sql::audit::forge_refund); });
    store_->begin_to_take_time();
}

RunResult World::run() {
    faults_.pause();
    open_house();
    population_.settle(*house_, *store_, config_);
    // Suppliers are loaded when a house starts.
    unwind();
    close_house();
    open_house();
    faults_.resume();
    store_->begin_to_take_time();
    network_.attach(house_.get());
    population_.begin();
    begin_day();
    while (network_.operations() < options_.operations) step();
    if (options_.planted == Planted::refund_forged) forge_refund();
    come_to_rest();
    RunResult result;
    result.operations = network_.operations();
    result.simulated = clock_.elapsed();
    result.faults = faults_.counts();
    result.restarts = restarts_;
    result.commits = auditor_.steps();
    result.leases = auditor_.leases();
    result.events_streamed = population_.events_streamed();
    result.hash = journal_.hash();
    return result;
}

}  // namespace otpost::sim
