// SPDX-License-Identifier: Apache-2.0
#include "delivery/event_stream.hpp"

#include "db/async.hpp"

namespace otpost::delivery {

namespace asio = boost::asio;

namespace {

constexpr int events_per_read = 100;
/// A lost announcement of another node costs at most this much delay.
constexpr auto look_again = std::chrono::seconds{30};

}  // namespace

EventStreams::Position EventStreams::find_position(db::Tx& tx, const StreamStart& start) const {
    const std::int64_t newest = outbox::last_seq(tx, start.account);
    if (!start.after) return {newest, false};
    if (*start.after > newest || *start.after < 0) return {newest, true};
    if (*start.after == newest) return {newest, false};
    const auto next = outbox::events_after(tx, start.account, *start.after, 1);
    if (next.empty() || next.front().seq != *start.after + 1) return {newest, true};
    return {*start.after, false};
}

asio::awaitable<bool> EventStreams::send_new(
    AccountId account, std::int64_t& seq, net::EventSink& sink
) {
    auto work = [&](db::Tx& tx) { return outbox::events_after(tx, account, seq, events_per_read); };
    const auto events = co_await db::async_read(database_, std::move(work));
    if (events.empty()) co_return true;
    const auto bodies = co_await render_(account, events);
    std::string text;
    for (std::size_t i = 0; i < events.size(); ++i) {
        text += net::format_event(
            std::to_string(events[i].seq), outbox::to_string(events[i].kind), bodies[i]
        );
    }
    const bool sent = co_await sink.send(text);
    seq = events.back().seq;
    co_return sent;
}

asio::awaitable<void> EventStreams::run(StreamStart start, net::EventSink& sink) {
    Subscription subscription(signals_, start.account);
    auto find = [&](db::Tx& tx) { return find_position(tx, start); };
    const Position position = co_await db::async_read(database_, std::move(find));
    std::int64_t seq = position.seq;
    std::string greeting = "retry: 1000\n\n";
    if (position.lost) greeting += net::format_event(std::to_string(seq), "reset", "{}");
    const bool greeted = co_await sink.send(greeting);
    if (!greeted) co_return;
    while (!sink.closed()) {
        const bool may_listen = co_await start.may_listen();
        if (!may_listen || subscription.revoked()) co_return;
        subscription.clear();
        const std::int64_t before = seq;
        const bool sent = co_await send_new(start.account, seq, sink);
        if (!sent) co_return;
        if (seq == before) co_await subscription.wait(look_again);
    }
}

}  // namespace otpost::delivery
