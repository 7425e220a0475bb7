// SPDX-License-Identifier: Apache-2.0
// Background duties: each is a step that is run again and again until its group is cancelled. A
// step that fails is logged and tried at its next turn; a duty never stops by itself.
#pragma once

#include "base/moment.hpp"
#include "db/database.hpp"
#include "net/task_group.hpp"
#include "net/timer.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <optional>
#include <string>

namespace otpost::app {

/// Does one step and says how long after its beginning the next is due. Not at what time: the wall
/// clock may be set meanwhile, and a duty must not sleep for as long as it was set back.
using Step = std::function<boost::asio::awaitable<Duration>(Time now)>;

class Duties {
public:
    Duties(net::TaskGroup& tasks, net::Timer& timer) : tasks_(tasks), timer_(timer) {}

    void add(std::string name, Step step);

    /// A step in one write transaction that answers how much it did; with a full batch of `limit`
    /// it goes on at once.
    struct Sweep {
        std::string name;
        Duration interval;
        std::int64_t limit;
        std::function<std::int64_t(db::Tx&, Time now, std::int64_t limit)> work;
    };

    void add_sweep(db::Database& database, Sweep sweep);

private:
    net::TaskGroup& tasks_;
    net::Timer& timer_;
};

}  // namespace otpost::app
