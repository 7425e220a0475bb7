// SPDX-License-Identifier: Apache-2.0
#include "leases/lease_fixture.hpp"
#include "leases/leases_sql.hpp"
#include "outbox/outbox.hpp"

#include <gmock/gmock.h>

namespace otpost::leases {
namespace {

using std::chrono::minutes;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class OpeningTest : public LeaseTest {};

INSTANTIATE_TEST_SUITE_P(Engines, OpeningTest, testing::all_engines, testing::engine_name);

TEST_P(OpeningTest, StatementsPrepare) {
    namespace text = sql::leases;
    testing::prepare_all(
        database(),
        {&text::account_usage,      &text::insert_lease,         &text::cancel_lease,
         &text::close_for_switch,   &text::finish_lease,         &text::ask_another_code,
         &text::receive_first_code, &text::receive_further_code, &text::receive_message,
         &text::note_other_service, &text::fail_lease,           &text::expire_due,
         &text::expire_one,         &text::next_deadline,        &text::find_lease,
         &text::list_leases,        &text::list_live_leases,     &text::list_closed_leases,
         &text::live_on_number,     &text::leases_after,         &text::search_leases}
    );
}

TEST_P(OpeningTest, L2_OpeningTakesFeeNumberAndDeadline) {
    add_numbers(1);
    top_up(ada, Money{1'000'000});
    const auto lease = open_for(ada);
    EXPECT_EQ(lease.status, Status::waiting);
    EXPECT_EQ(lease.price, chat_price);
    EXPECT_EQ(lease.currency, "EUR");
    EXPECT_EQ(lease.country, "DE");
    EXPECT_EQ(lease.service, "chat");
    EXPECT_EQ(lease.supplier_cost, code_cost);
    EXPECT_EQ(lease.operator_share, Money{140'000});
    EXPECT_EQ(lease.opened_at, now());
    EXPECT_THAT(lease.e164, HasSubstr("+4915"));
    EXPECT_EQ(wallet_of(ada).balance, Money{650'000});
    EXPECT_EQ(wallet_of(ada).held, chat_price);
    expect_whole_books();
}

TEST_P(OpeningTest, L2_WhatIsStoredIsWhatWasReturned) {
    const auto lease = open_one();
    const auto found = stored(lease);
    EXPECT_EQ(found.number, lease.number);
    EXPECT_EQ(found.e164, lease.e164);
    EXPECT_EQ(found.supplier, lease.supplier);
    EXPECT_EQ(found.supplier_payable, lease.supplier_payable);
    EXPECT_EQ(found.operator_payable, lease.operator_payable);
    EXPECT_EQ(found.operator_share, lease.operator_share);
    EXPECT_EQ(found.quarantine, lease.quarantine);
    EXPECT_EQ(found.expires_at, lease.expires_at);
    EXPECT_EQ(found.cancel_allowed_at, lease.cancel_allowed_at);
    EXPECT_EQ(found.status, Status::waiting);
    EXPECT_EQ(found.message_count, 0);
    EXPECT_FALSE(found.closed_at);
}

TEST_P(OpeningTest, L3_TheDeadlineIsTheWindowAway) {
    add_numbers(2);
    top_up(ada, Money{1'000'000});
    EXPECT_EQ(open_for(ada).expires_at, now() + minutes{20});
    auto order = order_of(ada);
    order.window = minutes{5};
    EXPECT_EQ(try_open(order).value().expires_at, now() + minutes{5});
}

TEST_P(OpeningTest, L1_APriceAboveTheCapIsRefused) {
    add_numbers(2);
    top_up(ada, Money{1'000'000});
    auto order = order_of(ada);
    order.max_price = Money{chat_price.micros() - 1};
    EXPECT_EQ(try_open(order).error().code, ErrorCode::price_above_cap);
    EXPECT_EQ(wallet_of(ada).balance, Money{1'000'000});
    order.max_price = chat_price;
    EXPECT_TRUE(try_open(order));
}

TEST_P(OpeningTest, L1_TheCatalogueRefuses) {
    top_up(ada, Money{1'000'000});
    auto order = order_of(ada);
    order.service = "nosuch";
    EXPECT_EQ(try_open(order).error().code, ErrorCode::service_unknown);
    order = order_of(ada);
    order.country = "XX";
    EXPECT_EQ(try_open(order).error().code, ErrorCode::country_unknown);
}

TEST_P(OpeningTest, L2_WithoutFundsNothingIsTaken) {
    add_numbers(1);
    top_up(ada, Money{349'999});
    EXPECT_EQ(try_open(order_of(ada)).error().code, ErrorCode::insufficient_funds);
    EXPECT_EQ(wallet_of(ada).balance, Money{349'999});
    top_up(ada, Money{1});
    EXPECT_TRUE(try_open(order_of(ada)));
    expect_whole_books();
}

TEST_P(OpeningTest, L2_WithoutANumberNoFeeIsTaken) {
    top_up(ada, Money{1'000'000});
    EXPECT_EQ(try_open(order_of(ada)).error().code, ErrorCode::out_of_stock);
    EXPECT_EQ(wallet_of(ada).balance, Money{1'000'000});
    EXPECT_EQ(verify(database()).leases, 0);
    expect_whole_books();
}

TEST_P(OpeningTest, L2_AWalletOfAnotherCurrencyCanNotPay) {
    add_numbers(1);
    write([&](db::Tx& tx) { ledger::open_wallet(tx, WalletId{23}, "USD"); });
    const Customer cyd{AccountId{13}, WalletId{23}};
    top_up(cyd, Money{1'000'000});
    EXPECT_EQ(try_open(order_of(cyd)).error().code, ErrorCode::offer_unavailable);
    EXPECT_EQ(wallet_of(cyd).balance, Money{1'000'000});
}

TEST_P(OpeningTest, I4_ANumberIsLeasedOnceForAServiceAtATime) {
    add_numbers(1);
    top_up(ada, Money{5'000'000});
    top_up(bob, Money{5'000'000});
    const auto chat = open_for(ada, "chat");
    EXPECT_EQ(try_open(order_of(bob, "chat")).error().code, ErrorCode::out_of_stock);
    const auto shop = open_for(bob, "shop");
    EXPECT_EQ(shop.number, chat.number);
    const auto live = read([&](db::Tx& tx) { return find_live_on_number(tx, chat.number); });
    EXPECT_EQ(live.size(), 2U);
}

TEST_P(OpeningTest, I4_TheStoreRefusesASecondLiveLeaseOnANumber) {
    add_numbers(2);
    top_up(ada, Money{5'000'000});
    const auto first = open_for(ada);
    const auto second = open_for(ada);
    EXPECT_THROW(
        run(fmt::format(
            "UPDATE lease SET number_id = {} WHERE id = {}", first.number.value(), second.id.value()
        )),
        db::Conflict
    );
}

TEST_P(OpeningTest, L2_AfterACodeTheNumberIsNotOfferedAgainForTheService) {
    add_numbers(1);
    top_up(ada, Money{5'000'000});
    const auto lease = open_for(ada);
    ASSERT_TRUE(code_for(lease));
    ASSERT_TRUE(act(finish, lease));
    clock_.advance(std::chrono::hours{48});
    write([&](db::Tx& tx) { inventory::end_quarantine(tx, now(), 100); });
    EXPECT_EQ(try_open(order_of(bob)).error().code, ErrorCode::insufficient_funds);
    EXPECT_EQ(try_open(order_of(ada)).error().code, ErrorCode::out_of_stock);
    EXPECT_TRUE(try_open(order_of(ada, "shop")));
}

TEST_P(OpeningTest, L2_AfterACancelTheNumberRestsAndComesBack) {
    add_numbers(1);
    top_up(ada, Money{5'000'000});
    auto order = order_of(ada);
    order.quarantine = minutes{3};
    ASSERT_TRUE(act(cancel, try_open(order).value()));
    clock_.advance(minutes{3} - Duration{1});
    write([&](db::Tx& tx) { inventory::end_quarantine(tx, now(), 100); });
    EXPECT_EQ(try_open(order_of(ada)).error().code, ErrorCode::out_of_stock);
    clock_.advance(Duration{1});
    write([&](db::Tx& tx) { inventory::end_quarantine(tx, now(), 100); });
    EXPECT_TRUE(try_open(order_of(ada)));
}

TEST_P(OpeningTest, L13_OpenLeasesAtOnceAreLimited) {
    add_numbers(5);
    top_up(ada, Money{5'000'000});
    auto order = order_of(ada);
    order.limits.open_at_once = 2;
    const auto first = try_open(order).value();
    const auto second = try_open(order).value();
    EXPECT_EQ(try_open(order).error().code, ErrorCode::too_many_open_leases);
    ASSERT_TRUE(act(cancel, first));
    EXPECT_TRUE(try_open(order));
    EXPECT_EQ(try_open(order).error().code, ErrorCode::too_many_open_leases);
    ASSERT_TRUE(code_for(second));
    EXPECT_EQ(try_open(order).error().code, ErrorCode::too_many_open_leases);
    ASSERT_TRUE(act(finish, second));
    EXPECT_TRUE(try_open(order));
}

TEST_P(OpeningTest, L13_LeasesPerHourAreLimitedWithTheTimeOfTheNext) {
    add_numbers(9);
    top_up(ada, Money{5'000'000});
    auto order = order_of(ada);
    order.limits.per_hour = 2;
    const auto start = now();
    ASSERT_TRUE(act(cancel, try_open(order).value()));
    clock_.advance(minutes{10});
    ASSERT_TRUE(try_open(order));
    const auto refused = try_open(order);
    EXPECT_EQ(refused.error().code, ErrorCode::too_many_leases_per_hour);
    EXPECT_EQ(refused.error().retry_at, start + minutes{60});
    clock_.set(start + minutes{60} - std::chrono::microseconds{1});
    EXPECT_EQ(try_open(order).error().code, ErrorCode::too_many_leases_per_hour);
    clock_.set(start + minutes{60});
    EXPECT_TRUE(try_open(order));
    EXPECT_EQ(try_open(order).error().retry_at, start + minutes{70});
}

TEST_P(OpeningTest, L13_LimitsAreOfOneAccount) {
    add_numbers(5);
    top_up(ada, Money{5'000'000});
    top_up(bob, Money{5'000'000});
    auto order = order_of(ada);
    order.limits = {.open_at_once = 1, .per_hour = 1};
    ASSERT_TRUE(try_open(order));
    order.account = bob.account;
    order.wallet = bob.wallet;
    EXPECT_TRUE(try_open(order));
}

TEST_P(OpeningTest, M5_OpeningTellsTheAccount) {
    const auto lease = open_one();
    const auto events =
        read([](db::Tx& tx) { return outbox::events_after(tx, ada.account, 0, 10); });
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[0].kind, outbox::EventKind::lease_opened);
    EXPECT_EQ(events[0].subject, lease.id.value());
    EXPECT_EQ(events[0].data, R"({"status":"waiting"})");
    EXPECT_EQ(events[1].kind, outbox::EventKind::wallet_changed);
    EXPECT_EQ(events[1].subject, ada.wallet.value());
    EXPECT_EQ(events[1].data, R"({"balance":"9.65","held":"0.35","currency":"EUR"})");
}

TEST_P(OpeningTest, A6_AnotherAccountsLeaseIsNotFound) {
    const auto lease = open_one();
    const LeaseRef stranger{bob.account, lease.id};
    const auto code_of = [&](auto command) {
        return write([&](db::Tx& tx) { return command(tx, stranger, moment()); }).error().code;
    };
    EXPECT_EQ(code_of(cancel), ErrorCode::lease_not_found);
    EXPECT_EQ(code_of(finish), ErrorCode::lease_not_found);
    EXPECT_EQ(code_of(another_code), ErrorCode::lease_not_found);
    EXPECT_EQ(switch_from(lease, order_of(bob)).error().code, ErrorCode::lease_not_found);
    EXPECT_EQ(
        read([&](db::Tx& tx) { return find(tx, stranger); }).error().code,
        ErrorCode::lease_not_found
    );
    EXPECT_EQ(stored(lease).status, Status::waiting);
}

class ListingTest : public LeaseTest {
protected:
    std::vector<LeaseId> ids_of(const ListLeases& query) {
        std::vector<LeaseId> ids;
        for (const auto& lease : read([&](db::Tx& tx) { return list(tx, query); })) {
            ids.push_back(lease.id);
        }
        return ids;
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, ListingTest, testing::all_engines, testing::engine_name);

TEST_P(ListingTest, LeasesAreListedNewestFirstInPages) {
    const auto first = open_one();
    const auto second = open_for(ada);
    const auto third = open_for(ada);
    top_up(bob, Money{1'000'000});
    open_for(bob);
    EXPECT_THAT(ids_of({.account = ada.account}), ElementsAre(third.id, second.id, first.id));
    EXPECT_THAT(ids_of({.account = ada.account, .limit = 2}), ElementsAre(third.id, second.id));
    EXPECT_THAT(ids_of({.account = ada.account, .before = second.id}), ElementsAre(first.id));
}

TEST_P(ListingTest, LeasesAreListedByStatus) {
    const auto first = open_one();
    const auto second = open_for(ada);
    const auto third = open_for(ada);
    ASSERT_TRUE(act(cancel, first));
    ASSERT_TRUE(code_for(second));
    const auto with = [&](StatusFilter filter) {
        return ids_of({.account = ada.account, .filter = filter});
    };
    EXPECT_THAT(with(StatusFilter::live), ElementsAre(third.id, second.id));
    EXPECT_THAT(with(StatusFilter::closed), ElementsAre(first.id));
    EXPECT_THAT(with(filter_of(Status::waiting)), ElementsAre(third.id));
    EXPECT_THAT(with(filter_of(Status::received)), ElementsAre(second.id));
    EXPECT_THAT(with(filter_of(Status::cancelled)), ElementsAre(first.id));
    EXPECT_THAT(with(filter_of(Status::failed)), ElementsAre());
}

}  // namespace
}  // namespace otpost::leases
