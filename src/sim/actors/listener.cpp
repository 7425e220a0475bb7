// SPDX-License-Identifier: Apache-2.0
#include "sim/actors/listener.hpp"

#include <fmt/format.h>

#include <charconv>

namespace otpost::sim {

using namespace std::chrono_literals;

namespace {

std::string_view line_after(std::string_view event, std::string_view name) {
    const auto at = event.find(name);
    if (at == std::string_view::npos) return {};
    const std::string_view rest = event.substr(at + name.size());
    return rest.substr(0, rest.find('\n'));
}

}  // namespace

void Listener::connect_later() {
    stage_.later(50ms + stage_.draw(10s), [this] { connect(); });
}

void Listener::connect() {
    pipe_ = stage_.network.connect(stage_.one_in(5) ? 600 : 65'536);
    if (!pipe_) {
        connect_later();
        return;
    }
    received_.clear();
    has_head_ = false;
    CallSpec spec{.target = "/v1/events", .authorization = setup_.authorization};
    if (last_ >= 0) spec.headers.emplace_back("Last-Event-ID", std::to_string(last_));
    pipe_->on_news = [this] { stage_.clock.call_in(stage_.draw(20ms), this, [this] { read(); }); };
    pipe_->send(to_bytes(spec));
    // It leaves after a while, in order or not.
    stage_.clock.call_in(1s + stage_.draw(60s), this, [this, pipe = pipe_] {
        if (stage_.one_in(2))
            pipe->end();
        else
            pipe->break_off();
        read();
    });
}

void Listener::read() {
    if (!pipe_) return;
    received_ += pipe_->take();
    if (!has_head_) {
        const auto end = received_.find("\r\n\r\n");
        if (end != std::string::npos) {
            has_head_ = received_.starts_with("HTTP/1.1 200");
            received_.erase(0, end + 4);
        }
    }
    for (auto end = received_.find("\n\n"); has_head_ && end != std::string::npos;
         end = received_.find("\n\n")) {
        const std::string event = received_.substr(0, end + 1);
        received_.erase(0, end + 2);
        take_event(event);
    }
    if (!pipe_->has_ended()) return;
    pipe_->on_news = nullptr;
    pipe_ = nullptr;
    connect_later();
}

void Listener::take_event(std::string_view event) {
    const std::string_view id = line_after(event, "id: ");
    if (id.empty()) return;
    std::int64_t seq = 0;
    std::from_chars(id.data(), id.data() + id.size(), seq);
    const bool is_reset = line_after(event, "event: ") == "reset";
    if (last_ >= 0 && !is_reset && seq != last_ + 1)
        throw Violation(
            fmt::format("M5: customer {} is sent event {} after {}", setup_.actor, seq, last_)
        );
    last_ = seq;
    ++events_;
    stage_.witness.saw_event(line_after(event, "data: "));
}

}  // namespace otpost::sim
