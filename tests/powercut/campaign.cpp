// SPDX-License-Identifier: Apache-2.0
#include "campaign.hpp"

#include "platter.hpp"
#include "resume.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace otpost::powercut {

namespace {

constexpr std::size_t breaches_kept = 5;

std::uint64_t mix(std::uint64_t seed, std::uint64_t operation, std::uint64_t image) {
    return (seed * 1'000'003 + operation) * 1'000'033 + image;
}

const char* name_of(Op::Kind kind) {
    switch (kind) {
        case Op::Kind::create:
            return "create";
        case Op::Kind::remove:
            return "remove";
        case Op::Kind::write:
            return "write";
        case Op::Kind::truncate:
            return "truncate";
        case Op::Kind::sync:
            return "sync";
        case Op::Kind::failed_sync:
            return "failed sync";
        case Op::Kind::sync_directory:
            return "sync of the directory";
        case Op::Kind::acknowledge:
            return "acknowledge";
        case Op::Kind::refuse:
            return "refuse";
    }
    std::unreachable();
}

void note(Tally& tally, std::string breach) {
    if (tally.breaches.size() < breaches_kept) tally.breaches.push_back(std::move(breach));
}

}  // namespace

void Tally::add(const Tally& other) {
    operations += other.operations;
    commits += other.commits;
    works += other.works;
    syncs += other.syncs;
    checkpoints += other.checkpoints;
    images += other.images;
    as_acknowledged += other.as_acknowledged;
    with_commit_in_progress += other.with_commit_in_progress;
    audited += other.audited;
    opened_by_product += other.opened_by_product;
    lost += other.lost;
    damaged += other.damaged;
    for (const auto& breach : other.breaches) note(*this, breach);
}

Episode::Episode(const Plan& plan) {
    Disk disk("powercut-live");
    disk.record_to(&log_);
    World world(disk, plan.seed, plan.checkpoint_pages);
    world.build();
    world.set_durability(plan.durability);
    built_ = log_.size();
    world.live(plan.rounds);
    world.close();
    disk.record_to(nullptr);
    receipts_ = world.receipts();
    find_states();
    find_next_states();
}

// What the running system saw after each acknowledgement; each state is audited as a whole.
void Episode::find_states() {
    Disk image("powercut-state");
    Examiner examiner(image);
    Platter platter;
    std::size_t receipts = 0;
    const auto is_of = [&](std::int64_t work) {
        return receipts < receipts_.size() && receipts_[receipts].work == work;
    };
    while (is_of(0)) ++receipts;
    for (std::size_t i = 0; i < log_.size(); ++i) {
        const auto& op = log_[i];
        platter.apply(op);
        const bool is_acknowledge = op.kind == Op::Kind::acknowledge;
        while (is_acknowledge && is_of(op.at)) ++receipts;
        if (i + 1 == built_ || (i >= built_ && is_acknowledge)) {
            platter.show(image);
            note_state(examiner, image, receipts);
        }
        moments_.push_back(
            {.acknowledged = states_.empty() ? 0 : states_.size() - 1, .receipts = receipts}
        );
        if (i < built_) continue;
        ++found_.operations;
        found_.works += is_acknowledge ? 1 : 0;
        found_.syncs += op.kind == Op::Kind::sync ? 1 : 0;
        found_.checkpoints += op.kind == Op::Kind::sync && op.file == log_.front().file ? 1 : 0;
    }
    found_.commits = static_cast<std::int64_t>(states_.size()) - 1;
}

void Episode::note_state(Examiner& examiner, Disk& image, std::size_t receipts) {
    const auto& recovered = examiner.recover();
    if (!states_.empty() && recovered.pages == states_.back()) return;
    states_.push_back(recovered.pages);
    auto fault = examiner.audit(std::span{receipts_}.first(receipts), Examiner::Depth::full);
    if (fault.empty()) fault = verify_as_product(image);
    if (fault.empty()) return;
    ++found_.damaged;
    note(found_, fmt::format("the running system, state {}: {}", states_.size() - 1, fault));
}

void Episode::find_next_states() {
    auto next = states_.size() - 1;
    for (std::size_t i = moments_.size(); i-- > 0;) {
        moments_[i].next = next;
        if (log_[i].kind == Op::Kind::acknowledge && i >= built_) {
            next = moments_[i].acknowledged;
        }
    }
}

std::vector<Episode::Sync> Episode::syncs() const {
    std::vector<Sync> found;
    std::map<int, std::size_t> last_of_file;
    std::int64_t number = 0;
    for (std::size_t i = 0; i < log_.size(); ++i) {
        if (log_[i].kind != Op::Kind::sync) continue;
        const auto last = last_of_file.find(log_[i].file);
        if (last != last_of_file.end()) found[last->second].end = i;
        if (i >= built_) {
            last_of_file[log_[i].file] = found.size();
            found.push_back(
                {.number = number,
                 .operation = i,
                 .end = log_.size(),
                 .is_of_commit = i + 1 < log_.size() && log_[i + 1].kind == Op::Kind::acknowledge}
            );
        }
        ++number;
    }
    return found;
}

class Episode::Cutter {
public:
    Cutter(const Episode& episode, const Plan& plan) : episode_(episode), plan_(plan) {
        platter_ = Platter(plan.lying_sync);
    }

    Tally run() {
        const auto& log = episode_.log_;
        for (std::size_t i = 0; i < log.size(); ++i) {
            platter_.apply(log[i]);
            if (i + 1 < episode_.built_ || i < plan_.first_operation) continue;
            if (i > plan_.last_operation) break;
            for (int k = 0; k < plan_.images_per_operation; ++k) {
                if (tally_.images >= plan_.images_max) return std::move(tally_);
                cut(i, k);
            }
        }
        return std::move(tally_);
    }

private:
    void cut(std::size_t operation, int image) {
        SeededRandom random{mix(plan_.seed, operation, static_cast<std::uint64_t>(image))};
        platter_.cut(random, image_);
        ++tally_.images;
        const auto breach = judge(episode_.moments_[operation]);
        if (breach.empty()) return;
        note(
            tally_,
            fmt::format(
                "seed {}, operation {} ({}), image {}: {}",
                plan_.seed,
                operation,
                name_of(episode_.log_[operation].kind),
                image,
                breach
            )
        );
    }

    std::string judge(const Moment& moment) {
        const auto& recovered = examiner_.recover();
        if (!recovered.error.empty()) {
            ++tally_.damaged;
            return recovered.error;
        }
        const auto& states = episode_.states_;
        if (recovered.pages == states[moment.acknowledged]) {
            ++tally_.as_acknowledged;
        } else if (recovered.pages == states[moment.next]) {
            ++tally_.with_commit_in_progress;
        } else {
            return name_breach(moment);
        }
        return look_closer(moment);
    }

    std::string name_breach(const Moment& moment) {
        const auto& states = episode_.states_;
        const auto end = states.begin() + static_cast<std::ptrdiff_t>(moment.acknowledged);
        const auto earlier = std::find(states.begin(), end, examiner_.recovered().pages);
        if (earlier != end) {
            ++tally_.lost;
            return fmt::format(
                "state {} where {} was acknowledged", earlier - states.begin(), moment.acknowledged
            );
        }
        ++tally_.damaged;
        const auto fault = examiner_.audit(receipts_of(moment), Examiner::Depth::quick);
        return "no state that ever was: " + (fault.empty() ? "nothing else found" : fault);
    }

    std::string look_closer(const Moment& moment) {
        std::string fault;
        if (tally_.images % plan_.audit_every == 0) {
            ++tally_.audited;
            fault = examiner_.audit(receipts_of(moment), Examiner::Depth::quick);
        }
        if (fault.empty() && tally_.images % plan_.product_every == 0) {
            ++tally_.opened_by_product;
            fault = resume_as_product(image_);
            if (fault.empty()) {
                fault = examiner_.audit(receipts_of(moment), Examiner::Depth::full);
            }
        }
        if (!fault.empty()) ++tally_.damaged;
        return fault;
    }

    std::span<const Receipt> receipts_of(const Moment& moment) const {
        return std::span{episode_.receipts_}.first(moment.receipts);
    }

    const Episode& episode_;
    const Plan& plan_;
    Platter platter_;
    Disk image_{"powercut-image"};
    Examiner examiner_{image_};
    Tally tally_;
};

Tally Episode::cut_everywhere(const Plan& plan) const {
    auto tally = Cutter(*this, plan).run();
    tally.add(found_);
    return tally;
}

std::string format(const Tally& tally) {
    return fmt::format(
        "{} images at {} operations ({} works, {} commits, {} syncs, {} checkpoints): {} as "
        "acknowledged, {} with the commit in progress, {} lost, {} damaged; {} audited, {} opened "
        "by the product",
        tally.images,
        tally.operations,
        tally.works,
        tally.commits,
        tally.syncs,
        tally.checkpoints,
        tally.as_acknowledged,
        tally.with_commit_in_progress,
        tally.lost,
        tally.damaged,
        tally.audited,
        tally.opened_by_product
    );
}

}  // namespace otpost::powercut
