// SPDX-License-Identifier: Apache-2.0
// The second half of receiving: a whole message with a known text finds its lease, which is told,
// and becomes a row. Shared by messages that come whole and those joined from parts.
#pragma once

#include "base/error.hpp"
#include "base/moment.hpp"
#include "crypto/vault_keys.hpp"
#include "db/database.hpp"
#include "messages/content.hpp"
#include "messages/extract/extract.hpp"
#include "messages/fingerprint.hpp"
#include "messages/inbox.hpp"

#include <optional>
#include <string>

namespace otpost::messages {

struct Arrival {
    MessageId id;
    NumberId number;
    SupplierId supplier;
    std::optional<std::string> supplier_message_id;
    Time received_at;
    std::optional<Fingerprint> fingerprint;
};

/// `content.code` is set from the extraction. Refuses `unavailable` when the ring is exhausted.
Result<Received> file_message(
    db::Tx& tx,
    crypto::VaultKeys& ring,
    const Arrival& arrival,
    Content content,
    const Extraction& extraction,
    const Moment& moment
);

/// Records the fact that a message came, and nothing of it (M3).
Received file_fact(db::Tx& tx, const Arrival& arrival, Outcome outcome, const Moment& moment);

/// The row's outcome, as the answer to a duplicate.
Received again(const db::Row& row);

/// A key for one content, or `unavailable` with the time to try again.
Result<crypto::SlotKey> take_slot(crypto::VaultKeys& ring, Time now);

}  // namespace otpost::messages
