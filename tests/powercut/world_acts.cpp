// SPDX-License-Identifier: Apache-2.0
// What can happen in a round.
#include "crypto/hash.hpp"
#include "inventory/inventory.hpp"
#include "messages/reading.hpp"
#include "messages/vault.hpp"
#include "world.hpp"

#include <fmt/format.h>

#include <array>
#include <stdexcept>
#include <utility>

namespace otpost::powercut {

namespace {

constexpr std::array service_names{"WhatsApp", "Telegram"};
constexpr int leases_at_once = 4;

const messages::Extractor& extractor() {
    static const auto extractor = messages::Extractor::from_embedded();
    return extractor;
}

}  // namespace

World::Act World::next_call(int number) {
    const auto& customer = customers_.front();
    auto key = fmt::format("call-{}", number);
    if (number % 2 == 0) return open_lease(customer, std::move(key));
    const auto cancel = [this, customer](db::Tx& tx) -> Result<api::Answer> {
        const leases::ListLeases query{
            .account = customer.account, .filter = leases::StatusFilter::live, .limit = 1
        };
        for (const auto& lease : leases::list(tx, query)) {
            CHECK(leases::cancel(tx, {customer.account, lease.id}, moment()));
        }
        return api::Answer{200, "cancelled", {}};
    };
    return keyed(customer.account, std::move(key), "cancel", cancel);
}

World::Act World::draw() {
    const auto& customer = customers_.at(below(customers_.size()));
    if (!live_.empty() && percent(55)) return draw_of_lease(live_.at(below(live_.size())));
    if (percent(15) && !keys_used_.empty()) {
        const auto& [account, key] = keys_used_.at(below(keys_used_.size()));
        for (const auto& other : customers_) {
            if (other.account == account) return open_lease(other, key);
        }
    }
    if (percent(15)) return top_up();
    if (percent(15)) return duty();
    if (percent(5)) {
        return [this](db::Tx& tx) -> Result<Receipts> {
            ledger::open_wallet(tx, WalletId{ids_.next()}, "EUR");
            throw std::runtime_error("a work that fails");
        };
    }
    keys_used_.emplace_back(customer.account, fmt::format("key-{}", works_));
    return open_lease(customer, keys_used_.back().second);
}

World::Act World::draw_of_lease(const leases::Lease& lease) {
    const auto changed = [this](auto command, auto subject) -> Act {
        return [this, command, subject](db::Tx& tx) -> Result<Receipts> {
            TRY(const auto after, command(tx, subject, moment()));
            return Receipts{{.kind = Receipt::Kind::lease, .id = after.id.value()}};
        };
    };
    const leases::LeaseRef ref{lease.account, lease.id};
    switch (below(9)) {
        case 0:
            return cancel(lease);
        case 1:
            return changed(leases::finish, ref);
        case 2:
            return changed(leases::another_code, ref);
        case 3:
            return changed(leases::fail, lease.id);
        case 4:
            return switch_from(lease);
        case 5:
            return show(lease);
        default:
            return message_to(lease);
    }
}

World::Act World::cancel(const leases::Lease& lease) {
    const leases::LeaseRef ref{lease.account, lease.id};
    const auto cancel = [this, ref](db::Tx& tx) -> Result<api::Answer> {
        TRY(const auto cancelled, leases::cancel(tx, ref, moment()));
        return api::Answer{200, to_string(cancelled.id), {}};
    };
    return keyed(lease.account, fmt::format("cancel-{}", works_), "cancel", cancel);
}

World::Act World::switch_from(const leases::Lease& lease) {
    return [this, lease](db::Tx& tx) -> Result<Receipts> {
        const auto next = order_of({lease.account, lease.wallet});
        TRY(const auto switched, leases::switch_to(tx, lease.id, next, moment()));
        return Receipts{{.kind = Receipt::Kind::lease, .id = switched.opened.id.value()}};
    };
}

World::Act World::show(const leases::Lease& lease) {
    return [this, id = lease.id](db::Tx& tx) -> Result<Receipts> {
        const auto shown = messages::open_contents(tx, id, ring_, moment());
        messages::record_deliveries(tx, shown.deliveries);
        return Receipts{};
    };
}

leases::OpenLease World::order_of(const Customer& customer) {
    return {
        .account = customer.account,
        .wallet = customer.wallet,
        .limits = {.open_at_once = leases_at_once, .per_hour = 1'000},
        .country = "DE",
        .service = services.at(random_.below(services.size()))
    };
}

World::Act World::open_lease(const Customer& customer, std::string key) {
    const auto open = [this, customer](db::Tx& tx) -> Result<api::Answer> {
        TRY(const auto lease, leases::open(tx, order_of(customer), moment()));
        return api::Answer{201, to_string(lease.id), {}};
    };
    return keyed(customer.account, std::move(key), "open", open);
}

api::Call World::call(AccountId account, std::string key, const std::string& request) {
    api::Call made{
        .moment = moment(),
        .principal = {},
        .request_id = {},
        .remote_ip = {},
        .user_agent = {},
        .idempotency_key = std::move(key),
        .request_hash = std::string{crypto::as_text(crypto::sha256({request}))},
        .shown_once = {}
    };
    made.principal.account = account;
    return made;
}

World::Act World::keyed(AccountId account, std::string key, std::string request, api::Step step) {
    return [this,
            account,
            key = std::move(key),
            request = std::move(request),
            step = std::move(step)](db::Tx& tx) -> Result<Receipts> {
        TRY(auto answer, api::once(tx, call(account, key, request), step));
        Receipts receipts{
            {.kind = Receipt::Kind::answer, .id = account.value(), .key = key, .body = answer.body}
        };
        if (answer.status == 201) {
            const auto lease = parse<LeaseTag>(answer.body);
            receipts.push_back({.kind = Receipt::Kind::lease, .id = lease.value().value()});
        }
        return receipts;
    };
}

World::Act World::message_to(const leases::Lease& lease) {
    if (last_message_ && percent(10)) return receive(*last_message_);
    const auto service = percent(85) ? (lease.service == services[0] ? 0U : 1U) : below(2);
    const auto code = 100'000 + below(900'000);
    messages::InboundMessage message;
    message.supplier = supplier_;
    message.supplier_message_id = fmt::format("m{}", ++messages_made_);
    message.to = lease.e164;
    message.from = Secret{service_names.at(service)};
    message.text = Secret{fmt::format("Your {} code is {}", service_names.at(service), code)};
    message.received_at = clock_.now();
    if (percent(20)) message.part = messages::Part{7, 2, 1 + static_cast<int>(below(2))};
    last_message_ = message;
    return receive(std::move(message));
}

World::Act World::receive(messages::InboundMessage message) {
    const messages::Inbox inbox{extractor(), ring_};
    auto prepared = std::make_shared<messages::Prepared>(inbox.prepare(std::move(message)));
    return [this, prepared](db::Tx& tx) -> Result<Receipts> {
        const messages::Inbox desk{extractor(), ring_};
        TRY(const auto received, desk.receive(tx, *prepared, moment()));
        if (prepared->message.part) return Receipts{};
        return Receipts{{.kind = Receipt::Kind::message, .id = received.message.value()}};
    };
}

World::Act World::top_up() {
    const auto wallet = customers_.at(below(customers_.size())).wallet;
    const Money amount{static_cast<std::int64_t>(100'000 * (1 + below(20)))};
    return [this, wallet, amount](db::Tx& tx) -> Result<Receipts> {
        CHECK(ledger::credit_manual(tx, {wallet, amount, "cash", AccountId{1}}, moment()));
        return Receipts{
            {.kind = Receipt::Kind::top_up, .id = wallet.value(), .amount = amount.micros()}
        };
    };
}

World::Act World::duty() {
    const auto which = below(4);
    return [this, which](db::Tx& tx) -> Result<Receipts> {
        const auto now = clock_.now();
        if (which == 0) {
            leases::expire_due(tx, moment(), 100);
        } else if (which == 1) {
            inventory::end_quarantine(tx, now, 100);
        } else if (which == 2) {
            messages::expire_content(tx, now, 100);
        } else {
            const messages::Inbox desk{extractor(), ring_};
            CHECK(desk.release_parts(tx, moment(), 100));
        }
        return Receipts{};
    };
}

}  // namespace otpost::powercut
