// SPDX-License-Identifier: Apache-2.0
// Between the actors and the house. Most calls reach the dispatcher as requests; a share goes as
// bytes over a connection, through the server's own reading and writing of HTTP. On the way calls
// are delayed, lost, doubled and broken off, and so are their answers.
#pragma once

#include "app/house.hpp"
#include "sim/clock.hpp"
#include "sim/faults.hpp"
#include "sim/journal.hpp"
#include "sim/transport.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace otpost::sim {

struct CallSpec {
    net::Method method = net::Method::get;
    std::string target{};
    std::string body{};
    std::string authorization{};    ///< of the header, whole
    std::string idempotency_key{};  ///< empty: the header is not sent
    std::vector<std::pair<std::string, std::string>> headers{};
    std::int64_t actor = 0;  ///< for the journal and the witness
};

struct Answer {
    unsigned status = 0;
    std::string body{};
    std::map<std::string, std::string> cookies{};  ///< that it sets, by name
};

/// What the client learns; null: no answer came, and nobody knows what was done.
using OnAnswer = std::move_only_function<void(const Answer*)>;

/// Sees every answer that reaches a client, of doubled calls too, before the caller does.
/// `started` is when the call was sent.
using Observer = std::function<void(const CallSpec&, Duration started, const Answer&)>;

class Network {
public:
    struct Setup {
        SimClock& clock;
        Faults& faults;
        Random& random;
        Journal& journal;
        double bytes_share = 0.02;  ///< of calls that go as bytes
    };

    explicit Network(const Setup& setup) : setup_(setup) {}

    ~Network() { setup_.clock.forget(this); }

    Network(const Network&) = delete;
    Network& operator=(const Network&) = delete;

    void observe(Observer observer) { observer_ = std::move(observer); }

    /// The house that answers from now on; null: connections are refused.
    void attach(app::House* house);

    void call(CallSpec spec, OnAnswer on_answer);

    /// A connection of its own, for streams; null when the house is down.
    std::shared_ptr<Pipe> connect(std::size_t window);

    /// Requests that reached the house.
    std::uint64_t operations() const { return operations_; }

    std::size_t in_flight() const { return pending_.size(); }

    /// What a handler threw, if one did; a rule was broken then.
    std::exception_ptr failure() const { return failure_; }

private:
    struct Arriving {
        CallSpec spec;
        std::uint64_t id = 0;
        Duration started{0};
        net::Request request;
    };

    using Shared = std::shared_ptr<Arriving>;

    void deliver(const Shared& call);
    void deliver_as_request(const Shared& call);
    void deliver_as_bytes(const Shared& call);
    void answered(const Shared& call, Answer answer);
    void finish(std::uint64_t id, const Answer* answer);
    Duration draw(Duration most);
    static boost::asio::awaitable<void> serve(Network& network, app::House& house, Shared call);

    Setup setup_;
    Observer observer_;
    app::House* house_ = nullptr;
    std::uint64_t epoch_ = 0;  ///< of the house
    std::uint64_t ids_ = 0;
    std::uint64_t operations_ = 0;
    std::unordered_map<std::uint64_t, OnAnswer> pending_;
    std::exception_ptr failure_;
};

/// The request as it goes over a connection.
std::string to_bytes(const CallSpec& spec);

/// The answer in `bytes`, once it is there whole; its interim answers are skipped.
bool read_answer(std::string_view bytes, Answer& answer);

}  // namespace otpost::sim
