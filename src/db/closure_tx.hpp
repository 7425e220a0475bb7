// SPDX-License-Identifier: Apache-2.0
// What the transactions of both engines share: collecting announcements, nesting savepoints and
// refusing to go on after a statement failed.
#pragma once

#include "db/database.hpp"

#include <cstddef>
#include <exception>
#include <string>
#include <vector>

namespace otpost::db {

class ClosureTx : public Tx {
public:
    void announce(Announcement announcement) final;
    void begin_savepoint() final;
    void release_savepoint() final;
    void rollback_to_savepoint() final;

    /// Throws the error of the statement that spoilt the transaction, if one did.
    void check_usable() const;

    std::vector<Announcement>& announcements() { return announcements_; }

protected:
    virtual void do_begin_savepoint() = 0;
    virtual void do_release_savepoint() = 0;
    virtual void do_rollback_to_savepoint() = 0;

    /// To be called in a catch block: remembers the error in flight.
    void spoil() { failure_ = std::current_exception(); }

    bool is_spoilt() const { return failure_ != nullptr; }

private:
    std::vector<Announcement> announcements_;
    std::vector<std::size_t> marks_;  ///< how much was announced when each savepoint began
    std::exception_ptr failure_;
};

/// Both engines store text as UTF-8 without NUL; PostgreSQL can't hold one, so neither may.
void check_text(const Statement& statement, std::string_view text);

}  // namespace otpost::db
