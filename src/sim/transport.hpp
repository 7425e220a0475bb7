// SPDX-License-Identifier: Apache-2.0
// A connection in memory: the server's end is a net::Transport, the client's end plain functions.
// How much arrives at a time, and when, is the client's business (bytes.hpp).
#pragma once

#include "net/transport.hpp"
#include "sim/wait.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace otpost::sim {

/// Both ends hold it.
class Pipe {
public:
    /// `window`: bytes the client's side takes before the server must wait.
    explicit Pipe(std::size_t window) : window_(window) {}

    // The client's end.
    void send(std::string_view bytes);
    void end();          ///< nothing more will be sent
    void break_off();    ///< as a reset: for both sides, at once
    std::string take();  ///< what the server has written so far

    bool has_ended() const { return server_ended_ || is_broken_; }

    /// Called whenever the server has written or ended.
    std::function<void()> on_news;

private:
    friend class PipeTransport;

    void wake_reader();
    void wake_writer();
    void tell();

    std::string inbound_;
    std::string outbound_;
    std::size_t window_;
    bool client_ended_ = false;
    bool server_ended_ = false;
    bool is_broken_ = false;
    std::shared_ptr<Waiter> reader_;
    std::shared_ptr<Waiter> writer_;
    std::move_only_function<void(bool)> when_readable_;
};

class PipeTransport final : public net::Transport {
public:
    PipeTransport(std::shared_ptr<Pipe> pipe, boost::asio::any_io_executor executor)
        : pipe_(std::move(pipe)),
          executor_(std::move(executor)) {}

    ~PipeTransport() override;

    boost::asio::awaitable<bool> handshake() override;
    boost::asio::awaitable<std::size_t> read_some(char* into, std::size_t room) override;
    net::IoResult try_write(std::string_view first, std::string_view second) override;
    net::IoResult try_read(char* into, std::size_t room) override;
    boost::asio::awaitable<bool> wait_writable() override;
    void when_readable(std::move_only_function<void(bool)> call) override;
    void cancel() override;
    void shutdown_send() override;
    void close() override;

    bool is_tls() const override { return false; }

    boost::asio::any_io_executor executor() override { return executor_; }

private:
    std::size_t write_one(std::string_view bytes);

    std::shared_ptr<Pipe> pipe_;
    boost::asio::any_io_executor executor_;
};

}  // namespace otpost::sim
