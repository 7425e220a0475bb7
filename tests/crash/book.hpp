// SPDX-License-Identifier: Apache-2.0
// What clients asked of a house and what it told them, kept outside of it: the witness against
// which the house is held after every crash (I6, I7). Three steps:
//  - expect_kept: what was acknowledged is there; what was not is there wholly or not at all;
//  - settle: everything is sent again with the same key or message id and has one effect;
//  - expect_sums: the number of leases and the customer's wallet are what the book says.
#pragma once

#include "client.hpp"
#include "house.hpp"

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace otpost::crash {

/// A request that changes something, and the first definite answer to it.
struct Attempt {
    std::string key;
    std::string path;
    std::string body;
    unsigned status = 0;  ///< 0: never answered, or only by a 503
    std::string answer;

    bool is_acknowledged() const { return status != 0; }
};

struct Story {
    Attempt open;
    std::optional<Attempt> cancel;
    std::optional<Sms> sms;
    std::string code;     ///< that is in the message
    std::string message;  ///< its id, when it was acknowledged
    std::string lease;    ///< its id, when it is known
    std::int64_t price = 0;
    std::string status;  ///< as seen last

    /// Of what the open lease tells.
    void learn(const json::object& lease_view);
};

/// Sends it and keeps the answer if it is a definite one.
Answer send(Client& client, Attempt& attempt);

class Book {
public:
    void add(Story story);

    /// Checks and settles what was added since the last time, the totals over everything.
    void check(House& house);

    std::size_t size() const { return stories_.size(); }

    std::size_t acknowledged() const { return acknowledged_; }

private:
    void expect_sums(const House& house, Client& client) const;

    std::mutex adding_;
    std::vector<Story> stories_;
    std::size_t settled_ = 0;
    std::size_t acknowledged_ = 0;
};

}  // namespace otpost::crash
