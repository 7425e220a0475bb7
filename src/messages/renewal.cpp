// SPDX-License-Identifier: Apache-2.0
#include "messages/renewal.hpp"

#include "messages/content.hpp"
#include "messages/messages_sql.hpp"
#include "messages/parts.hpp"

namespace otpost::messages {

namespace {

namespace sql = otpost::sql::messages;

struct Ending {
    std::int64_t id;
    std::vector<std::byte> bytes;  ///< a message's wrapped key, if it has one; a part's content
    crypto::KeyRef slot;
};

Ending ending(const db::Row& row) {
    Ending ending{row.int64(0), {}, {row.int64(2), row.int64(3)}};
    if (!row.is_null(1)) ending.bytes.assign(row.bytes(1).begin(), row.bytes(1).end());
    return ending;
}

/// How many were moved.
int renew_message(db::Tx& tx, SharedKeys& keys, Random& random, const Ending& message, Time now) {
    const MessageId id{message.id};
    auto key = keys.slot_key(message.slot);
    if (key && !message.bytes.empty()) key = unwrap_key(*key, message.bytes, id);
    if (!key) return 0;
    const crypto::SlotKey slot = keys.retake(message.slot.tag, now);
    const auto wrapped = wrap_key(slot.key, random, *key, id);
    tx.send(sql::renew_message, message.id, wrapped, slot.ref.number);
    return 1;
}

int renew_part(db::Tx& tx, SharedKeys& keys, Random& random, const Ending& part, Time now) {
    const std::string place = cell("message_part", part.id, "content");
    const auto key = keys.slot_key(part.slot);
    if (!key) return 0;
    const auto content = open_content(*key, part.bytes, place);
    if (!content) return 0;
    const crypto::SlotKey slot = keys.retake(part.slot.tag, now);
    const auto sealed = seal_content(slot.key, random, *content, place);
    tx.send(sql::renew_part, part.id, sealed, slot.ref.number);
    return 1;
}

}  // namespace

Renewal renew_content(
    db::Tx& tx, SharedKeys& keys, Random& random, crypto::KeyRef pending, Time now
) {
    const std::int64_t slots = slot_number(pending);
    Renewal renewal{pending};
    for (const Ending& message : tx.all(sql::ending_messages, ending, now, slots, renewal_batch))
        renewal.moved += renew_message(tx, keys, random, message, now);
    const Time from = now - parts_abandoned;
    for (const Ending& part : tx.all(sql::ending_parts, ending, from, slots, renewal_batch))
        renewal.moved += renew_part(tx, keys, random, part, now);
    return renewal;
}

void tell_destroyed(db::Tx& tx, std::span<const std::int64_t> tags) {
    for (const std::int64_t tag : tags) tx.send(sql::empty_slot, tag);
}

std::vector<std::int64_t> slots_in_use(db::Tx& tx, std::int64_t end, Time now) {
    return tx.all(
        sql::slots_in_use,
        [](const db::Row& row) { return row.int64(0); },
        now,
        end,
        now - parts_abandoned
    );
}

}  // namespace otpost::messages
