// SPDX-License-Identifier: Apache-2.0
#include "db/closure_tx.hpp"

#include "base/assert.hpp"

namespace otpost::db {

void ClosureTx::announce(Announcement announcement) {
    announcements_.push_back(announcement);
}

void ClosureTx::begin_savepoint() {
    check_usable();
    do_begin_savepoint();
    marks_.push_back(announcements_.size());
}

void ClosureTx::release_savepoint() {
    ASSERT(!marks_.empty());
    check_usable();
    do_release_savepoint();
    marks_.pop_back();
}

void ClosureTx::rollback_to_savepoint() {
    ASSERT(!marks_.empty());
    do_rollback_to_savepoint();
    announcements_.resize(marks_.back());
    marks_.pop_back();
    failure_ = nullptr;
}

void ClosureTx::check_usable() const {
    if (failure_) std::rethrow_exception(failure_);
}

void check_text(const Statement& statement, std::string_view text) {
    if (text.find('\0') == std::string_view::npos) return;
    throw BadStatement(std::string{statement.name} + ": text with a NUL byte");
}

}  // namespace otpost::db
