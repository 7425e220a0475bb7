// SPDX-License-Identifier: Apache-2.0
#include "messages/vault.hpp"

#include "messages/messages_sql.hpp"
#include "messages/parts.hpp"

namespace otpost::messages {

namespace {

namespace sql = otpost::sql::messages;

crypto::KeyRef slot_ref(const db::Row& row) {
    return {row.int64(0), row.int64(1)};
}

}  // namespace

std::vector<crypto::KeyRef> live_slots(db::Tx& tx, Time now) {
    auto slots = tx.all(sql::live_message_slots, slot_ref, now);
    const auto of_parts = tx.all(sql::live_part_slots, slot_ref, now - parts_abandoned);
    slots.insert(slots.end(), of_parts.begin(), of_parts.end());
    return slots;
}

int expire_content(db::Tx& tx, Time now, int limit) {
    const auto messages = tx.exec(sql::expire_messages, now, limit);
    const auto parts = tx.exec(sql::expire_parts, now, now - parts_abandoned, limit);
    return static_cast<int>(messages + parts);
}

}  // namespace otpost::messages
