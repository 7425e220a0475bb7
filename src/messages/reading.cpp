// SPDX-License-Identifier: Apache-2.0
#include "messages/reading.hpp"

#include "messages/messages_sql.hpp"

#include <algorithm>
#include <string>

namespace otpost::messages {

namespace {

namespace sql = otpost::sql::messages;

struct StoredMessage {
    MessageView view;
    bool is_pending = false;
    std::vector<std::byte> content;  ///< sealed; empty once it is gone
    std::vector<std::byte> wrapped_key;
    crypto::KeyRef sealed_by;  ///< a slot's key while pending, then a bucket's
};

std::vector<std::byte> bytes_or_none(const db::Row& row, int column) {
    if (row.is_null(column)) return {};
    const auto bytes = row.bytes(column);
    return {bytes.begin(), bytes.end()};
}

StoredMessage stored_message(const db::Row& row) {
    StoredMessage message;
    message.view.id = row.id<MessageId>(0);
    message.view.received_at = row.time(1);
    message.view.delivered_at = row.optional_time(2);
    message.view.has_code = row.boolean(3);
    message.content = bytes_or_none(row, 4);
    if (message.content.empty()) return message;
    message.wrapped_key = bytes_or_none(row, 5);
    message.is_pending = row.text(6) == "pending";
    message.sealed_by = {row.int64(7), row.int64(8)};
    message.view.content_until = row.time(9);
    return message;
}

std::vector<StoredMessage> stored_messages(db::Tx& tx, LeaseId lease) {
    auto messages = tx.all(sql::messages_of_lease, stored_message, lease);
    std::ranges::reverse(messages);
    return messages;
}

/// The key that the content is sealed by; nothing once it is destroyed.
std::optional<crypto::Key> content_key(
    const StoredMessage& message, const crypto::VaultKeys& keys, Time now
) {
    if (message.content.empty() || message.view.content_until <= now) return std::nullopt;
    auto sealed_by = message.is_pending ? keys.slot_key(message.sealed_by)
                                        : keys.bucket_key(message.sealed_by, now);
    // A slot's key is the content's own until it had to outlive the slot (renewal.hpp).
    if (!sealed_by || (message.is_pending && message.wrapped_key.empty())) return sealed_by;
    auto key = unwrap_key(*sealed_by, message.wrapped_key, message.view.id);
    if (!key) throw db::Corruption{"wrapped key of a message"};
    return key;
}

Content open(const StoredMessage& message, const crypto::Key& key) {
    auto content =
        open_content(key, message.content, cell("message", message.view.id.value(), "content"));
    if (!content) throw db::Corruption{"sealed content of a message"};
    return *std::move(content);
}

Delivery deliver(
    const StoredMessage& message,
    const crypto::Key& key,
    crypto::VaultKeys& ring,
    const Moment& moment
) {
    crypto::BucketKey bucket = ring.delivery_bucket(moment.now);
    return {
        .message = message.view.id,
        .slot = message.sealed_by,
        .at = moment.now,
        .bucket = bucket.ref,
        .wrapped_key = wrap_key(bucket.key, moment.random, key, message.view.id),
        .content_until = bucket.dies_at
    };
}

}  // namespace

LeaseContents open_contents(
    db::Tx& tx, LeaseId lease, crypto::VaultKeys& ring, const Moment& moment
) {
    LeaseContents contents;
    for (StoredMessage& message : stored_messages(tx, lease)) {
        const auto key = content_key(message, ring, moment.now);
        if (!key) message.view.content_until.reset();
        if (key) message.view.content = open(message, *key);
        if (key && message.is_pending) {
            const auto& delivery =
                contents.deliveries.emplace_back(deliver(message, *key, ring, moment));
            message.view.delivered_at = delivery.at;
            message.view.content_until = delivery.content_until;
        }
        contents.messages.push_back(std::move(message.view));
    }
    return contents;
}

void record_deliveries(db::Tx& tx, std::span<const Delivery> deliveries) {
    for (const Delivery& delivery : deliveries) {
        // Not looked at: when another delivery was first, its bucket holds and not this one.
        tx.send(
            sql::mark_delivered,
            delivery.message,
            delivery.at,
            delivery.bucket.number,
            delivery.bucket.tag,
            delivery.wrapped_key,
            delivery.content_until
        );
    }
}

const Secret* current_code(const leases::Lease& lease, const LeaseContents& contents) {
    if (lease.awaiting_code) return nullptr;
    for (auto message = contents.messages.rbegin(); message != contents.messages.rend();
         ++message) {
        if (!message->has_code) continue;
        const auto& content = message->content;
        return content && content->code ? &*content->code : nullptr;
    }
    return nullptr;
}

}  // namespace otpost::messages
