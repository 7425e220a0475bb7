// SPDX-License-Identifier: Apache-2.0
// A client that writes down what it asks, when, and what it is told. Asked to, it lies: it stands
// in for a server with that fault, which the checkers must find.
#pragma once

#include "crash/client.hpp"
#include "history.hpp"

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace otpost::histories {

/// What the faulty double of the server does, now and then.
enum class Lie {
    none,
    stale_wallet,      ///< answers an older wallet
    stale_lease,       ///< answers a lease as it was
    lost_cancel,       ///< acknowledges a cancel that it forgets
    forgotten_key,     ///< does a repeated request once more
    short_statement,   ///< leaves out a line
    repeated_message,  ///< takes a copy of a message for a new one
};

/// Reads the recorder's clock, and wall-clock times as its own.
class Stopwatch {
public:
    Nanos now() const;
    Nanos at(std::string_view rfc3339) const;

private:
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
    std::chrono::system_clock::time_point wall_begin_ = std::chrono::system_clock::now();
};

/// A request that changes something, so that others can send it again.
struct Change {
    Operation operation;  ///< act, account, key, lease, number and service
    std::string path;
    std::string body;
    crash::Sms sms;
};

class Witness {
public:
    /// A client for each account. The last one's is an administrator, who recharges the others.
    Witness(std::vector<crash::Client> clients, const Stopwatch& clock, Lie lie)
        : clients_(std::move(clients)),
          clock_(clock),
          lie_(lie) {}

    const Operation& change(const Change& change);
    const Operation& read_lease(std::size_t account, std::int64_t lease);
    const Operation& read_wallet(std::size_t account);
    const Operation& read_statement(std::size_t account, int limit);

    std::vector<Operation> take_operations() { return std::move(operations_); }

private:
    Operation begin(Act act, std::size_t account) const;
    const Operation& record(Operation operation, const crash::Answer& answer);
    void read_answer(Operation& operation, const crash::Answer& answer) const;
    bool lies(Lie lie);
    void lie_about_lease(Operation& operation);

    std::vector<crash::Client> clients_;
    const Stopwatch& clock_;
    Lie lie_;
    unsigned temptations_ = 0;
    std::map<std::size_t, WalletSight> old_wallets_;
    std::map<std::int64_t, LeaseSight> old_leases_;
    std::vector<Operation> operations_;
};

}  // namespace otpost::histories
