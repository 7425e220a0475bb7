// SPDX-License-Identifier: Apache-2.0
#include "load.hpp"

#include "connection.hpp"

#include <fmt/format.h>

#include <array>
#include <memory>
#include <sys/epoll.h>
#include <unistd.h>
#include <vector>

namespace otpost::bench {

namespace {

class Load {
public:
    explicit Load(const LoadPlan& plan) : plan_(plan), poll_(epoll_create1(EPOLL_CLOEXEC)) {}

    Load(const Load&) = delete;
    Load& operator=(const Load&) = delete;

    ~Load() { close(poll_); }

    LoadResult run() {
        for (int i = 0; i < plan_.connections; ++i) connect(static_cast<std::size_t>(i));
        const auto start = SteadyClock::now();
        end_ = start + plan_.length;
        for (const auto& connection : connections_) ask(*connection, plan_.depth);
        while (SteadyClock::now() < end_) turn();
        result_.good.seconds = seconds_since(start);
        return std::move(result_);
    }

private:
    void connect(std::size_t place) {
        if (place == connections_.size()) connections_.emplace_back();
        connections_[place] = std::make_unique<Connection>(plan_.port);
        epoll_event event{.events = EPOLLIN, .data = {.u64 = place}};
        epoll_ctl(poll_, EPOLL_CTL_ADD, connections_[place]->socket(), &event);
    }

    void ask(const Connection& connection, int times) {
        request_.clear();
        for (int i = 0; i < times; ++i) plan_.next(request_);
        connection.send(request_);
    }

    void turn() {
        std::array<epoll_event, 256> ready{};
        const int count = epoll_wait(poll_, ready.data(), static_cast<int>(ready.size()), 100);
        for (int i = 0; i < count; ++i) serve(ready[static_cast<std::size_t>(i)].data.u64);
    }

    void serve(std::size_t place) {
        auto& connection = *connections_[place];
        const bool open = connection.fill();
        int answered = 0;
        connection.take_answers([&](const Answer& answer) {
            ++answered;
            count(answer);
        });
        if (!open) {
            // The server ends a connection after a great many requests.
            connect(place);
            ask(*connections_[place], plan_.depth);
        } else if (answered > 0) {
            ask(connection, answered);
        }
    }

    void count(const Answer& answer) {
        if (answer.status == plan_.status) {
            ++result_.good.count;
        } else if (result_.other++ == 0) {
            result_.other_sample = answer.body;
        }
    }

    const LoadPlan& plan_;
    int poll_;
    SteadyClock::time_point end_;
    std::vector<std::unique_ptr<Connection>> connections_;
    std::string request_;
    LoadResult result_;
};

}  // namespace

LoadResult run_load(const LoadPlan& plan) {
    return Load{plan}.run();
}

void note_failures(std::string_view what, const LoadResult& result) {
    if (result.other == 0) return;
    note(fmt::format("{}: {} other answers, such as {}", what, result.other, result.other_sample));
}

}  // namespace otpost::bench
