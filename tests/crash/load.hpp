// SPDX-License-Identifier: Apache-2.0
// Clients that lease numbers, cancel, send messages and read codes, each in a thread, until they
// are stopped or their house is gone. What they did is in the book then.
#pragma once

#include "book.hpp"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace otpost::crash {

enum class WhenGone { give_up, go_on };

class Load {
public:
    /// `name` is in every key, so it must be new for the house.
    Load(const House& house, Book& book, std::string name, WhenGone when_gone, int clients = 4);
    Load(std::vector<Client> clients, Book& book, std::string name, WhenGone when_gone);
    ~Load();
    Load(const Load&) = delete;
    Load& operator=(const Load&) = delete;

    /// Waits until that many requests were answered with success.
    void wait_for_successes(std::int64_t count);

    void stop();

    /// Answers seen so far.
    std::int64_t successes() const { return successes_; }

    std::int64_t unavailable() const { return unavailable_; }

private:
    void be_client(Client& client, int number);
    void count(const Answer& answer);
    void act(Client& client, Story& story, int number);
    bool is_over(const Answer& answer) const;

    Book& book_;
    std::string name_;
    WhenGone when_gone_;
    std::atomic<bool> is_stopping_ = false;
    std::atomic<std::int64_t> successes_ = 0;
    std::atomic<std::int64_t> unavailable_ = 0;
    std::vector<std::jthread> threads_;
};

/// A message that brings a code of that service.
Sms code_message(
    std::string id, std::string to, const std::string& service_name, const std::string& code
);

}  // namespace otpost::crash
