// SPDX-License-Identifier: Apache-2.0
#include "app/node_probe.hpp"

namespace otpost::app {

namespace {

std::int64_t count(std::size_t depth) {
    return static_cast<std::int64_t>(depth);
}

}  // namespace

api::NodeState NodeProbe::look() const {
    using std::chrono::duration_cast, std::chrono::seconds;
    const auto uptime = duration_cast<seconds>(timer_.steady_now() - begun_);
    api::NodeState state{
        .node =
            {.node = node_,
             .version = OTPOST_VERSION,
             .engine = database_.engine() == db::Engine::sqlite ? "sqlite" : "postgres",
             .started_at = format_rfc3339(timer_.now() - uptime),
             .uptime_seconds = uptime.count(),
             .store_writes_waiting = count(database_.queue_depth()),
             .password_hashes_waiting = count(hashing_.queue_depth()),
             .listeners = count(signals_.subscriptions())},
        .emails_waiting = {},
        .emails_given_up = {}
    };
    if (mail_.is_on()) {
        state.emails_waiting = mail_.stored().waiting;
        state.emails_given_up = mail_.stored().given_up;
    }
    return state;
}

}  // namespace otpost::app
