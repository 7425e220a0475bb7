// SPDX-License-Identifier: Apache-2.0
#include "connection.hpp"
#include "leased.hpp"
#include "measures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>
#include <memory>
#include <sys/epoll.h>
#include <unistd.h>
#include <unordered_map>

namespace otpost::bench {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t customers = 50;
constexpr std::size_t senders = 32;
constexpr auto interval = std::chrono::milliseconds{1};
constexpr auto patience = std::chrono::seconds{5};

struct Trip {
    SteadyClock::time_point sent;
    SteadyClock::time_point acknowledged;
    SteadyClock::time_point shown;
};

/// Sends a message every millisecond, whether the ones before are answered or not, and listens on
/// the streams; one thread, so that all times are of one clock and one order.
class MessageRun {
public:
    MessageRun(const Server& server, const Stock& stock, std::vector<std::string> requests)
        : requests_(std::move(requests)),
          trips_(requests_.size()),
          waiting_(senders),
          poll_(epoll_create1(EPOLL_CLOEXEC)) {
        for (std::size_t i = 0; i < senders + customers; ++i) {
            connections_.push_back(std::make_unique<Connection>(server.port()));
            epoll_event event{.events = EPOLLIN, .data = {.u64 = i}};
            epoll_ctl(poll_, EPOLL_CTL_ADD, connections_[i]->socket(), &event);
        }
        for (std::size_t i = 0; i < customers; ++i) {
            const auto& key = stock.customers[i].api_key;
            connections_[senders + i]->send(get_request("/v1/events", key));
        }
    }

    MessageRun(const MessageRun&) = delete;
    MessageRun& operator=(const MessageRun&) = delete;

    ~MessageRun() { close(poll_); }

    void expect(const std::string& lease, std::size_t trip) { trip_of_.emplace(lease, trip); }

    std::vector<Trip> run() {
        listen_until(SteadyClock::now() + std::chrono::milliseconds{300});
        const auto start = SteadyClock::now();
        for (std::size_t i = 0; i < requests_.size(); ++i) {
            listen_until(start + static_cast<int>(i) * interval);
            const auto sender = i % senders;
            trips_[i].sent = SteadyClock::now();
            connections_[sender]->send(requests_[i]);
            waiting_[sender].push_back(i);
        }
        const auto end = SteadyClock::now() + patience;
        while (shown_ < requests_.size() && SteadyClock::now() < end)
            listen_until(SteadyClock::now() + interval);
        return std::move(trips_);
    }

private:
    void listen_until(SteadyClock::time_point when) {
        for (;;) {
            const auto rest = std::max(when - SteadyClock::now(), SteadyClock::duration{0});
            const timespec limit{0, std::min<long>(rest.count(), 999'999'999)};
            std::array<epoll_event, 64> ready{};
            const int size = static_cast<int>(ready.size());
            const int count = epoll_pwait2(poll_, ready.data(), size, &limit, nullptr);
            for (int i = 0; i < count; ++i) hear(ready[static_cast<std::size_t>(i)].data.u64);
            if (SteadyClock::now() >= when) return;
        }
    }

    void hear(std::size_t place) {
        auto& connection = *connections_[place];
        if (!connection.fill()) throw std::runtime_error("the server closed a connection");
        if (place >= senders) {
            take_events(connection);
            return;
        }
        connection.take_answers([&](const Answer& answer) {
            if (answer.status != 200) note(fmt::format("message refused: {}", answer.body));
            trips_[waiting_[place].front()].acknowledged = SteadyClock::now();
            waiting_[place].pop_front();
        });
    }

    void take_events(Connection& connection) {
        constexpr std::string_view wanted = "event: lease.code\n";
        constexpr std::string_view before_id = R"("id":")";
        const auto now = SteadyClock::now();
        for (auto end = connection.pending().find("\n\n"); end != std::string_view::npos;
             end = connection.pending().find("\n\n")) {
            const auto event = connection.pending().substr(0, end);
            const auto data = event.find(before_id);
            if (event.find(wanted) != std::string_view::npos && data != std::string_view::npos) {
                const auto id = event.substr(data + before_id.size());
                show(std::string{id.substr(0, id.find('"'))}, event, now);
            }
            connection.consume(end + 2);
        }
    }

    void show(const std::string& lease, std::string_view event, SteadyClock::time_point now) {
        const auto found = trip_of_.find(lease);
        if (found == trip_of_.end()) return;
        if (event.find(R"("code":"481927")") == std::string_view::npos)
            note("an event without its code");
        auto& trip = trips_[found->second];
        if (trip.shown != SteadyClock::time_point{}) return;
        trip.shown = now;
        ++shown_;
    }

    std::vector<std::string> requests_;
    std::vector<Trip> trips_;
    std::vector<std::deque<std::size_t>> waiting_;  ///< by sender: whose answers are owed
    std::vector<std::unique_ptr<Connection>> connections_;
    std::unordered_map<std::string, std::size_t> trip_of_;
    std::size_t shown_ = 0;
    int poll_;
};

double milliseconds_between(SteadyClock::time_point from, SteadyClock::time_point to) {
    return std::max(0.0, std::chrono::duration<double, std::milli>(to - from).count());
}

void print_trips(const std::vector<Trip>& trips) {
    std::vector<double> to_acknowledge;
    std::vector<double> to_show;
    std::vector<double> in_all;
    for (const Trip& trip : trips) {
        if (trip.shown == SteadyClock::time_point{}) continue;
        to_acknowledge.push_back(milliseconds_between(trip.sent, trip.acknowledged));
        to_show.push_back(milliseconds_between(trip.acknowledged, trip.shown));
        in_all.push_back(milliseconds_between(trip.sent, trip.shown));
    }
    print_figure("message_acknowledged_to_shown_p50", percentile(to_show, 0.50), "ms");
    print_figure("message_acknowledged_to_shown_p99", percentile(to_show, 0.99), "ms");
    print_figure("message_sent_to_acknowledged_p50", percentile(to_acknowledge, 0.50), "ms");
    print_figure("message_sent_to_acknowledged_p99", percentile(to_acknowledge, 0.99), "ms");
    print_figure("message_sent_to_shown_p50", percentile(in_all, 0.50), "ms");
    print_figure("message_sent_to_shown_p99", percentile(in_all, 0.99), "ms");
    print_figure(
        "messages_shown",
        static_cast<double>(in_all.size()),
        "messages",
        static_cast<double>(trips.size())
    );
}

}  // namespace

void measure_messages(const fs::path& folder, const Length& length) {
    note("messages at 1,000 a second ...");
    const fs::path data = folder / "messages";
    const StockPlan plan{
        .customers = static_cast<int>(customers),
        .numbers_per_country = 1000,
        .services =
            {"whatsapp",
             "telegram",
             "google",
             "facebook",
             "instagram",
             "tiktok",
             "discord",
             "uber",
             "amazon",
             "netflix",
             "paypal",
             "tinder",
             "microsoft",
             "apple",
             "spotify",
             "airbnb",
             "linkedin",
             "steam"}
    };
    const Stock stock = fill_store(data, {}, plan);
    const Server server(data, {}, Start::production);
    const auto count = static_cast<std::size_t>(length.messages / interval);
    const auto leases = open_leases(server, stock, count, customers);
    std::vector<std::string> requests;
    requests.reserve(leases.size());
    for (const Leased& lease : leases) requests.push_back(code_request(lease, stock.ingest_secret));
    MessageRun run(server, stock, std::move(requests));
    for (std::size_t i = 0; i < leases.size(); ++i) run.expect(leases[i].id, i);
    const double before = server.process().cpu_seconds();
    print_trips(run.run());
    const double used = server.process().cpu_seconds() - before;
    print_figure("message_cpu", used * 1e6 / static_cast<double>(leases.size()), "us/message");
}

}  // namespace otpost::bench
