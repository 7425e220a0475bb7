// SPDX-License-Identifier: Apache-2.0
#include "messages/parts.hpp"

#include "base/assert.hpp"
#include "leases/leases.hpp"
#include "messages/messages_sql.hpp"

#include <algorithm>
#include <string>

namespace otpost::messages {

namespace {

namespace sql = otpost::sql::messages;

constexpr std::string_view gap = "[...]";

/// A part of a set with the same reference, as it lies in the store.
struct KnownPart {
    std::int64_t id;
    std::int64_t set;
    std::int64_t seq;
    std::optional<std::int64_t> joined_as;
    bool same_text;
    std::optional<Time> due;
    Time received_at;
};

struct StoredPart {
    std::int64_t id;
    NumberId number;
    SupplierId supplier;
    std::optional<std::string> supplier_message_id;
    std::int64_t total;
    std::int64_t seq;
    Time received_at;
    std::vector<std::byte> content;  ///< empty: the fact alone was stored
    crypto::KeyRef slot;
};

std::optional<std::string> optional_text(const db::Row& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return std::string{row.text(column)};
}

StoredPart stored_part(const db::Row& row) {
    StoredPart part{
        row.int64(0),
        row.id<NumberId>(1),
        row.id<SupplierId>(2),
        optional_text(row, 3),
        row.int64(4),
        row.int64(5),
        row.time(6),
        {},
        {},
    };
    if (!row.is_null(7)) {
        const auto content = row.bytes(7);
        part.content.assign(content.begin(), content.end());
        part.slot = {row.int64(8), row.int64(9)};
    }
    return part;
}

/// What this file files is a part: whole messages go elsewhere (inbox.cpp).
const Part& part_of(const InboundMessage& message) {
    ASSERT(message.part.has_value());
    return *message.part;
}

/// Of the set that a part is of, and of the part itself.
struct Marks {
    Fingerprint set;
    Fingerprint text;
};

Marks marks_of(const crypto::FingerprintKeys& keys, const InboundMessage& message) {
    const Part& part = part_of(message);
    const std::string set = std::to_string(part.ref) + "/" + std::to_string(part.total);
    const std::string seq = std::to_string(part.seq);
    const std::string& from = message.from.reveal();
    return {
        fingerprint_of(keys, {"set", message.to, from, set}),
        fingerprint_of(keys, {"part", message.to, from, set, seq, message.text.reveal()})
    };
}

std::vector<KnownPart> parts_like(db::Tx& tx, const Marks& marks) {
    const auto read = [&](const db::Row& row) {
        const auto mark = row.bytes(4);
        const bool same = std::ranges::equal(mark, marks.text.stored()) ||
                          std::ranges::equal(mark, marks.text.before());
        return KnownPart{
            row.int64(0),
            row.int64(1),
            row.int64(2),
            row.optional_int64(3),
            same,
            row.optional_time(5),
            row.time(6),
        };
    };
    return tx.all(sql::parts_like, read, marks.set.stored(), marks.set.before());
}

/// The same part again. Once its set is joined only the same second of receipt makes it that:
/// else it is of a second message with the same reference, which must not be dropped (M2).
bool is_repeat(const KnownPart& known, const InboundMessage& message) {
    if (!known.same_text || known.seq != part_of(message).seq) return false;
    using std::chrono::floor, std::chrono::seconds;
    return !known.joined_as ||
           floor<seconds>(known.received_at) == floor<seconds>(message.received_at);
}

/// What became of a part that came before.
Received known_part(db::Tx& tx, std::int64_t id, std::optional<std::int64_t> joined_as) {
    if (joined_as)
        if (auto message = tx.one(sql::find_message, again, *joined_as)) return *message;
    return {MessageId{id}, Outcome::part_waiting, {}, {}, Received::Times::again};
}

/// The set of parts that still waits for this one.
struct OpenSet {
    std::int64_t id;
    std::int64_t parts;
    Time due;
};

std::optional<OpenSet> open_set(const std::vector<KnownPart>& known, int seq, Time now) {
    std::optional<OpenSet> newest;
    for (const KnownPart& part : known) {
        if (part.joined_as || !part.due || *part.due <= now) continue;
        if (!newest || newest->id != part.set) newest = OpenSet{part.set, 0, *part.due};
        ++newest->parts;
    }
    const bool is_taken = newest && std::ranges::any_of(known, [&](const KnownPart& part) {
                              return part.set == newest->id && part.seq == seq;
                          });
    return is_taken ? std::nullopt : newest;
}

/// When the last window of the leases live on the number ends; nothing if none is.
std::optional<Time> last_window_end(db::Tx& tx, NumberId number, Time now) {
    std::optional<Time> end;
    for (const leases::Lease& lease : leases::find_live_on_number(tx, number))
        if (now < lease.expires_at && (!end || *end < lease.expires_at)) end = lease.expires_at;
    return end;
}

struct SealedPart {
    std::vector<std::byte> content;
    crypto::KeyRef slot;
};

struct NewPart {
    std::int64_t id = 0;
    const OpenSet& set;
    NumberId number;
    const InboundMessage& message;
    const Marks& marks;
    std::optional<SealedPart> sealed;
};

void insert(db::Tx& tx, const NewPart& part, Time now) {
    std::optional<std::int64_t> slot;
    std::optional<std::int64_t> tag;
    std::optional<std::span<const std::byte>> content;
    if (part.sealed) {
        slot = part.sealed->slot.number;
        tag = part.sealed->slot.tag;
        content = part.sealed->content;
    }
    tx.send(
        sql::insert_part,
        part.id,
        part.set.id,
        part.number,
        part.message.supplier,
        part.message.supplier_message_id,
        part_of(part.message).total,
        part_of(part.message).seq,
        part.message.received_at,
        now,
        part.marks.set.stored(),
        part.marks.text.stored(),
        content,
        slot,
        tag,
        part.set.due
    );
}

Result<std::optional<SealedPart>> seal_part(
    crypto::VaultKeys& ring, std::int64_t id, const InboundMessage& message, const Moment& moment
) {
    TRY(const crypto::SlotKey slot, take_slot(ring, moment.now));
    const Content content{message.from, message.text, std::nullopt};
    return SealedPart{
        seal_content(slot.key, moment.random, content, cell("message_part", id, "content")),
        slot.ref
    };
}

/// A key that is gone leaves a gap; a content that its key does not open is not what we wrote.
std::optional<Content> open_part(const crypto::VaultKeys& ring, const StoredPart& part) {
    const auto key = ring.slot_key(part.slot);
    if (!key) return std::nullopt;
    auto content = open_content(*key, part.content, cell("message_part", part.id, "content"));
    if (!content) throw db::Corruption{"sealed content of a message part"};
    return content;
}

/// The texts in order with a mark for each run of missing ones.
std::optional<Content> join_contents(
    const crypto::VaultKeys& ring, const std::vector<StoredPart>& parts
) {
    Content joined;
    std::string text;
    text.reserve(parts.size() * 700);
    std::int64_t expected = 1;
    for (const StoredPart& part : parts) {
        if (part.content.empty()) return std::nullopt;
        const auto content = open_part(ring, part);
        if (!content) continue;
        if (part.seq != expected) text += gap;
        text += content->text.reveal();
        if (joined.sender.empty()) joined.sender = content->sender;
        expected = part.seq + 1;
    }
    if (expected <= parts.front().total) text += gap;
    joined.text = Secret{std::move(text)};
    return joined;
}

/// Nothing if another transaction joins the set.
std::optional<JoinedMessage> join_set(
    db::Tx& tx, const crypto::VaultKeys& ring, std::int64_t set, const Moment& moment
) {
    const auto id = moment.ids.make<MessageId>();
    if (tx.exec(sql::claim_set, set, id) == 0) return std::nullopt;
    const auto parts = tx.all(sql::parts_of_set, stored_part, set);
    if (parts.empty()) throw db::Corruption{"message parts without the first of their set"};
    tx.send(sql::close_set, set, id, moment.now + 2 * crypto::fingerprint_span);
    const StoredPart& first = parts.front();
    return JoinedMessage{
        Arrival{
            id,
            first.number,
            first.supplier,
            first.supplier_message_id,
            first.received_at,
            std::nullopt
        },
        join_contents(ring, parts)
    };
}

/// The part that came before under the supplier's own id.
std::optional<Received> find_repeated(db::Tx& tx, const InboundMessage& message) {
    if (!message.supplier_message_id) return std::nullopt;

    struct Found {
        std::int64_t id;
        std::optional<std::int64_t> joined_as;
    };

    const auto found = tx.one(
        sql::find_part,
        [](const db::Row& row) { return Found{row.int64(0), row.optional_int64(1)}; },
        message.supplier,
        *message.supplier_message_id,
        part_of(message).seq
    );
    if (!found) return std::nullopt;
    return known_part(tx, found->id, found->joined_as);
}

}  // namespace

Result<PartOutcome> add_part(
    db::Tx& tx,
    crypto::VaultKeys& ring,
    NumberId number,
    const InboundMessage& message,
    const Moment& moment
) {
    ASSERT(message.part.has_value());
    if (auto repeated = find_repeated(tx, message)) return *repeated;
    const Marks marks = marks_of(ring.fingerprint_keys(moment.now), message);
    const auto known = parts_like(tx, marks);
    for (const KnownPart& part : known)
        if (is_repeat(part, message)) return known_part(tx, part.id, part.joined_as);

    const auto id = moment.ids.next();
    const auto window_end = last_window_end(tx, number, moment.now);
    std::optional<SealedPart> sealed;
    if (window_end) {
        TRY(sealed, seal_part(ring, id, message, moment));
    }
    const Time patience_end = moment.now + part_patience;
    const OpenSet own{id, 0, std::min(patience_end, window_end.value_or(patience_end))};
    const OpenSet set = open_set(known, message.part->seq, moment.now).value_or(own);
    insert(tx, {id, set, number, message, marks, std::move(sealed)}, moment.now);
    if (set.parts + 1 == message.part->total)
        if (auto joined = join_set(tx, ring, set.id, moment)) return *std::move(joined);
    return Received{MessageId{id}, Outcome::part_waiting, {}, {}, Received::Times::first};
}

std::vector<JoinedMessage> join_due(
    db::Tx& tx, crypto::VaultKeys& ring, const Moment& moment, int limit
) {
    const auto sets =
        tx.all(sql::due_sets, [](const db::Row& row) { return row.int64(0); }, moment.now, limit);
    std::vector<JoinedMessage> joined;
    for (const std::int64_t set : sets)
        if (auto message = join_set(tx, ring, set, moment)) joined.push_back(*std::move(message));
    return joined;
}

}  // namespace otpost::messages
