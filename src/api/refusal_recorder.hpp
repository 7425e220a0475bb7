// SPDX-License-Identifier: Apache-2.0
// Puts refusals into the audit log that have no transaction of their own. Nobody waits for it: they
// are noted in memory and written by a duty, once a second at most. A flood of them can fill
// neither memory nor disk: of one source (an account or an address), and of all, only so many are
// written one by one in a minute; the rest is one entry with their number. A process that is killed
// loses what it noted since the last write; nothing was done by those calls. Lives on the edge's
// thread.
#pragma once

#include "audit/audit.hpp"
#include "base/moment.hpp"
#include "db/database.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace otpost::api {

/// In a minute.
struct RefusalLimits {
    std::int64_t each = 10;       ///< of one source and action
    std::int64_t all = 300;       ///< one by one, of all sources
    std::size_t sources = 100;    ///< that are counted apart
    std::size_t waiting = 1'000;  ///< in memory, while the store takes none
    std::size_t in_a_commit = 100;
};

class RefusalRecorder {
public:
    /// The references outlive it.
    RefusalRecorder(
        db::Database& database, IdGenerator& ids, Random& random, const RefusalLimits& limits = {}
    )
        : database_(database),
          ids_(ids),
          random_(random),
          limits_(limits) {}

    void note(audit::Entry entry, Time now);

    /// Writes what was noted; throws as the store does, and keeps it then. The pause until it
    /// should be called again.
    boost::asio::awaitable<Duration> write(Time now);

    /// The end: writes all, counts included, or says how much was lost.
    boost::asio::awaitable<void> finish(Time now);

private:
    struct Source {
        audit::Entry first;
        std::int64_t written = 0;
        std::int64_t rest = 0;
    };

    struct Noted {
        audit::Entry entry;
        Time at;
    };

    bool may_write_one() const;
    void count_rest(audit::Entry entry, std::int64_t repeats, Time now);
    void end_minute(Time now);
    boost::asio::awaitable<void> write_some();

    db::Database& database_;
    IdGenerator& ids_;
    Random& random_;
    RefusalLimits limits_;
    std::vector<Noted> noted_;
    Time minute_;
    std::int64_t written_ = 0;  ///< in this minute, one by one
    std::map<std::pair<audit::Action, std::string>, Source> sources_;
    std::map<audit::Action, std::int64_t> others_;  ///< of sources that are not counted apart
};

}  // namespace otpost::api
