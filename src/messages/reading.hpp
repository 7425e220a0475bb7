// SPDX-License-Identifier: Apache-2.0
// Showing content to the holder of a lease, which is its *delivery*: from then on it has at most
// 5 minutes to live (M6). The caller has checked that the lease is the asking account's.
//
// A lease whose messages_count is 0 has nothing to read: don't ask. Else open_contents() in a read
// transaction; what was never shown before comes with a Delivery, and whoever shows it sees to it
// that record_deliveries() is committed: before, or at once afterwards (api/delivery_recorder.hpp).
#pragma once

#include "base/moment.hpp"
#include "base/secret.hpp"
#include "crypto/vault_keys.hpp"
#include "db/database.hpp"
#include "leases/lease.hpp"
#include "messages/content.hpp"

#include <optional>
#include <span>
#include <vector>

namespace otpost::messages {

struct MessageView {
    MessageId id;
    Time received_at;
    std::optional<Time> delivered_at;
    std::optional<Time> content_until;  ///< when the content will be gone
    bool has_code = false;
    std::optional<Content> content;  ///< nothing once it is gone
};

/// What showing a message leaves in the store: its key, wrapped by the bucket of the moment it was
/// shown at. It means the same however much later it is recorded.
struct Delivery {
    MessageId message;
    crypto::KeyRef slot;  ///< whose key opens the content until this is on record
    Time at;
    crypto::KeyRef bucket;
    std::vector<std::byte> wrapped_key;
    Time content_until;  ///< when the bucket dies
};

struct LeaseContents {
    std::vector<MessageView> messages;  ///< oldest first
    std::vector<Delivery> deliveries;   ///< of content that was never delivered before
};

/// The newest 100 messages of the lease, with the content that still lives. Only reads.
LeaseContents open_contents(
    db::Tx& tx, LeaseId lease, crypto::VaultKeys& ring, const Moment& moment
);

/// Idempotent. Of several deliveries of one message the first on record holds.
void record_deliveries(db::Tx& tx, std::span<const Delivery> deliveries);

/// The code to show for the lease: that of its newest message with one, while it lives. Null
/// while another code is awaited (L10). Borrowed from `contents`.
const Secret* current_code(const leases::Lease& lease, const LeaseContents& contents);

}  // namespace otpost::messages
