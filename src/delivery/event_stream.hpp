// SPDX-License-Identifier: Apache-2.0
// Server-sent events of one account (M5): every event after the client's position, in order and
// without a gap, then live. What was committed is sent at least once; a reconnecting client names
// the last id it saw and misses nothing. If that is no longer kept, `reset` tells it to reload.
#pragma once

#include "base/id.hpp"
#include "db/database.hpp"
#include "delivery/signals.hpp"
#include "net/http.hpp"
#include "outbox/outbox.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace otpost::delivery {

/// The resource of each event as JSON, in order; given by the API, which knows its shape.
using RenderEvents = std::function<
    boost::asio::awaitable<std::vector<std::string>>(AccountId, const std::vector<outbox::Event>&)>;

/// Whether the client may still listen: asked after subscribing, so that nothing that is revoked
/// from then on is missed, and before every look for events, half a minute apart at most.
using MayListen = std::function<boost::asio::awaitable<bool>()>;

struct StreamStart {
    AccountId account;
    std::optional<std::int64_t> after;  ///< Last-Event-ID; absent: from now on
    MayListen may_listen;
};

class EventStreams {
public:
    EventStreams(db::Database& database, Signals& signals, RenderEvents render)
        : database_(database),
          signals_(signals),
          render_(std::move(render)) {}

    /// Runs until the client leaves or may not listen, the server drains or the account's sign-ins
    /// change.
    boost::asio::awaitable<void> run(StreamStart start, net::EventSink& sink);

private:
    struct Position {
        std::int64_t seq = 0;
        bool lost = false;  ///< events the client has not seen are no longer kept
    };

    Position find_position(db::Tx& tx, const StreamStart& start) const;
    boost::asio::awaitable<bool> send_new(
        AccountId account, std::int64_t& seq, net::EventSink& sink
    );

    db::Database& database_;
    Signals& signals_;
    RenderEvents render_;
};

}  // namespace otpost::delivery
