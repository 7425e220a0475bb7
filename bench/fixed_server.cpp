// SPDX-License-Identifier: Apache-2.0
#include "fixed_server.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string_view>

namespace otpost::bench {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

asio::awaitable<void> serve(tcp::socket socket, const std::string& answer) {
    std::array<char, 8192> input{};
    std::size_t held = 0;
    std::string output;
    for (;;) {
        const auto room = asio::buffer(input.data() + held, input.size() - held);
        const auto [error, bytes] = co_await socket.async_read_some(room, as_result);
        if (error) co_return;
        held += bytes;
        std::string_view rest{input.data(), held};
        output.clear();
        for (auto end = rest.find("\r\n\r\n"); end != std::string_view::npos;
             end = rest.find("\r\n\r\n")) {
            output += answer;
            rest.remove_prefix(end + 4);
        }
        std::copy(rest.begin(), rest.end(), input.begin());
        held = rest.size();
        if (output.empty()) continue;
        const auto [failure, written] =
            co_await asio::async_write(socket, asio::buffer(output), as_result);
        if (failure) co_return;
    }
}

asio::awaitable<void> accept_all(tcp::acceptor& acceptor, const std::string& answer) {
    for (;;) {
        auto socket = co_await acceptor.async_accept(asio::use_awaitable);
        socket.set_option(tcp::no_delay{true});
        asio::co_spawn(acceptor.get_executor(), serve(std::move(socket), answer), asio::detached);
    }
}

}  // namespace

int serve_fixed_bytes(const std::string& answer_file) {
    std::ifstream file(answer_file);
    std::stringstream content;
    content << file.rdbuf();
    const std::string answer = content.str();
    asio::io_context context{1};
    tcp::acceptor acceptor(context, {asio::ip::make_address("127.0.0.1"), 0});
    fmt::print("http://127.0.0.1:{}\n", acceptor.local_endpoint().port());
    std::fflush(stdout);
    asio::co_spawn(context, accept_all(acceptor, answer), asio::detached);
    context.run();
    return 0;
}

}  // namespace otpost::bench
