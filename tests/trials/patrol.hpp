// SPDX-License-Identifier: Apache-2.0
// Customers at a steady pace, for hours if need be: they open, read, cancel and now and then
// receive a code, and how long each request took is noted. Numbers come back, so the stock lasts.
#pragma once

#include "crash/house.hpp"

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace otpost::trials {

struct Pace {
    int clients = 4;
    double requests_per_second = 200;  ///< of all together
};

class Patrol {
public:
    /// `name` is in every key, so it must be new for the house.
    Patrol(const crash::House& house, std::string name, const Pace& pace);
    ~Patrol();
    Patrol(const Patrol&) = delete;
    Patrol& operator=(const Patrol&) = delete;

    /// Milliseconds of each request since the last call.
    std::vector<double> take_latencies();

    std::size_t failures() const { return failures_; }

private:
    void walk(crash::Client& client, int number, std::chrono::duration<double> interval);
    bool is_answered(const crash::Answer& answer, std::chrono::steady_clock::time_point begin);

    std::string name_;
    std::atomic<bool> is_stopping_ = false;
    std::atomic<std::size_t> failures_ = 0;
    std::mutex mutex_;
    std::vector<double> latencies_;
    std::vector<std::jthread> threads_;
};

}  // namespace otpost::trials
