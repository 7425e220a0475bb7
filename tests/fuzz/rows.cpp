// SPDX-License-Identifier: Apache-2.0
// Stored rows that we did not write: every reader gives a value, refuses, or says Corruption. The
// first byte says which reads, the rest is what the store answers.
#include "base/money.hpp"
#include "catalog/catalog.hpp"
#include "catalog/seed.hpp"
#include "crypto/key_ring.hpp"
#include "identity/accounts.hpp"
#include "identity/api_keys.hpp"
#include "identity/sessions.hpp"
#include "inventory/inventory.hpp"
#include "inventory/supplier.hpp"
#include "leases/leases.hpp"
#include "ledger/ledger.hpp"
#include "ledger/transfer.hpp"
#include "ledger/verify.hpp"
#include "messages/parts.hpp"
#include "messages/reading.hpp"
#include "messages/vault.hpp"
#include "outbox/outbox.hpp"
#include "routing/routing.hpp"
#include "support/fuzz.hpp"
#include "support/hostile_store.hpp"

#include <string>

namespace otpost {

namespace {

constexpr Time now = from_micros(1'795'000'000'000'000);

void use(Time time) {
    ASSERT(!format_rfc3339(time).empty());
}

void use(Money money) {
    ASSERT(parse_amount(format_amount(money)) == money);
}

void read_leases(db::Tx& tx) {
    for (const auto& lease : leases::list(tx, {.account = AccountId{1}})) {
        use(lease.price);
        use(lease.opened_at);
        ASSERT(!leases::to_string(lease.status).empty());
        static_cast<void>(leases::fee_place(lease));
    }
    static_cast<void>(leases::find_live_on_number(tx, NumberId{1}));
    static_cast<void>(leases::next_deadline(tx));
}

void read_accounts(db::Tx& tx) {
    if (const auto account = identity::find_account(tx, AccountId{1})) use(account->created_at);
    for (const auto& account : identity::search_accounts(tx, {})) {
        ASSERT(!identity::to_string(account.role).empty());
        ASSERT(!identity::to_string(account.status).empty());
    }
    static_cast<void>(identity::list_sessions(tx, AccountId{1}, now));
    for (const auto& key : identity::list_api_keys(tx, AccountId{1})) ASSERT(!key.scopes.empty());
    const identity::ShownSession shown{SessionId{1}, AccountId{1}};
    const auto session = identity::authenticate_session(tx, shown, now);
    ASSERT(!session || !identity::to_string(session->principal.role).empty());
}

void read_catalog(db::Tx& tx) {
    static_cast<void>(catalog::list_countries(tx));
    static_cast<void>(catalog::list_services(tx));
    static_cast<void>(catalog::blocked_services(tx));
    for (const auto& rule : catalog::list_price_rules(tx)) use(rule.price);
}

void export_catalog(db::Tx& tx) {
    ASSERT(catalog::export_countries(tx).ends_with("\r\n"));
    ASSERT(catalog::export_services(tx).ends_with("\r\n"));
    ASSERT(catalog::export_prices(tx).ends_with("\r\n"));
}

void read_inventory(db::Tx& tx) {
    if (const auto number = inventory::find_number(tx, NumberId{1})) {
        use(number->added_at);
        ASSERT(!inventory::to_string(number->status).empty());
    }
    for (const auto& service : inventory::number_services(tx, NumberId{1}))
        ASSERT(!inventory::to_string(service.state).empty());
    for (const auto& supplier : inventory::list_suppliers(tx)) use(supplier.cost_per_code);
}

void read_ledger(db::Tx& tx) {
    for (const auto& line : ledger::statement(tx, WalletId{1}, {})) {
        use(line.amount);
        use(line.booked_at);
        ASSERT(!ledger::to_string(line.kind).empty());
    }
    const auto wallet = ledger::find_wallet(tx, WalletId{1});
    if (wallet) use(wallet->balance);
    for (const auto& transfer : ledger::lease_transfers_after(tx, 1, 0, 10))
        static_cast<void>(ledger::chain_hash(transfer.hash, transfer));
}

void verify_ledger(db::Tx& tx) {
    ASSERT(!ledger::format(ledger::verify(tx)).empty());
}

void read_outbox(db::Tx& tx) {
    for (const auto& event : outbox::events_after(tx, AccountId{1}, 0, 10))
        ASSERT(!outbox::to_string(event.kind).empty());
    static_cast<void>(outbox::last_seq(tx, AccountId{1}));
}

void read_offers(db::Tx& tx) {
    const auto page = routing::list_offers(tx, {}, std::nullopt, 2);
    for (const auto& offer : page.offers) use(offer.price);
    static_cast<void>(routing::find_offer_view(tx, "DE", "telegram"));
    static_cast<void>(routing::services_in_stock(tx));
}

void read_messages(db::Tx& tx) {
    static SeededRandom random{1};
    static const ManualClock clock{now};
    static IdGenerator ids{clock, 1};
    static crypto::KeyRing ring{std::nullopt, random, now, 4};
    const Moment moment{now, ids, random};
    const auto contents = messages::open_contents(tx, LeaseId{1}, ring, moment);
    for (const auto& message : contents.messages) use(message.received_at);
    messages::record_deliveries(tx, contents.deliveries);
    static_cast<void>(messages::live_slots(tx, now));
    for (const auto& joined : messages::join_due(tx, ring, moment, 2))
        use(joined.arrival.received_at);
}

}  // namespace

FUZZ_TARGET(rows) {
    static constexpr void (*reads[])(db::Tx&){
        read_leases,
        read_accounts,
        read_catalog,
        export_catalog,
        read_inventory,
        read_ledger,
        verify_ledger,
        read_outbox,
        read_offers,
        read_messages,
    };
    fuzz::HostileStore store{input};
    try {
        reads[store.choices().byte() % std::size(reads)](store);
    } catch (const db::Corruption&) {
        return;
    }
}

}  // namespace otpost
