// SPDX-License-Identifier: Apache-2.0
#include "sim/transport.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <utility>

namespace otpost::sim {

namespace asio = boost::asio;
using net::IoResult;
using net::IoState;

void Pipe::wake_reader() {
    if (const auto reader = std::exchange(reader_, nullptr)) reader->end(true);
    if (auto call = std::exchange(when_readable_, {})) call(true);
}

void Pipe::wake_writer() {
    if (const auto writer = std::exchange(writer_, nullptr)) writer->end(!is_broken_);
}

void Pipe::tell() {
    if (on_news) on_news();
}

void Pipe::send(std::string_view bytes) {
    if (is_broken_ || client_ended_) return;
    inbound_ += bytes;
    wake_reader();
}

void Pipe::end() {
    client_ended_ = true;
    wake_reader();
}

void Pipe::break_off() {
    is_broken_ = true;
    wake_reader();
    wake_writer();
}

std::string Pipe::take() {
    auto taken = std::exchange(outbound_, {});
    if (!taken.empty()) wake_writer();
    return taken;
}

PipeTransport::~PipeTransport() {
    close();
}

asio::awaitable<bool> PipeTransport::handshake() {
    co_return true;
}

IoResult PipeTransport::try_read(char* into, std::size_t room) {
    if (pipe_->is_broken_) return {IoState::closed, 0};
    auto& inbound = pipe_->inbound_;
    if (inbound.empty()) return {pipe_->client_ended_ ? IoState::done : IoState::would_block, 0};
    const std::size_t bytes = std::min(room, inbound.size());
    std::copy_n(inbound.data(), bytes, into);
    inbound.erase(0, bytes);
    return {IoState::done, bytes};
}

asio::awaitable<std::size_t> PipeTransport::read_some(char* into, std::size_t room) {
    for (;;) {
        const auto outcome = try_read(into, room);
        if (outcome.state == IoState::done) co_return outcome.bytes;
        if (outcome.state == IoState::closed) co_return 0;
        auto arm = [pipe = pipe_](std::shared_ptr<Waiter> waiter) {
            pipe->reader_ = std::move(waiter);
        };
        const bool readable = co_await wait_armed(std::move(arm));
        if (!readable) co_return 0;
    }
}

std::size_t PipeTransport::write_one(std::string_view bytes) {
    auto& outbound = pipe_->outbound_;
    const std::size_t room = pipe_->window_ - std::min(pipe_->window_, outbound.size());
    const std::size_t fits = std::min(room, bytes.size());
    outbound += bytes.substr(0, fits);
    return fits;
}

IoResult PipeTransport::try_write(std::string_view first, std::string_view second) {
    if (pipe_->is_broken_ || pipe_->server_ended_) return {IoState::closed, 0};
    std::size_t written = write_one(first);
    if (written == first.size()) written += write_one(second);
    if (written > 0) pipe_->tell();
    const bool all = written == first.size() + second.size();
    return {all ? IoState::done : IoState::would_block, written};
}

asio::awaitable<bool> PipeTransport::wait_writable() {
    if (pipe_->is_broken_) co_return false;
    if (pipe_->outbound_.size() < pipe_->window_) co_return true;
    auto arm = [pipe = pipe_](std::shared_ptr<Waiter> waiter) {
        pipe->writer_ = std::move(waiter);
    };
    const bool writable = co_await wait_armed(std::move(arm));
    co_return writable;
}

void PipeTransport::when_readable(std::move_only_function<void(bool)> call) {
    auto later = [executor = executor_, call = std::move(call)](bool readable) mutable {
        asio::post(executor, [call = std::move(call), readable]() mutable { call(readable); });
    };
    const bool is_now = !pipe_->inbound_.empty() || pipe_->client_ended_ || pipe_->is_broken_;
    if (is_now)
        later(true);
    else
        pipe_->when_readable_ = std::move(later);
}

void PipeTransport::cancel() {
    if (const auto reader = std::exchange(pipe_->reader_, nullptr)) reader->end(false);
    if (const auto writer = std::exchange(pipe_->writer_, nullptr)) writer->end(false);
    if (auto call = std::exchange(pipe_->when_readable_, {})) call(false);
}

void PipeTransport::shutdown_send() {
    if (std::exchange(pipe_->server_ended_, true)) return;
    pipe_->tell();
}

void PipeTransport::close() {
    cancel();
    shutdown_send();
}

}  // namespace otpost::sim
