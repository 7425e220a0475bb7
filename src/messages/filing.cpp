// SPDX-License-Identifier: Apache-2.0
#include "messages/filing.hpp"

#include "leases/leases.hpp"
#include "messages/matching.hpp"
#include "messages/messages_sql.hpp"

#include <span>
#include <utility>

namespace otpost::messages {

namespace {

namespace sql = otpost::sql::messages;

/// A resend may come as long as its fingerprint can be compared.
constexpr Duration fact_memory = 2 * crypto::fingerprint_span;

/// How soon the ring may have free slots again.
constexpr std::chrono::seconds exhausted_pause{15};

/// Tells the lease of its message. Nothing if a cancel or the deadline was first (L11).
std::optional<leases::Lease> tell(
    db::Tx& tx, LeaseId lease, const Extraction& extraction, const Moment& moment
) {
    if (extraction.code) {
        auto recorded = leases::record_code(tx, lease, moment);
        if (!recorded) return std::nullopt;
        return std::move(recorded->lease);
    }
    auto recorded = leases::record_message(tx, lease, moment);
    if (!recorded) return std::nullopt;
    return *std::move(recorded);
}

std::optional<std::span<const std::byte>> stored(const std::optional<Fingerprint>& fingerprint) {
    if (!fingerprint) return std::nullopt;
    return fingerprint->stored();
}

}  // namespace

Result<crypto::SlotKey> take_slot(crypto::VaultKeys& ring, Time now) {
    auto slot = ring.take(now);
    if (!slot)
        return refuse_until(
            ErrorCode::unavailable, "too many messages wait to be read", now + exhausted_pause
        );
    return *std::move(slot);
}

Received again(const db::Row& row) {
    const auto outcome = parse_outcome(row.text(1));
    if (!outcome) throw db::Corruption{"outcome of a message"};
    Received received{row.id<MessageId>(0), *outcome, {}, {}, Received::Times::again};
    if (!row.is_null(2)) received.lease = row.id<LeaseId>(2);
    return received;
}

Received file_fact(db::Tx& tx, const Arrival& arrival, Outcome outcome, const Moment& moment) {
    tx.send(
        sql::insert_message,
        arrival.id,
        arrival.number,
        arrival.supplier,
        arrival.supplier_message_id,
        nullptr,
        arrival.received_at,
        moment.now,
        to_string(outcome),
        false,
        nullptr,
        nullptr,
        nullptr,
        nullptr,
        moment.now + fact_memory,
        stored(arrival.fingerprint)
    );
    return {arrival.id, outcome, {}, {}, Received::Times::first};
}

Result<Received> file_message(
    db::Tx& tx,
    crypto::VaultKeys& ring,
    const Arrival& arrival,
    Content content,
    const Extraction& extraction,
    const Moment& moment
) {
    const auto on_number = leases::find_live_on_number(tx, arrival.number);
    const NamedService named =
        on_number.empty() ? NamedService::none : named_service(tx, extraction);
    const Recipient recipient = match(on_number, extraction, named, moment.now);
    if (recipient.wrongly_chosen != nullptr && extraction.service) {
        // Refused when the lease was closed meanwhile; then there is nothing to note.
        static_cast<void>(leases::record_other_service(
            tx, recipient.wrongly_chosen->id, *extraction.service, moment
        ));
    }
    if (recipient.lease == nullptr) return file_fact(tx, arrival, recipient.outcome, moment);
    TRY(const crypto::SlotKey slot, take_slot(ring, moment.now));
    const auto lease = tell(tx, recipient.lease->id, extraction, moment);
    if (!lease) return file_fact(tx, arrival, Outcome::late, moment);
    if (extraction.code) content.code = Secret{*extraction.code};
    tx.send(
        sql::insert_message,
        arrival.id,
        arrival.number,
        arrival.supplier,
        arrival.supplier_message_id,
        lease->id,
        arrival.received_at,
        moment.now,
        to_string(Outcome::delivered_to_lease),
        extraction.code.has_value(),
        seal_content(
            slot.key, moment.random, content, cell("message", arrival.id.value(), "content")
        ),
        "pending",
        slot.ref.number,
        slot.ref.tag,
        lease->expires_at,
        stored(arrival.fingerprint)
    );
    return Received{
        arrival.id, Outcome::delivered_to_lease, lease->id, lease->account, Received::Times::first
    };
}

}  // namespace otpost::messages
