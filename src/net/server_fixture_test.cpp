// SPDX-License-Identifier: Apache-2.0
#include "net/server_fixture.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <stdexcept>
#include <vector>

namespace otpost::net {

namespace asio = boost::asio;

struct ServerTest::Routes {
    std::atomic<int> handled{0};
    std::vector<asio::steady_timer*> waiting;  ///< each lives in its handler's frame

    static asio::awaitable<Response> handle(std::shared_ptr<Routes> routes, Request* request);
    static asio::awaitable<void> wait(std::shared_ptr<Routes> routes);
    static asio::awaitable<void> stream(EventSink& sink);
    static asio::awaitable<void> flood(EventSink& sink);
};

asio::awaitable<void> ServerTest::Routes::wait(std::shared_ptr<Routes> routes) {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer gate{executor, asio::steady_timer::time_point::max()};
    routes->waiting.push_back(&gate);
    // Cancelled by open_gate() or by the server; only the latter ends the coroutine.
    co_await gate.async_wait(asio::as_tuple(asio::use_awaitable));
    std::erase(routes->waiting, &gate);
    co_await asio::post(executor, asio::use_awaitable);
}

asio::awaitable<void> ServerTest::Routes::stream(EventSink& sink) {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer{executor};
    for (int i = 1; !sink.closed(); ++i) {
        const auto event = format_event(std::to_string(i), "tick", "hello");
        const bool sent = co_await sink.send(event);
        if (!sent) co_return;
        timer.expires_after(std::chrono::seconds{i < 3 ? 0 : 3600});
        co_await timer.async_wait(asio::use_awaitable);
    }
}

asio::awaitable<void> ServerTest::Routes::flood(EventSink& sink) {
    const std::string much(std::size_t{64} * 1024, 'x');
    bool taken = true;
    while (taken) taken = co_await sink.send(much);
}

asio::awaitable<Response> ServerTest::Routes::handle(
    std::shared_ptr<Routes> routes, Request* request
) {
    ++routes->handled;
    Response response;
    response.content_type = "text/plain";
    const auto path = request->path();
    if (path == "/echo")
        response.body = request->body;
    else if (path == "/big")
        response.body = std::string(std::size_t{8} * 1024 * 1024, 'x');
    else if (path == "/ip")
        response.body = request->remote_ip + (request->tls ? " tls" : "");
    else if (path == "/injection")
        response.headers = {{"X-A", "b\r\nX-C: d"}};
    else if (path == "/override")
        response.headers = {{"x-frame-options", "SAMEORIGIN"}};
    else if (path == "/throw")
        throw std::runtime_error{"as the test wants"};
    else if (path == "/empty")
        response.status = 204;
    else if (path == "/stream")
        response.stream = stream;
    else if (path == "/flood")
        response.stream = flood;
    else
        response.body = path;
    if (path == "/wait") co_await wait(routes);
    co_return response;
}

ServerTest::ServerTest() : routes(std::make_shared<Routes>()) {
    options.limits = testing::quick_limits();
    options.on_error = [](std::string_view) {};
}

ServerTest::~ServerTest() {
    if (running) running.reset();
}

void ServerTest::start() {
    auto handler = [shared = routes](Request& request) { return Routes::handle(shared, &request); };
    running = std::make_unique<testing::LoopbackServer>(std::move(options), std::move(handler));
}

void ServerTest::open_gate() {
    asio::post(running->context(), [shared = routes] {
        for (auto* const gate : shared->waiting) gate->cancel();
    });
}

int ServerTest::handled() const {
    return routes->handled;
}

}  // namespace otpost::net
