// SPDX-License-Identifier: Apache-2.0
// Receiving messages: join parts (M2), drop duplicates (M2), match to a lease (M3, matching.hpp),
// tell the lease, and store the content encrypted (M6). When the transaction of receive() has
// committed, the message is durable and may be acknowledged to its sender (M1).
//
//     const auto prepared = inbox.prepare(std::move(message));           // any thread
//     ... db::async_write(database, [&](db::Tx& tx) {
//         return inbox.receive(tx, prepared, moment);
//     });
//
// Duplicates: the same (supplier, message id) for ever; a resend with another id but the same
// numbers, text and second of receipt for 75 s or longer. Both give the first outcome again.
#pragma once

#include "base/error.hpp"
#include "base/moment.hpp"
#include "base/secret.hpp"
#include "crypto/vault_keys.hpp"
#include "db/database.hpp"
#include "messages/extract/extract.hpp"
#include "messages/outcome.hpp"

#include <optional>
#include <string>
#include <vector>

namespace otpost::messages {

/// Where a part stands in a concatenated message: 1 <= seq <= total.
struct Part {
    int ref = 0;
    int total = 0;
    int seq = 0;
};

struct InboundMessage {
    SupplierId supplier;
    /// Nothing where the supplier names none (SMPP).
    std::optional<std::string> supplier_message_id;
    /// Our number, canonical E.164 with `+`.
    std::string to;
    Secret from;
    Secret text;
    /// The network's time where the supplier tells it, else the time of receipt.
    Time received_at;
    std::optional<Part> part;
};

struct Received {
    MessageId message;  ///< of the part while it waits
    Outcome outcome = Outcome::no_lease;
    std::optional<LeaseId> lease;
    std::optional<AccountId> account;  ///< who hears of it
    enum class Times { first, again } times = Times::first;
};

/// How long a part waits for the others. Then what came is treated as the message, each gap
/// shown as `[...]`: a code is mostly in the first part.
inline constexpr Duration part_patience = std::chrono::seconds{60};

/// A message with what its text says, worked out before the transaction.
struct Prepared {
    InboundMessage message;
    Extraction extraction;  ///< empty for a part: it is read when joined
};

/// Borrows both; has no state of its own. Thread-safe.
class Inbox {
public:
    Inbox(const Extractor& extractor, crypto::VaultKeys& ring)
        : extractor_(extractor),
          ring_(ring) {}

    Prepared prepare(InboundMessage message) const;

    /// Refusals: `number_invalid` when the number is not one of this supplier's; `unavailable`
    /// with a time when the key ring is exhausted or the same message is in work elsewhere:
    /// don't acknowledge, the sender will repeat.
    Result<Received> receive(db::Tx& tx, const Prepared& prepared, Moment moment) const;

    /// Every second: turns up to `limit` sets of parts that have waited `part_patience`, or whose
    /// lease's window is over, into messages. Refuses `unavailable` as receive() does.
    Result<std::vector<Received>> release_parts(db::Tx& tx, Moment moment, int limit) const;

private:
    const Extractor& extractor_;
    crypto::VaultKeys& ring_;
};

}  // namespace otpost::messages
