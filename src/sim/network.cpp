// SPDX-License-Identifier: Apache-2.0
#include "sim/network.hpp"

#include <boost/asio/co_spawn.hpp>
#include <fmt/format.h>

#include <charconv>

namespace otpost::sim {

namespace asio = boost::asio;
using namespace std::chrono_literals;

namespace {

constexpr Duration way_max = 3ms;
constexpr Duration detour_max = 8s;
constexpr Duration client_patience = 75s;
constexpr std::size_t usual_window = 65'536;
constexpr std::size_t small_window = 700;

/// Of the value of a Set-Cookie header.
void take_cookie(std::string_view text, Answer& answer) {
    const auto equals = text.find('=');
    const std::string_view value = text.substr(equals + 1);
    answer.cookies[std::string{text.substr(0, equals)}] =
        value.substr(0, value.find_first_of(";\r"));
}

}  // namespace

void Network::attach(app::House* house) {
    house_ = house;
    ++epoch_;
    if (house != nullptr) return;
    // Whoever waited for an answer sees the connection break.
    auto pending = std::exchange(pending_, {});
    std::vector<std::uint64_t> ids;
    ids.reserve(pending.size());
    for (const auto& [id, on_answer] : pending) ids.push_back(id);
    std::ranges::sort(ids);
    pending_ = std::move(pending);
    for (const std::uint64_t id : ids)
        setup_.clock.call_in(draw(way_max), this, [this, id] { finish(id, nullptr); });
}

Duration Network::draw(Duration most) {
    return Duration{
        static_cast<std::int64_t>(setup_.random.below(static_cast<std::uint64_t>(most.count())))
    };
}

void Network::call(CallSpec spec, OnAnswer on_answer) {
    auto arriving = std::make_shared<Arriving>();
    arriving->spec = std::move(spec);
    arriving->id = ++ids_;
    arriving->started = setup_.clock.elapsed();
    pending_.emplace(arriving->id, std::move(on_answer));
    Faults& faults = setup_.faults;
    Duration way = draw(way_max);
    if (faults.strikes(Fault::request_delayed)) way += draw(detour_max);
    if (faults.strikes(Fault::request_duplicated)) {
        auto again = std::make_shared<Arriving>(*arriving);
        const Duration its_way = way + draw(faults.strikes(Fault::request_delayed) ? 20s : 50ms);
        setup_.clock.call_in(its_way, this, [this, again] { deliver(again); });
    }
    if (faults.strikes(Fault::request_dropped)) {
        const auto id = arriving->id;
        setup_.clock.call_in(10s, this, [this, id] { finish(id, nullptr); });
        return;
    }
    setup_.clock.call_in(way, this, [this, arriving] { deliver(arriving); });
}

void Network::deliver(const Shared& call) {
    if (house_ == nullptr) {
        finish(call->id, nullptr);
        return;
    }
    ++operations_;
    constexpr std::uint64_t parts = 10'000;
    const bool as_bytes =
        setup_.random.below(parts) < static_cast<std::uint64_t>(setup_.bytes_share * parts);
    if (as_bytes)
        deliver_as_bytes(call);
    else
        deliver_as_request(call);
}

void Network::deliver_as_request(const Shared& call) {
    net::Request& request = call->request;
    const CallSpec& spec = call->spec;
    request.method = spec.method;
    request.target = spec.target;
    request.body = spec.body;
    request.remote_ip = fmt::format("10.0.{}.{}", spec.actor / 250 % 250, spec.actor % 250);
    request.request_id = fmt::format("sim-{}", operations_);
    if (!spec.authorization.empty()) request.add_header("authorization", spec.authorization);
    if (!spec.idempotency_key.empty()) request.add_header("idempotency-key", spec.idempotency_key);
    for (const auto& [name, value] : spec.headers) request.add_header(name, value);
    auto ended = [this, epoch = epoch_](const std::exception_ptr& failure) {
        if (failure && epoch == epoch_) failure_ = failure;
    };
    asio::co_spawn(house_->context(), serve(*this, *house_, call), std::move(ended));
}

asio::awaitable<void> Network::serve(Network& network, app::House& house, Shared call) {
    const auto epoch = network.epoch_;
    net::Response response = co_await house.handle(call->request);
    if (network.epoch_ != epoch) co_return;
    Answer answer{response.status, std::move(response.body)};
    for (const auto& [name, value] : response.headers)
        if (name == "Set-Cookie") take_cookie(value, answer);
    network.answered(call, std::move(answer));
}

void Network::answered(const Shared& call, Answer answer) {
    if (setup_.faults.strikes(Fault::answer_dropped)) {
        const auto id = call->id;
        setup_.clock.call_in(1s, this, [this, id] { finish(id, nullptr); });
        return;
    }
    Duration way = draw(way_max);
    if (setup_.faults.strikes(Fault::request_delayed)) way += draw(detour_max);
    setup_.clock.call_in(way, this, [this, call, answer = std::move(answer)] {
        setup_.journal.note(
            setup_.clock.now(), "answer", call->spec.actor, static_cast<std::int64_t>(answer.status)
        );
        if (observer_) observer_(call->spec, call->started, answer);
        finish(call->id, &answer);
    });
}

void Network::finish(std::uint64_t id, const Answer* answer) {
    const auto found = pending_.find(id);
    if (found == pending_.end()) return;
    auto on_answer = std::move(found->second);
    pending_.erase(found);
    on_answer(answer);
}

std::shared_ptr<Pipe> Network::connect(std::size_t window) {
    if (house_ == nullptr) return nullptr;
    auto pipe = std::make_shared<Pipe>(window);
    auto transport = std::make_unique<PipeTransport>(pipe, house_->context().get_executor());
    const auto host = static_cast<asio::ip::address_v4::uint_type>(setup_.random.below(200) + 1);
    house_->server().adopt(std::move(transport), asio::ip::address_v4{0x0A00'0000U + host});
    return pipe;
}

void Network::deliver_as_bytes(const Shared& call) {
    Faults& faults = setup_.faults;
    const bool is_slow = faults.strikes(Fault::client_stops_reading);
    const auto pipe = connect(is_slow ? small_window : usual_window);
    const std::string bytes = to_bytes(call->spec);
    const std::size_t break_at =
        faults.strikes(Fault::connection_reset)
            ? static_cast<std::size_t>(setup_.random.below(bytes.size() * 2))
            : std::string::npos;
    Duration at{0};
    for (std::size_t sent = 0; sent < bytes.size();) {
        const bool split = faults.strikes(Fault::bytes_split);
        const std::size_t rest = bytes.size() - sent;
        std::size_t size = split ? 1 + static_cast<std::size_t>(setup_.random.below(rest)) : rest;
        if (sent < break_at && break_at < sent + size) size = break_at - sent;
        setup_.clock.call_in(at, this, [pipe, part = bytes.substr(sent, size)] {
            pipe->send(part);
        });
        sent += size;
        at += draw(5ms);
        if (sent == break_at) break;
    }
    if (break_at != std::string::npos)
        setup_.clock.call_in(at, this, [pipe] { pipe->break_off(); });
    auto received = std::make_shared<std::string>();
    pipe->on_news = [this, call, received, known = std::weak_ptr{pipe}, is_slow] {
        const auto self = known.lock();
        if (!self) return;
        // Not from within the server's own writing.
        setup_.clock.call_in(is_slow ? draw(3s) : 0s, this, [this, call, received, self] {
            *received += self->take();
            Answer answer;
            if (read_answer(*received, answer)) {
                self->on_news = nullptr;
                self->end();
                answered(call, std::move(answer));
            } else if (self->has_ended()) {
                finish(call->id, nullptr);
            }
        });
    };
    const auto id = call->id;
    setup_.clock.call_in(client_patience, this, [this, pipe, id] {
        pipe->on_news = nullptr;
        pipe->end();
        finish(id, nullptr);
    });
}

std::string to_bytes(const CallSpec& spec) {
    std::string text = fmt::format(
        "{} {} HTTP/1.1\r\nHost: otpost.example\r\n", net::to_string(spec.method), spec.target
    );
    if (!spec.authorization.empty()) text += "Authorization: " + spec.authorization + "\r\n";
    if (!spec.idempotency_key.empty()) text += "Idempotency-Key: " + spec.idempotency_key + "\r\n";
    for (const auto& [name, value] : spec.headers)
        text.append(name).append(": ").append(value).append("\r\n");
    if (spec.method != net::Method::get)
        text += fmt::format("Content-Length: {}\r\n", spec.body.size());
    return text + "\r\n" + spec.body;
}

bool read_answer(std::string_view bytes, Answer& answer) {
    const auto end = bytes.find("\r\n\r\n");
    if (end == std::string_view::npos || bytes.size() < 12) return false;
    const std::string_view head = bytes.substr(0, end + 2);
    std::from_chars(bytes.data() + 9, bytes.data() + 12, answer.status);
    if (answer.status < 200) return read_answer(bytes.substr(end + 4), answer);
    constexpr std::string_view name = "\r\nContent-Length: ";
    const auto length_at = head.find(name);
    std::size_t length = 0;
    if (length_at != std::string_view::npos) {
        const char* const first = head.data() + length_at + name.size();
        std::from_chars(first, head.data() + head.size(), length);
    }
    if (bytes.size() < end + 4 + length) return false;
    answer.body = bytes.substr(end + 4, length);
    constexpr std::string_view cookie = "\r\nSet-Cookie: ";
    for (auto at = head.find(cookie); at != std::string_view::npos; at = head.find(cookie, at + 1))
        take_cookie(head.substr(at + cookie.size()), answer);
    return true;
}

}  // namespace otpost::sim
