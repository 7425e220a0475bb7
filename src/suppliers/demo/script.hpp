// SPDX-License-Identifier: Apache-2.0
// What the demo supplier does for one lease, drawn from chance: which messages, when. Pure, so
// that every case can be seen in a test.
#pragma once

#include "base/random.hpp"
#include "base/time.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace otpost::suppliers::demo {

struct PlannedMessage {
    Time due_at;
    std::string id;
    std::string to;
    std::string sender;
    std::string text;
    Time received_at;
};

/// Usually one message with a code after 3 to 10 s; of a hundred leases about eight get none,
/// eight another platform's message, and twelve the same message twice.
std::vector<PlannedMessage> plan_messages(
    std::string_view to, std::string_view service_name, Random& random, Time now
);

}  // namespace otpost::suppliers::demo
