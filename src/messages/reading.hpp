// SPDX-License-Identifier: Apache-2.0
// Showing content to the holder of a lease, which is its *delivery*: from then on it has at most
// 5 minutes to live (M6). The caller has checked that the lease is the asking account's.
//
// A lease whose messages_count is 0 has nothing to read: don't ask. Else:
//  1. contents_of() in a read transaction; if nothing is undelivered that is the answer;
//  2. otherwise deliver() in a write transaction gives the same with the new content opened.
#pragma once

#include "base/moment.hpp"
#include "base/secret.hpp"
#include "crypto/key_ring.hpp"
#include "db/database.hpp"
#include "leases/lease.hpp"
#include "messages/content.hpp"

#include <optional>
#include <vector>

namespace otpost::messages {

struct MessageView {
    MessageId id;
    Time received_at;
    std::optional<Time> delivered_at;
    std::optional<Time> content_until;  ///< when the content will be gone
    bool has_code = false;
    std::optional<Content> content;  ///< nothing: gone, or not delivered yet
};

struct LeaseContents {
    std::vector<MessageView> messages;  ///< oldest first
    int undelivered = 0;                ///< live content that only deliver() may open
};

/// The newest 100 messages of the lease, with the content that was delivered before and still
/// lives. Only reads.
LeaseContents contents_of(db::Tx& tx, LeaseId lease, const crypto::KeyRing& ring, Time now);

/// Delivers what is undelivered: wraps its key under the bucket of `now`. Idempotent, and of
/// several at once one wins and all see the content.
LeaseContents deliver(db::Tx& tx, LeaseId lease, crypto::KeyRing& ring, Moment moment);

/// The code to show for the lease: that of its newest message with one, while it lives. Null
/// while another code is awaited (L10). Borrowed from `contents`.
const Secret* current_code(const leases::Lease& lease, const LeaseContents& contents);

}  // namespace otpost::messages
