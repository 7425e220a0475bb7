// SPDX-License-Identifier: Apache-2.0
#include "outbox/outbox.hpp"

#include "outbox/outbox_sql.hpp"

#include <array>
#include <utility>

namespace otpost::outbox {

namespace {

constexpr std::array all_kinds{
    EventKind::lease_opened,
    EventKind::lease_code,
    EventKind::lease_cancelled,
    EventKind::lease_expired,
    EventKind::lease_completed,
    EventKind::lease_failed,
    EventKind::lease_message,
    EventKind::wallet_changed
};

EventKind parse_kind(std::string_view text) {
    for (const auto kind : all_kinds) {
        if (to_string(kind) == text) return kind;
    }
    throw db::Corruption{"an event is of no known kind"};
}

}  // namespace

std::string_view to_string(EventKind kind) {
    switch (kind) {
        case EventKind::lease_opened:
            return "lease.opened";
        case EventKind::lease_code:
            return "lease.code";
        case EventKind::lease_cancelled:
            return "lease.cancelled";
        case EventKind::lease_expired:
            return "lease.expired";
        case EventKind::lease_completed:
            return "lease.completed";
        case EventKind::lease_failed:
            return "lease.failed";
        case EventKind::lease_message:
            return "lease.message";
        case EventKind::wallet_changed:
            return "wallet.changed";
    }
    std::unreachable();
}

void append_events(
    db::Tx& tx, AccountId account, std::span<const NewEvent> events, const Moment& moment
) {
    auto before_last = static_cast<std::int64_t>(events.size());
    if (before_last == 0) return;
    tx.send(sql::outbox::advance_cursor, account, before_last);
    for (const auto& [kind, subject, data] : events) {
        tx.send(
            sql::outbox::insert_event,
            moment.ids.next(),
            account,
            --before_last,
            to_string(kind),
            subject,
            data,
            moment.now
        );
    }
    tx.announce({db::Announcement::Topic::account_events, account.value()});
}

std::vector<Event> events_after(db::Tx& tx, AccountId account, std::int64_t seq, int limit) {
    const auto read = [](const db::Row& row) {
        return Event{
            .seq = row.int64(0),
            .kind = parse_kind(row.text(1)),
            .subject = row.int64(2),
            .data = std::string{row.text(3)},
            .created_at = row.time(4)
        };
    };
    return tx.all(sql::outbox::events_after, read, account, seq, limit);
}

std::int64_t last_seq(db::Tx& tx, AccountId account) {
    const auto read = [](const db::Row& row) { return row.int64(0); };
    return tx.one(sql::outbox::last_seq, read, account).value_or(0);
}

std::int64_t prune_events(db::Tx& tx, Time before, int limit) {
    return tx.exec(sql::outbox::prune_events, before, limit);
}

}  // namespace otpost::outbox
