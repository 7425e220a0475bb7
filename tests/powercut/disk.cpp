// SPDX-License-Identifier: Apache-2.0
#include "disk.hpp"

#include "vfs.hpp"

#include <utility>

namespace otpost::powercut {

Disk::Disk(std::string name) : name_(std::move(name)) {
    vfs_ = Vfs::describe(*this);
    sqlite3_vfs_register(&vfs_, 0);
}

Disk::~Disk() {
    sqlite3_vfs_unregister(&vfs_);
}

void Disk::record_to(std::vector<Op>* log) {
    const std::lock_guard lock(mutex_);
    log_ = log;
}

void Disk::acknowledge(std::int64_t work) {
    const std::lock_guard lock(mutex_);
    log({.kind = Op::Kind::acknowledge, .at = work});
}

void Disk::refuse(std::int64_t work) {
    const std::lock_guard lock(mutex_);
    log({.kind = Op::Kind::refuse, .at = work});
}

void Disk::fail(const Fault& fault) {
    const std::lock_guard lock(mutex_);
    fault_ = fault;
    calls_.fill(0);
}

void Disk::heal() {
    const std::lock_guard lock(mutex_);
    fault_.reset();
}

std::int64_t Disk::calls(Call call) const {
    const std::lock_guard lock(mutex_);
    return calls_.at(static_cast<std::size_t>(call));
}

Bytes& Disk::content(const std::string& name) {
    const std::lock_guard lock(mutex_);
    const auto found = files_.find(name);
    return (found != files_.end() ? found->second : make(name))->bytes;
}

void Disk::erase(const std::string& name) {
    const std::lock_guard lock(mutex_);
    files_.erase(name);
}

std::vector<std::string> Disk::names() const {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> names;
    names.reserve(files_.size());
    for (const auto& [name, file] : files_) names.push_back(name);
    return names;
}

std::shared_ptr<Disk::File> Disk::make(const std::string& name) {
    auto file = std::make_shared<File>();
    file->number = ++files_made_;
    file->is_entry_new = true;
    files_[name] = file;
    log({.kind = Op::Kind::create, .file = file->number, .name = name});
    return file;
}

void Disk::log(Op op) {
    if (log_ != nullptr) log_->push_back(std::move(op));
}

std::optional<int> Disk::injected(Call call) {
    const auto count = ++calls_.at(static_cast<std::size_t>(call));
    if (!fault_ || fault_->call != call) return std::nullopt;
    const bool is_hit =
        fault_->span == Fault::Span::once ? count == fault_->nth : count >= fault_->nth;
    return is_hit ? std::optional{fault_->code} : std::nullopt;
}

}  // namespace otpost::powercut
