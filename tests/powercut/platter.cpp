// SPDX-License-Identifier: Apache-2.0
#include "platter.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>
#include <utility>

namespace otpost::powercut {

namespace {

using Kind = Op::Kind;
using Pending = Platter::Pending;

/// Fast chance for millions of small decisions.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        std::uint64_t mixed = state_ += 0x9e3779b97f4a7c15;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
        return mixed ^ (mixed >> 31);
    }

    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }

    bool percent(std::uint64_t chance) { return next() % 100 < chance; }

private:
    std::uint64_t state_;
};

/// How the disk deals with what was not synced; one for each file of an image.
enum class Fate {
    nothing,
    everything,
    beginning,       ///< operations up to one
    torn_beginning,  ///< the last of them in part
    some_operations,
    some_sectors,
    all_but_one,
};

/// Enlarged space that nothing was written to shows zeros or what lay there before.
enum class Gap { zeros, rubbish };

class Remains {
public:
    Remains(Dice& dice, Bytes& out) : dice_(dice), out_(out), fate_(draw_fate()) {
        constexpr std::array<std::uint64_t, 3> chances{10, 50, 90};
        chance_ = chances.at(dice_.below(chances.size()));
        gap_ = dice_.percent(50) ? Gap::zeros : Gap::rubbish;
    }

    void add(std::span<const Pending> pending) {
        const auto count = pending.size();
        const auto chosen = count == 0 ? 0 : dice_.below(count);
        for (std::size_t i = 0; i < count; ++i) add(pending[i], i, chosen);
        // The size of a file may be durable before what is in it.
        if (fate_ != Fate::everything && dice_.percent(20)) {
            for (const auto& write : pending) {
                if (write.kind == Kind::write) grow(write.at + write.data.size());
            }
        }
    }

private:
    Fate draw_fate() {
        constexpr std::array fates{
            Fate::nothing,
            Fate::everything,
            Fate::beginning,
            Fate::torn_beginning,
            Fate::some_operations,
            Fate::some_sectors,
            Fate::some_sectors,
            Fate::all_but_one
        };
        return fates.at(dice_.below(fates.size()));
    }

    void add(const Pending& op, std::size_t index, std::size_t chosen) {
        switch (fate_) {
            case Fate::nothing:
                return;
            case Fate::everything:
                return put(op, 100);
            case Fate::beginning:
                return put(op, index < chosen ? 100 : 0);
            case Fate::torn_beginning:
                return put(op, index < chosen ? 100 : index == chosen ? 50 : 0);
            case Fate::some_operations:
                return put(op, dice_.percent(chance_) ? 100 : 0);
            case Fate::some_sectors:
                return put(op, chance_);
            case Fate::all_but_one:
                return put(op, index == chosen ? 0 : 100);
        }
    }

    /// Each sector that the operation touches gets there with a chance of `percent`.
    void put(const Pending& op, std::uint64_t percent) {
        if (percent == 0) return;
        const auto& [kind, at, data, is_forgotten] = op;
        if (kind == Kind::truncate) {
            if (!dice_.percent(percent)) return;
            grow(at);
            out_.resize(at);
            return;
        }
        if (percent == 100) return put_piece(at, data);
        std::size_t done = 0;
        while (done < data.size()) {
            const auto in_sector = sector_size - (at + done) % sector_size;
            const auto size = std::min(in_sector, data.size() - done);
            if (dice_.percent(percent)) put_piece(at + done, data.subspan(done, size));
            done += size;
        }
    }

    void put_piece(std::size_t at, std::span<const std::byte> data) {
        grow(at + data.size());
        std::memcpy(out_.data() + at, data.data(), data.size());
    }

    void grow(std::size_t size) {
        const auto before = out_.size();
        if (size <= before) return;
        out_.resize(size);
        if (gap_ == Gap::zeros) return;
        for (std::size_t i = before; i + 8 <= size; i += 8) {
            const auto rubbish = dice_.next();
            std::memcpy(out_.data() + i, &rubbish, sizeof rubbish);
        }
    }

    Dice& dice_;
    Bytes& out_;
    Fate fate_;
    std::uint64_t chance_ = 0;
    Gap gap_ = Gap::zeros;
};

void put_whole(const Pending& op, Bytes& bytes) {
    const auto& [kind, at, data, is_forgotten] = op;
    if (kind == Kind::truncate) {
        bytes.resize(at);
        return;
    }
    if (bytes.size() < at + data.size()) bytes.resize(at + data.size());
    std::memcpy(bytes.data() + at, data.data(), data.size());
}

/// What of `old` a later write does not replace goes to `left`.
void keep_uncovered(const Pending& old, const Pending& later, std::vector<Pending>& left) {
    const auto old_end = old.at + old.data.size();
    const auto end = later.at + later.data.size();
    if (later.kind != Kind::write || end <= old.at || later.at >= old_end) {
        left.push_back(old);
        return;
    }
    if (old.at < later.at) {
        left.push_back({old.kind, old.at, old.data.first(later.at - old.at), true});
    }
    if (old_end > end) left.push_back({old.kind, end, old.data.last(old_end - end), true});
}

}  // namespace

void Platter::apply(const Op& op) {
    switch (op.kind) {
        case Kind::create:
            files_[op.file];
            pending_names_.push_back({op.name, op.file});
            return;
        case Kind::remove:
            pending_names_.push_back({op.name, 0});
            return;
        case Kind::write:
        case Kind::truncate:
            files_.at(op.file).pending.push_back({op.kind, static_cast<std::size_t>(op.at), op.data}
            );
            return;
        case Kind::sync:
            if (syncs_++ != lying_sync_) sync(files_.at(op.file));
            return;
        case Kind::failed_sync:
            for (auto& pending : files_.at(op.file).pending) {
                pending.is_forgotten = pending.kind == Kind::write;
            }
            return;
        case Kind::sync_directory:
            sync_directory();
            return;
        case Kind::acknowledge:
        case Kind::refuse:
            return;
    }
}

// Of what is forgotten only those bytes cease to be in doubt that were written again.
void Platter::sync(File& file) {
    std::vector<Pending> forgotten;
    for (const auto& pending : file.pending) {
        if (pending.is_forgotten) {
            forgotten.push_back(pending);
            continue;
        }
        put_whole(pending, file.durable);
        std::vector<Pending> left;
        for (const auto& old : forgotten) keep_uncovered(old, pending, left);
        forgotten = std::move(left);
    }
    file.pending = std::move(forgotten);
}

void Platter::sync_directory() {
    for (const auto& [name, file] : pending_names_) {
        if (file == 0) {
            names_.erase(name);
        } else {
            names_[name] = file;
        }
    }
    pending_names_.clear();
}

std::map<std::string, int> Platter::names_left(std::size_t kept) const {
    auto names = names_;
    for (const auto& [name, file] : std::span{pending_names_}.first(kept)) {
        if (file == 0) {
            names.erase(name);
        } else {
            names[name] = file;
        }
    }
    return names;
}

void Platter::remove_others(const std::map<std::string, int>& names, Disk& image) {
    for (const auto& name : image.names()) {
        if (!names.contains(name)) image.erase(name);
    }
}

void Platter::cut(Random& random, Disk& image) const {
    const auto names = names_left(random.below(pending_names_.size() + 1));
    remove_others(names, image);
    for (const auto& [name, number] : names) {
        const auto& file = files_.at(number);
        auto& out = image.content(name);
        out.assign(file.durable.begin(), file.durable.end());
        Dice dice(random.next_u64());
        Remains(dice, out).add(file.pending);
    }
}

void Platter::show(Disk& image) const {
    const auto names = names_left(pending_names_.size());
    remove_others(names, image);
    for (const auto& [name, number] : names) {
        const auto& file = files_.at(number);
        auto& out = image.content(name);
        out = file.durable;
        for (const auto& pending : file.pending) put_whole(pending, out);
    }
}

}  // namespace otpost::powercut
