// SPDX-License-Identifier: Apache-2.0
#include "faults.hpp"

#include "examiner.hpp"
#include "leases/verify.hpp"
#include "platter.hpp"
#include "world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <exception>
#include <optional>
#include <span>
#include <utility>

namespace otpost::powercut {

namespace {

constexpr int calls_while_failing = 8;
constexpr int calls_when_healed = 3;
constexpr int checkpoint_pages = 30;
constexpr std::size_t images_of_a_run = 6;
constexpr std::array all_calls{
    Call::open,
    Call::remove,
    Call::read,
    Call::write,
    Call::truncate,
    Call::sync,
    Call::file_size,
    Call::map_shared,
    Call::lock_shared
};

}  // namespace

void FaultTally::add(const FaultTally& other) {
    runs += other.runs;
    not_reached += other.not_reached;
    not_opened += other.not_opened;
    unavailable += other.unavailable;
    unknown += other.unknown;
    damaged += other.damaged;
    reads_refused += other.reads_refused;
    images += other.images;
    for (const auto& [breach, count] : other.breaches) breaches[breach] += count;
}

std::string format(const FaultTally& tally) {
    return fmt::format(
        "{} runs ({} without the fault): {} not opened, {} works unavailable, {} unknown, {} "
        "refused as damaged, {} reads refused, {} images, {} breaches",
        tally.runs,
        tally.not_reached,
        tally.not_opened,
        tally.unavailable,
        tally.unknown,
        tally.damaged,
        tally.reads_refused,
        tally.images,
        tally.breaches.size()
    );
}

/// One store under one fault.
class FaultBench::Run {
public:
    Run(const FaultBench& bench, std::optional<Fault> fault)
        : world_(disk_, bench.seed_, checkpoint_pages),
          fault_(fault) {
        for (const auto& [name, bytes] : bench.built_) disk_.content(name) = bytes;
        // Makes them durable on the platter.
        for (const auto& [name, bytes] : bench.built_) start_log(name, bytes);
        disk_.record_to(&log_);
        if (fault) disk_.fail(*fault);
        world_.adopt();
    }

    FaultTally go() {
        tally_.runs = 1;
        if (!open()) {
            ++tally_.not_opened;
            disk_.heal();
            if (!open()) return breach("not opened when healed");
        }
        for (int i = 0; i < calls_while_failing; ++i) {
            serve(i);
            read();
        }
        if (fault_ && disk_.calls(fault_->call) < fault_->nth) ++tally_.not_reached;
        for (const auto call : all_calls) calls_[call] = disk_.calls(call);
        disk_.heal();
        for (int i = calls_while_failing; i < calls_while_failing + calls_when_healed; ++i) {
            if (serve(i) != World::Outcome::acknowledged) breach("does not serve when healed");
        }
        check_live();
        world_.close();
        disk_.record_to(nullptr);
        cut();
        return std::move(tally_);
    }

    std::int64_t calls(Call call) {
        go();
        return calls_[call];
    }

private:
    void start_log(const std::string& name, const Bytes& bytes) {
        const int file = static_cast<int>(++files_started_);
        log_.push_back({.kind = Op::Kind::create, .file = file, .name = name});
        log_.push_back({.kind = Op::Kind::write, .file = file, .data = bytes});
        log_.push_back({.kind = Op::Kind::sync, .file = file});
        log_.push_back({.kind = Op::Kind::sync_directory});
        started_ = log_.size();
    }

    FaultTally breach(const std::string& what) {
        ++tally_.breaches[what];
        return tally_;
    }

    bool open() {
        try {
            world_.open();
            return true;
        } catch (const db::Unavailable&) {
            return false;
        } catch (const db::Corruption&) {
            return false;
        }
    }

    World::Outcome serve(int number) {
        const auto outcome = world_.serve(number);
        keys_.push_back(fmt::format("call-{}", number));
        outcomes_[fmt::format("call-{}", number)] = outcome;
        tally_.unavailable += outcome == World::Outcome::unavailable ? 1 : 0;
        tally_.unknown += outcome == World::Outcome::unknown ? 1 : 0;
        tally_.damaged += outcome == World::Outcome::damaged ? 1 : 0;
        return outcome;
    }

    void read() {
        try {
            db::read(world_.database(), [](db::Tx& tx) {
                return ledger::find_wallet(tx, WalletId{21}).value();
            });
        } catch (const std::exception&) {
            ++tally_.reads_refused;
        }
    }

    /// What the engine shows is what it said.
    void check_live() {
        try {
            compare_live();
        } catch (const std::exception& error) {
            breach(fmt::format("live: {}", error.what()));
        }
    }

    void compare_live() {
        const auto report = leases::verify(world_.database());
        if (!report.ok()) breach("live: " + ledger::format(report));
        for (const auto& [key, outcome] : outcomes_) {
            const bool is_there =
                db::read(world_.database(), [&](db::Tx& tx) { return has_answer(tx, key); });
            const bool is_right = outcome == World::Outcome::unknown ||
                                  is_there == (outcome == World::Outcome::acknowledged);
            if (!is_right) breach(is_there ? "live: refused but done" : "live: told but not done");
        }
    }

    static bool has_answer(db::Tx& tx, const std::string& key) {
        static constexpr db::Statement find{
            "test.find_answer", "SELECT 1 FROM idempotency_key WHERE idem_key = $1"
        };
        return tx.run(find, std::array{db::Param{std::string_view{key}}}, {}) == 1;
    }

    /// A power cut after each answer, a kill after each refusal and at the end, and power cuts at
    /// moments spread over the rest.
    void cut() {
        const auto step = std::max<std::size_t>((log_.size() - started_) / images_of_a_run, 1);
        for (std::size_t i = 0; i < log_.size(); ++i) {
            const auto& op = log_[i];
            platter_.apply(op);
            if (i < started_) continue;
            const bool is_answer = hear(op);
            if (!is_answer && i % step != 0 && i + 1 < log_.size()) continue;
            platter_.cut(random_, image_);
            examine("power cut");
            if (op.kind != Op::Kind::refuse && i + 1 < log_.size()) continue;
            platter_.show(image_);
            examine("kill");
        }
    }

    /// Whether somebody was told something, which holds from now on.
    bool hear(const Op& op) {
        const auto& given = world_.receipts();
        if (op.kind == Op::Kind::refuse) refused_.push_back(keys_.at(key_of(op.at)));
        if (op.kind != Op::Kind::acknowledge) return op.kind == Op::Kind::refuse;
        while (receipts_ < given.size() && given[receipts_].work == op.at) ++receipts_;
        return true;
    }

    /// Works are numbered from 1 in the order of the calls.
    static std::size_t key_of(std::int64_t work) { return static_cast<std::size_t>(work - 1); }

    void examine(const char* what) {
        ++tally_.images;
        const auto receipts = std::span{world_.receipts()}.first(receipts_);
        const auto fault = examiner_.audit(receipts, Examiner::Depth::quick);
        if (!fault.empty()) {
            breach(fmt::format("{}: {}", what, fault));
            return;
        }
        for (const auto& key : refused_) {
            if (examiner_.has_answer(key)) breach(fmt::format("{}: came back", what));
        }
    }

    std::vector<Op> log_;
    Disk disk_{"powercut-faulty"};
    Disk image_{"powercut-fault-image"};
    Examiner examiner_{image_};
    World world_;
    Platter platter_;
    SeededRandom random_{1};
    std::vector<std::string> keys_;     ///< of the calls, in their order
    std::vector<std::string> refused_;  ///< so far
    std::size_t receipts_ = 0;          ///< given so far
    std::size_t started_ = 0;
    std::size_t files_started_ = 0;
    std::optional<Fault> fault_;
    std::map<Call, std::int64_t> calls_;  ///< until the disk was healed
    std::map<std::string, World::Outcome> outcomes_;
    FaultTally tally_;
};

FaultBench::FaultBench(std::uint64_t seed) : seed_(seed) {
    Disk disk("powercut-built");
    World world(disk, seed, checkpoint_pages);
    world.build();
    world.live(6);
    world.close();
    for (const auto& name : disk.names()) built_[name] = disk.content(name);
}

std::int64_t FaultBench::calls(Call call) {
    return Run(*this, std::nullopt).calls(call);
}

FaultTally FaultBench::run(const Fault& fault) {
    return Run(*this, fault).go();
}

FaultTally FaultBench::run_all(const FaultKind& kind, Fault::Span span, std::int64_t one_of) {
    FaultTally all;
    const auto count = calls(kind.call);
    for (std::int64_t nth = 1; nth <= count; nth += one_of) {
        all.add(run({.call = kind.call, .nth = nth, .span = span, .code = kind.code}));
    }
    return all;
}

}  // namespace otpost::powercut
