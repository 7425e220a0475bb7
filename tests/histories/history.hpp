// SPDX-License-Identifier: Apache-2.0
// What clients asked of a house, when, and what they were told; with the ledger's chains as they
// stood afterwards. The checkers are functions of this and of nothing else.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::histories {

/// Nanoseconds of the recorder's steady clock.
using Nanos = std::int64_t;
inline constexpr Nanos never = std::numeric_limits<Nanos>::max();

/// How far the house's wall clock and the recorder's may be apart.
inline constexpr Nanos clock_slack = 20'000'000;

enum class Act {
    open,
    cancel,
    finish,
    another_code,
    switch_to,
    message,
    recharge,
    read_lease,
    read_wallet,
    read_statement
};

std::string_view to_string(Act act);

/// Whether it changes something, so that it carries a key.
bool is_change(Act act);

/// What an answer told of a lease.
struct LeaseSight {
    std::int64_t id = 0;
    std::string number;
    std::string service;
    std::string status;
    std::int64_t messages = 0;
    bool awaits_code = false;
    bool is_refunded = false;
    Nanos expires_at = 0;
    std::int64_t switched_from = 0;
};

struct WalletSight {
    std::int64_t balance = 0;
    std::int64_t held = 0;

    friend auto operator<=>(const WalletSight&, const WalletSight&) = default;
};

struct Line {
    std::int64_t transfer = 0;
    std::int64_t amount = 0;  ///< negative when it left the wallet
    std::int64_t balance_after = 0;

    friend bool operator==(const Line&, const Line&) = default;
};

struct Operation {
    Act act = Act::open;
    std::size_t account = 0;
    Nanos invoked = 0;
    Nanos returned = never;
    unsigned status = 0;        ///< 0: no definite answer
    std::string refusal;        ///< the problem's code
    std::string key;            ///< of a change; a message's own id
    std::uint64_t request = 0;  ///< hash of what was asked
    std::uint64_t answer = 0;   ///< hash of what was told
    std::int64_t lease = 0;     ///< that is acted upon
    std::string number;         ///< a message's
    std::string service;        ///< a message's
    bool was_known = false;     ///< a message answered as a duplicate
    std::optional<LeaseSight> sight;
    std::optional<WalletSight> wallet;
    std::vector<Line> lines;  ///< newest first

    bool is_answered() const { return status != 0; }

    bool has_succeeded() const { return status >= 200 && status < 300; }
};

struct Transfer {
    std::int64_t id = 0;
    std::string kind;
    std::int64_t lease = 0;
    std::int64_t amount = 0;
    std::int64_t balance_after = 0;
    std::string reason;
};

/// The transfers of one wallet in the order of its versions: the first is version 1.
using Chain = std::vector<Transfer>;

struct History {
    std::vector<Operation> operations;
    std::vector<Chain> chains;  ///< by account
    std::string complaints;     ///< what the house logged as errors
};

struct Anomaly {
    std::string checker;
    std::string what;
};

/// `cancel [12.345 ms - 13.456 ms] lease 17 -> 200`
std::string describe(const Operation& operation);

/// Requests sent more than once become one: it was done between the first time it was asked and
/// the first answer. Those refused for a used key did nothing and are left out.
std::vector<Operation> fold_repeated(const std::vector<Operation>& operations);

}  // namespace otpost::histories
