// SPDX-License-Identifier: Apache-2.0
// What the connections of a pool share: how the server is reached, how long nobody should try
// again after it was not, and the columns behind the names of its unique indexes.
#pragma once

#include "base/random.hpp"
#include "db/open.hpp"
#include "db/postgres/connection.hpp"

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace otpost::db::postgres {

class Server {
public:
    explicit Server(const StoreOptions& options) : options_(options) {}

    /// Throws ConnectionLost, at once while an earlier failure is young.
    std::unique_ptr<Connection> connect();

    /// When connect() will really try.
    std::chrono::steady_clock::time_point next_attempt() const;

    const StoreOptions& options() const { return options_; }

    /// Sleeps for a random part of `most`: those who collided must not meet again.
    void pause(std::chrono::milliseconds most);

private:
    std::string columns_of(const std::string& index);
    std::map<std::string, std::string> load_unique_indexes();

    const StoreOptions options_;
    mutable std::mutex mutex_;
    SystemRandom random_;
    std::chrono::milliseconds back_off_{0};
    std::chrono::steady_clock::time_point next_attempt_;
    std::map<std::string, std::string> unique_indexes_;
};

}  // namespace otpost::db::postgres
