// SPDX-License-Identifier: Apache-2.0
#include "net/connection.hpp"

#include "net/server_core.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <array>
#include <cstring>

namespace otpost::net {

namespace asio = boost::asio;

namespace {

/// A reader who takes this much in time gets the write deadline anew.
constexpr std::size_t write_progress_bytes = std::size_t{64} * 1024;

}  // namespace

Connection::Connection(std::shared_ptr<ServerCore> core, std::unique_ptr<Transport> connected)
    : transport(std::move(connected)),
      core_(std::move(core)),
      input_(core_->take_input()),
      input_size_(core_->options().limits.header_bytes_max) {
    enter(transport->is_tls() ? Phase::handshake : Phase::idle);
}

Connection::~Connection() {
    release_input();
    core_->dismiss(*this);
}

void Connection::enter(Phase next) {
    phase = next;
    since = core_->now();
    phase_bytes = 0;
}

void Connection::expire() {
    // That a client keeps its end open after our goodbye is no failure.
    if (!expired && phase != Phase::lingering) core_->counters().deadlines_missed.add();
    expired = true;
    if (phase == Phase::streaming) {
        gone = true;
        cancel_work();
    }
    transport->cancel();
}

void Connection::cancel_work() {
    cancellation.emit(asio::cancellation_type::terminal);
}

void Connection::release_input() {
    if (input_) core_->give_input(std::move(input_));
    begin_ = end_ = 0;
}

asio::awaitable<bool> Connection::receive() {
    if (!input_) input_ = core_->take_input();
    if (begin_ > 0) {
        std::memmove(input_.get(), input_.get() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    const auto bytes = co_await transport->read_some(input_.get() + end_, input_size_ - end_);
    end_ += bytes;
    phase_bytes += bytes;
    core_->counters().bytes_in.add(static_cast<std::int64_t>(bytes));
    co_return bytes > 0;
}

IoState Connection::try_flush(std::string_view and_then) {
    const auto outcome = transport->try_write(output_, and_then);
    drop_sent(std::min(outcome.bytes, output_.size()));
    core_->counters().bytes_out.add(static_cast<std::int64_t>(outcome.bytes));
    last_sent = core_->now();
    return outcome.state;
}

void Connection::drop_sent(std::size_t bytes) {
    if (bytes == output_.size())
        output_.clear();
    else
        output_.erase(0, bytes);
}

asio::awaitable<bool> Connection::flush(std::string_view and_then) {
    const auto before = phase;
    enter(Phase::writing);
    while (!output_.empty() || !and_then.empty()) {
        const auto buffered = output_.size();
        const auto outcome = transport->try_write(output_, and_then);
        drop_sent(std::min(outcome.bytes, buffered));
        if (outcome.bytes > buffered) and_then.remove_prefix(outcome.bytes - buffered);
        core_->counters().bytes_out.add(static_cast<std::int64_t>(outcome.bytes));
        phase_bytes += outcome.bytes;
        if (outcome.state == IoState::done) break;
        if (phase_bytes >= write_progress_bytes) enter(Phase::writing);
        bool writable = false;
        if (outcome.state == IoState::would_block) writable = co_await transport->wait_writable();
        if (!writable || expired) {
            stuck = true;
            co_return false;
        }
    }
    last_sent = core_->now();
    enter(before);
    co_return true;
}

void Connection::flush_soon() {
    if (flush_posted_) return;
    flush_posted_ = true;
    asio::post(transport->executor(), [self = shared_from_this()] {
        self->flush_posted_ = false;
        // In another phase the coroutine itself writes, or has written.
        if (self->phase == Phase::handler && !self->output_.empty()) self->try_flush();
    });
}

void Connection::watch() {
    watching_ = true;
    transport->when_readable([self = shared_from_this()](bool is_readable) {
        if (is_readable && self->watching_) self->on_readable();
    });
}

void Connection::on_readable() {
    std::array<char, 256> unwanted{};
    const auto outcome = transport->try_read(unwanted.data(), unwanted.size());
    phase_bytes += outcome.bytes;
    const bool ended = outcome.state == IoState::done && outcome.bytes == 0;
    // A listener has nothing to say; one that talks on and on is not one.
    const bool talks = phase_bytes > core_->options().limits.header_bytes_max;
    if (outcome.state == IoState::closed || ended || talks) {
        gone = true;
        cancel_work();
        return;
    }
    watch();
}

}  // namespace otpost::net
