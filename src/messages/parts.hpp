// SPDX-License-Identifier: Apache-2.0
// Joining the parts of concatenated messages (M2). Parts come in any order and more than once.
// Each is kept sealed under a slot of its own, and only while a lease is live on the number (M3);
// the set becomes a message when it is complete, after part_patience, or when the last lease's
// window ends. A part whose place in its set is taken by another text begins a new set, since
// senders use references of 8 bits again soon.
#pragma once

#include "base/error.hpp"
#include "base/moment.hpp"
#include "crypto/vault_keys.hpp"
#include "db/database.hpp"
#include "messages/content.hpp"
#include "messages/filing.hpp"
#include "messages/inbox.hpp"

#include <optional>
#include <variant>
#include <vector>

namespace otpost::messages {

/// Parts no longer waited for, nor joined, are forgotten after this: the scheduler stood still.
inline constexpr Duration parts_abandoned = std::chrono::minutes{2};

struct JoinedMessage {
    Arrival arrival;
    /// Nothing if a part came while no lease was live: then nobody may have the message (M3).
    std::optional<Content> content;
};

/// A part that waits or was known, or the message that it completes.
using PartOutcome = std::variant<Received, JoinedMessage>;

Result<PartOutcome> add_part(
    db::Tx& tx,
    crypto::VaultKeys& ring,
    NumberId number,
    const InboundMessage& message,
    const Moment& moment
);

/// Sets that wait for parts no longer, with gaps for what did not come.
std::vector<JoinedMessage> join_due(
    db::Tx& tx, crypto::VaultKeys& ring, const Moment& moment, int limit
);

}  // namespace otpost::messages
