// SPDX-License-Identifier: Apache-2.0
#include "db/postgres/announcer.hpp"

#include "db/postgres/session_sql.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <optional>
#include <poll.h>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>

namespace otpost::db::postgres {

namespace {

/// A notification holds less than 8000 bytes; an announcement takes at most 23.
constexpr std::size_t most_in_one = 300;

/// Beyond it announcements are dropped: the server must have been away for long.
constexpr std::size_t most_waiting = 100'000;

constexpr std::chrono::milliseconds pause_when_lost{500};

template <class Number>
std::optional<Number> parse_number(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<Announcement> parse_announcement(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto topic = parse_number<unsigned>(text.substr(0, colon));
    const auto key = parse_number<std::int64_t>(text.substr(colon + 1));
    // A newer node may know more topics.
    if (!topic || !key || *topic > static_cast<unsigned>(last_topic)) return std::nullopt;
    return Announcement{static_cast<Announcement::Topic>(*topic), *key};
}

}  // namespace

std::string encode(std::string_view node, std::span<const Announcement> announcements) {
    std::string text{node};
    for (const auto& [topic, key] : announcements) {
        text += fmt::format(";{}:{}", static_cast<unsigned>(topic), key);
    }
    return text;
}

std::vector<Announcement> decode(std::string_view node, std::string_view text) {
    const auto next_field = [&text] {
        const auto end = text.find(';');
        const auto field = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        return field;
    };
    std::vector<Announcement> announcements;
    if (next_field() == node) return announcements;
    while (!text.empty()) {
        if (const auto announcement = parse_announcement(next_field())) {
            announcements.push_back(*announcement);
        }
    }
    return announcements;
}

Announcer::Announcer(Server& server, Listeners& listeners)
    : server_(server),
      listeners_(listeners),
      node_(fmt::format("{:016x}", SystemRandom{}.next_u64())),
      wake_descriptor_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (wake_descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
    thread_ = std::thread([this] { run(); });
}

Announcer::~Announcer() {
    stop();
    close(wake_descriptor_);
}

void Announcer::send(std::span<const Announcement> announcements) {
    if (announcements.empty()) return;
    {
        const std::lock_guard lock(mutex_);
        if (waiting_.size() > most_waiting) waiting_.clear();
        waiting_.insert(announcements.begin(), announcements.end());
    }
    wake();
}

void Announcer::stop() {
    is_stopping_ = true;
    wake();
    if (thread_.joinable()) thread_.join();
}

void Announcer::run() {
    while (!is_done()) {
        try {
            if (!connection_) {
                connection_ = server_.connect();
                connection_->run(sql::session::listen, {}, {});
            }
            send_waiting();
            hear();
            wait(PQsocket(connection_->handle()));
        } catch (const std::exception&) {
            connection_.reset();
            if (is_stopping_) return;
            wait(-1);
        }
    }
}

bool Announcer::is_done() {
    const std::lock_guard lock(mutex_);
    return is_stopping_ && waiting_.empty();
}

void Announcer::send_waiting() {
    std::vector<Announcement> batch;
    {
        const std::lock_guard lock(mutex_);
        batch.assign(waiting_.begin(), waiting_.end());
        waiting_.clear();
    }
    for (std::size_t i = 0; i < batch.size(); i += most_in_one) {
        const auto part = std::span{batch}.subspan(i, std::min(most_in_one, batch.size() - i));
        const auto text = encode(node_, part);
        const Param params[] = {std::string_view{text}};
        connection_->run(sql::session::notify, params, {});
    }
}

void Announcer::hear() {
    if (!connection_->is_alive()) throw ConnectionLost("the server hung up");
    while (true) {
        const std::unique_ptr<PGnotify, decltype(&PQfreemem)> notice{
            PQnotifies(connection_->handle()), &PQfreemem
        };
        if (!notice) return;
        auto announcements = decode(node_, notice->extra);
        listeners_.tell(announcements);
    }
}

/// Until there is something to send, to hear (unless `socket` is -1: then for a while) or stop.
void Announcer::wait(int socket) {
    {
        const std::lock_guard lock(mutex_);
        if (is_stopping_ || (socket >= 0 && !waiting_.empty())) return;
    }
    std::array<pollfd, 2> sources{{
        {.fd = socket, .events = POLLIN, .revents = 0},
        {.fd = wake_descriptor_, .events = POLLIN, .revents = 0},
    }};
    const int patience = socket >= 0 ? -1 : static_cast<int>(pause_when_lost.count());
    poll(sources.data(), sources.size(), patience);
    eventfd_t ignored = 0;
    eventfd_read(wake_descriptor_, &ignored);
}

void Announcer::wake() {
    eventfd_write(wake_descriptor_, 1);
}

}  // namespace otpost::db::postgres
