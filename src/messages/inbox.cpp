// SPDX-License-Identifier: Apache-2.0
#include "messages/inbox.hpp"

#include "inventory/inventory.hpp"
#include "messages/filing.hpp"
#include "messages/messages_sql.hpp"
#include "messages/parts.hpp"

#include <utility>
#include <variant>

namespace otpost::messages {

namespace {

namespace sql = otpost::sql::messages;

constexpr int parts_max = 255;

/// A part of one, or one that can't be, is a message of its own.
bool is_real(const Part& part) {
    return part.total > 1 && part.total <= parts_max && part.seq >= 1 && part.seq <= part.total;
}

/// The second of receipt: networks tell the time no finer, and a resend repeats it.
std::string second_of(Time time) {
    return std::to_string(std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count()
    );
}

Fingerprint mark_of(const crypto::FingerprintKeys& keys, const InboundMessage& message) {
    const std::string second = second_of(message.received_at);
    return fingerprint_of(
        keys, {"message", message.to, message.from.reveal(), message.text.reveal(), second}
    );
}

/// The message that this one repeats. An id that it has not come under before is kept.
std::optional<Received> find_known(
    db::Tx& tx, const InboundMessage& message, const Fingerprint& fingerprint
) {
    bool is_same_id = true;
    const auto known = tx.one(
        sql::find_known,
        [&](const db::Row& row) {
            const auto& id = message.supplier_message_id;
            is_same_id = !id || (!row.is_null(3) && row.text(3) == *id);
            return again(row);
        },
        message.supplier,
        message.supplier_message_id,
        fingerprint.stored(),
        fingerprint.before()
    );
    if (known && !is_same_id)
        tx.send(sql::insert_alias, message.supplier, *message.supplier_message_id, known->message);
    return known;
}

Result<Received> file_joined(
    db::Tx& tx,
    crypto::VaultKeys& ring,
    const Extractor& extractor,
    JoinedMessage joined,
    const Moment& moment
) {
    if (!joined.content) return file_fact(tx, joined.arrival, Outcome::no_lease, moment);
    const Extraction extraction =
        extractor.extract(joined.content->sender.reveal(), joined.content->text.reveal());
    return file_message(tx, ring, joined.arrival, *std::move(joined.content), extraction, moment);
}

}  // namespace

Prepared Inbox::prepare(InboundMessage message) const {
    if (message.part && !is_real(*message.part)) message.part.reset();
    Extraction extraction;
    if (!message.part)
        extraction = extractor_.extract(message.from.reveal(), message.text.reveal());
    return {std::move(message), std::move(extraction)};
}

Result<Received> Inbox::receive(db::Tx& tx, const Prepared& prepared, Moment moment) const {
    const InboundMessage& message = prepared.message;
    const auto number = inventory::find_by_e164(tx, message.to);
    if (!number || number->supplier != message.supplier)
        return refuse(ErrorCode::number_invalid, "the number is not one of this supplier's");
    // Also locks the number's row: messages to one number are received one after the other, so
    // that of two duplicates, or two last parts, one sees the other.
    inventory::touch_last_message(tx, number->id, moment.now);
    if (message.part) {
        TRY(PartOutcome part, add_part(tx, ring_, number->id, message, moment));
        if (const auto* received = std::get_if<Received>(&part)) return *received;
        return file_joined(tx, ring_, extractor_, std::get<JoinedMessage>(std::move(part)), moment);
    }
    const Fingerprint fingerprint = mark_of(ring_.fingerprint_keys(moment.now), message);
    if (const auto known = find_known(tx, message, fingerprint)) return *known;
    const Arrival arrival{
        moment.ids.make<MessageId>(),
        number->id,
        message.supplier,
        message.supplier_message_id,
        message.received_at,
        fingerprint
    };
    return file_message(
        tx, ring_, arrival, {message.from, message.text, std::nullopt}, prepared.extraction, moment
    );
}

Result<std::vector<Received>> Inbox::release_parts(db::Tx& tx, Moment moment, int limit) const {
    std::vector<Received> released;
    for (JoinedMessage& joined : join_due(tx, ring_, moment, limit)) {
        TRY(Received received, file_joined(tx, ring_, extractor_, std::move(joined), moment));
        released.push_back(received);
    }
    return released;
}

}  // namespace otpost::messages
