// SPDX-License-Identifier: Apache-2.0
#include "db/postgres/server.hpp"

#include "db/postgres/session_sql.hpp"

#include <algorithm>
#include <thread>
#include <utility>

namespace otpost::db::postgres {

namespace {

constexpr std::chrono::milliseconds first_back_off{100};
constexpr std::chrono::milliseconds longest_back_off{5'000};

std::chrono::milliseconds random_part(Random& random, std::chrono::milliseconds most) {
    const auto bound = static_cast<std::uint64_t>(most.count()) + 1;
    return std::chrono::milliseconds{static_cast<std::int64_t>(random.below(bound))};
}

}  // namespace

std::unique_ptr<Connection> Server::connect() {
    if (std::chrono::steady_clock::now() < next_attempt()) {
        throw ConnectionLost("can't reach the store: it did not answer a moment ago");
    }
    try {
        auto connection = std::make_unique<Connection>(options_, [this](const std::string& index) {
            return columns_of(index);
        });
        const std::lock_guard lock(mutex_);
        back_off_ = {};
        return connection;
    } catch (const ConnectionLost&) {
        const std::lock_guard lock(mutex_);
        back_off_ = std::clamp(2 * back_off_, first_back_off, longest_back_off);
        const auto wait = back_off_ / 2 + random_part(random_, back_off_ / 2);
        next_attempt_ = std::chrono::steady_clock::now() + wait;
        throw;
    }
}

std::chrono::steady_clock::time_point Server::next_attempt() const {
    const std::lock_guard lock(mutex_);
    return next_attempt_;
}

void Server::pause(std::chrono::milliseconds most) {
    std::this_thread::sleep_for(random_part(random_, most));
}

// An index that is not known was made since the last look. Never throws: an error is being
// reported already, and the index's own name is good enough for it.
std::string Server::columns_of(const std::string& index) {
    {
        const std::lock_guard lock(mutex_);
        const auto known = unique_indexes_.find(index);
        if (known != unique_indexes_.end()) return known->second;
    }
    try {
        auto loaded = load_unique_indexes();
        const std::lock_guard lock(mutex_);
        unique_indexes_ = std::move(loaded);
        return unique_indexes_.try_emplace(index, index).first->second;
    } catch (const std::exception&) {
        return index;
    }
}

// Over a connection of its own: the one that asks is in the middle of a failed transaction.
std::map<std::string, std::string> Server::load_unique_indexes() {
    Connection connection(options_, [](const std::string& index) { return index; });
    std::map<std::string, std::string> columns;
    connection.run(sql::session::unique_indexes, {}, [&](const Row& row) {
        std::string index{row.text(0)};
        auto subject =
            row.is_null(2) ? index : std::string{row.text(1)} + "." + std::string{row.text(2)};
        columns.emplace(std::move(index), std::move(subject));
    });
    return columns;
}

}  // namespace otpost::db::postgres
