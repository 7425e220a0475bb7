// SPDX-License-Identifier: Apache-2.0
#include "delivery/event_stream.hpp"

#include "testing/store.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <fmt/format.h>
#include <gmock/gmock.h>

namespace otpost::delivery {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr AccountId ada{1};
constexpr AccountId eve{2};
constexpr Time now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};

/// Keeps what is sent, as lines of `id name` for each event.
class Sink final : public net::EventSink {
public:
    asio::awaitable<bool> send(std::string_view bytes) override {
        text += bytes;
        co_return !gone;
    }

    bool closed() const override { return gone; }

    std::vector<std::string> events() const {
        std::vector<std::string> all;
        std::string id;
        for (std::size_t at = 0; at < text.size();) {
            const auto end = text.find('\n', at);
            const std::string line = text.substr(at, end - at);
            at = end + 1;
            if (line.starts_with("id: ")) id = line.substr(4);
            if (line.starts_with("event: ")) all.push_back(id + " " + line.substr(7));
        }
        return all;
    }

    std::string text;
    bool gone = false;
};

class EventStreamTest : public otpost::testing::EngineTest {
protected:
    EventStreamTest() {
        database().on_announce([this](std::span<const db::Announcement> all) {
            std::vector<AccountId> accounts;
            for (const auto& announcement : all) accounts.emplace_back(announcement.key);
            signals.notify_from_any_thread(std::move(accounts));
        });
    }

    ~EventStreamTest() override { store().close(); }

    void append(int count, AccountId account = ada) {
        db::write(database(), [&](db::Tx& tx) {
            for (int i = 0; i < count; ++i) {
                const outbox::NewEvent event{outbox::EventKind::wallet_changed, 5, "{}"};
                outbox::append_events(tx, account, {&event, 1}, {now, ids, random});
            }
        });
    }

    static asio::awaitable<std::vector<std::string>> render(
        AccountId account, const std::vector<outbox::Event>& events
    ) {
        std::vector<std::string> bodies;
        for (const auto& event : events)
            bodies.push_back(fmt::format("{}:{}", account.value(), event.seq));
        co_return bodies;
    }

    static asio::awaitable<bool> answer(bool yes) { co_return yes; }

    void start(std::optional<std::int64_t> after, Sink& sink, AccountId account = ada) {
        asio::co_spawn(
            context,
            streams.run({account, after, may_listen}, sink),
            asio::bind_cancellation_slot(
                cancellation.slot(), [this](const std::exception_ptr&) { ++ended; }
            )
        );
    }

    void run_until(const std::function<bool()>& condition) {
        const auto end = std::chrono::steady_clock::now() + 20s;
        while (!condition() && std::chrono::steady_clock::now() < end) {
            context.restart();
            context.run_for(5ms);
        }
        EXPECT_TRUE(condition());
    }

    void run_until_greeted(const Sink& sink) {
        run_until([&] { return sink.text.starts_with("retry: 1000\n\n"); });
    }

    void run_until_sent(const Sink& sink, std::size_t count) {
        run_until([&] { return sink.events().size() >= count; });
    }

    /// Ends the streams, so that nothing is left that refers to a sink.
    void cancel() {
        cancellation.emit(asio::cancellation_type::terminal);
        run_until([&] { return ended > 0; });
    }

    ManualClock clock{now};
    IdGenerator ids{clock, 1};
    SystemRandom random;
    asio::io_context context;
    net::SystemTimer system_timer;
    Signals signals{context, system_timer};
    EventStreams streams{database(), signals, render};
    asio::cancellation_signal cancellation;
    MayListen may_listen = [] { return answer(true); };
    int ended = 0;
};

INSTANTIATE_TEST_SUITE_P(Engines, EventStreamTest, testing::all_engines, testing::engine_name);

TEST_P(EventStreamTest, M5_StartsFromNowWithoutAPosition) {
    append(3);
    Sink sink;
    start(std::nullopt, sink);
    run_until_greeted(sink);
    append(1);
    append(1, eve);
    append(1);
    run_until_sent(sink, 2);
    EXPECT_THAT(sink.events(), ElementsAre("4 wallet.changed", "5 wallet.changed"));
    EXPECT_NE(sink.text.find("data: 1:4\n"), std::string::npos) << sink.text;
    cancel();
}

TEST_P(EventStreamTest, M5_ResumesWithoutGap) {
    append(250);
    Sink sink;
    start(7, sink);
    run_until_sent(sink, 243);
    const auto events = sink.events();
    EXPECT_EQ(events.front(), "8 wallet.changed");
    EXPECT_EQ(events.back(), "250 wallet.changed");
    EXPECT_EQ(events.size(), 243U);
    cancel();
}

TEST_P(EventStreamTest, M5_ResumesAtTheNewest) {
    append(3);
    Sink sink;
    start(3, sink);
    run_until_greeted(sink);
    EXPECT_THAT(sink.events(), IsEmpty());
    append(1);
    run_until_sent(sink, 1);
    EXPECT_THAT(sink.events(), ElementsAre("4 wallet.changed"));
    cancel();
}

TEST_P(EventStreamTest, M5_ResetWhenThePositionIsNotKept) {
    append(6);
    db::write(database(), [](db::Tx& tx) { outbox::prune_events(tx, now + 1s, 4); });
    for (const std::int64_t lost : {0, 2, 3, 7, 1000}) {
        Sink sink;
        ended = 0;
        start(lost, sink);
        run_until_sent(sink, 1);
        EXPECT_THAT(sink.events(), ElementsAre("6 reset")) << lost;
        cancel();
    }
    Sink kept;
    ended = 0;
    start(4, kept);
    run_until_sent(kept, 2);
    EXPECT_THAT(kept.events(), ElementsAre("5 wallet.changed", "6 wallet.changed"));
    cancel();
}

TEST_P(EventStreamTest, M5_ResetWhenAllWasPruned) {
    append(2);
    db::write(database(), [](db::Tx& tx) { outbox::prune_events(tx, now + 1s, 10); });
    Sink sink;
    start(1, sink);
    run_until_sent(sink, 1);
    EXPECT_THAT(sink.events(), ElementsAre("2 reset"));
    cancel();
}

TEST_P(EventStreamTest, A8_EndsWhenRevoked) {
    Sink sink;
    start(std::nullopt, sink);
    run_until_greeted(sink);
    signals.revoke(ada);
    run_until([&] { return ended == 1; });
}

TEST_P(EventStreamTest, A8_AsksWhoListensOnlyOnceARevocationWouldBeHeard) {
    append(1);
    may_listen = [this] {
        EXPECT_EQ(signals.subscriptions(), 1U);
        return answer(false);
    };
    Sink sink;
    start(0, sink);
    run_until([&] { return ended == 1; });
    EXPECT_THAT(sink.events(), IsEmpty());
}

TEST_P(EventStreamTest, A8_RevokedWhileAskedShowsNothing) {
    append(1);
    may_listen = [this] {
        signals.revoke(ada);
        return answer(true);
    };
    Sink sink;
    start(0, sink);
    run_until([&] { return ended == 1; });
    EXPECT_THAT(sink.events(), IsEmpty());
}

TEST_P(EventStreamTest, A8_AsksAgainBeforeEachLook) {
    Sink sink;
    may_listen = [&] {
        if (sink.events().empty()) return answer(true);
        append(1);
        return answer(false);
    };
    start(std::nullopt, sink);
    run_until_greeted(sink);
    append(1);
    run_until([&] { return ended == 1; });
    EXPECT_EQ(sink.events().size(), 1U);
}

TEST_P(EventStreamTest, O4_EndsWhenTheClientIsGone) {
    Sink sink;
    start(std::nullopt, sink);
    run_until_greeted(sink);
    sink.gone = true;
    append(1);
    run_until([&] { return ended == 1; });
    EXPECT_EQ(signals.subscriptions(), 0U);
}

}  // namespace
}  // namespace otpost::delivery
