// SPDX-License-Identifier: Apache-2.0
#include "sim/disk.hpp"

#include <algorithm>
#include <atomic>
#include <cstring>

namespace otpost::sim {

std::size_t DiskFile::read(std::size_t at, std::span<std::byte> into) const {
    if (at >= bytes_.size()) return 0;
    const std::size_t there = std::min(into.size(), bytes_.size() - at);
    std::memcpy(into.data(), bytes_.data() + at, there);
    return there;
}

void DiskFile::remember(std::size_t at, std::size_t touched) {
    const std::size_t old_size = at < bytes_.size() ? std::min(touched, bytes_.size() - at) : 0;
    changes_.push_back({at, bytes_.size(), old_bytes_.size(), old_size});
    const auto first = bytes_.begin() + static_cast<std::ptrdiff_t>(std::min(at, bytes_.size()));
    old_bytes_.insert(old_bytes_.end(), first, first + static_cast<std::ptrdiff_t>(old_size));
}

void DiskFile::write(std::size_t at, std::span<const std::byte> data) {
    remember(at, data.size());
    if (at + data.size() > bytes_.size()) bytes_.resize(at + data.size());
    std::memcpy(bytes_.data() + at, data.data(), data.size());
}

void DiskFile::truncate(std::size_t size) {
    if (size >= bytes_.size()) return;
    remember(size, bytes_.size() - size);
    bytes_.resize(size);
}

void DiskFile::sync() {
    changes_.clear();
    old_bytes_.clear();
}

void DiskFile::lose_unsynced(std::size_t kept) {
    while (changes_.size() > kept) {
        const Change change = changes_.back();
        changes_.pop_back();
        bytes_.resize(change.size_before);
        std::memcpy(
            bytes_.data() + change.at, old_bytes_.data() + change.old_begin, change.old_size
        );
    }
    sync();
}

Disk::Disk(DiskTrouble& trouble) : trouble_(trouble) {
    static std::atomic<int> disks = 0;
    name_ = "otpost-sim-" + std::to_string(++disks);
    vfs_ = open_vfs(*this, name_);
}

Disk::~Disk() = default;

DiskVerdict Disk::ask(DiskOperation operation) {
    if (dead_) return DiskVerdict::power_cut;
    const DiskVerdict verdict = trouble_.before(operation);
    if (verdict == DiskVerdict::power_cut) dead_ = true;
    return verdict;
}

void Disk::come_back(Random& random) {
    for (auto& [name, file] : files_) {
        const auto kind = random.below(4);
        const std::size_t all = file->unsynced();
        std::size_t kept = 0;
        if (kind == 0) kept = all;
        if (kind == 1) kept = static_cast<std::size_t>(random.below(all + 1));
        file->lose_unsynced(kept);
        file->locks.reset();
    }
    dead_ = false;
}

bool Disk::holds(std::string_view text) const {
    return std::ranges::any_of(files_, [&](const auto& entry) {
        const auto bytes = entry.second->bytes();
        return memmem(bytes.data(), bytes.size(), text.data(), text.size()) != nullptr;
    });
}

std::size_t Disk::size() const {
    std::size_t sum = 0;
    for (const auto& [name, file] : files_) sum += file->size();
    return sum;
}

std::map<std::string, std::vector<std::byte>> Disk::image() const {
    std::map<std::string, std::vector<std::byte>> image;
    for (const auto& [name, file] : files_)
        image[name].assign(file->bytes().begin(), file->bytes().end());
    return image;
}

void Disk::load(const std::map<std::string, std::vector<std::byte>>& image) {
    files_.clear();
    for (const auto& [name, bytes] : image) {
        auto file = std::make_shared<DiskFile>();
        file->write(0, bytes);
        file->sync();
        files_[name] = std::move(file);
    }
}

}  // namespace otpost::sim
