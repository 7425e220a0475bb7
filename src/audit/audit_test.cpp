// SPDX-License-Identifier: Apache-2.0
#include "audit/audit_fixture.hpp"
#include "audit/audit_sql.hpp"
#include "audit/verify.hpp"

#include <gmock/gmock.h>

#include <thread>

namespace otpost::audit {
namespace {

namespace sql = otpost::sql::audit;

INSTANTIATE_TEST_SUITE_P(Engines, AuditTest, testing::all_engines, testing::engine_name);

std::vector<std::int64_t> places(const std::vector<Listed>& listed) {
    std::vector<std::int64_t> found;
    for (const auto& entry : listed) found.push_back(entry.row.seq);
    return found;
}

using ::testing::ElementsAre;

TEST_P(AuditTest, EveryStatementPrepares) {
    testing::prepare_all(
        database(),
        {&sql::lock_head,
         &sql::move_head,
         &sql::head,
         &sql::insert_entry,
         &sql::insert_personal,
         &sql::page,
         &sql::page_of_action,
         &sql::page_of_account,
         &sql::erase_personal,
         &sql::entries_after,
         &sql::personal_between,
         &sql::hashes_after,
         &sql::entry,
         &sql::anchor,
         &sql::lock_anchor,
         &sql::move_anchor,
         &sql::delete_personal_to,
         &sql::delete_entries_to}
    );
}

TEST_P(AuditTest, A9_EntriesAreListedNewestFirst) {
    add_sample();
    EXPECT_THAT(places(listed()), ElementsAre(5, 4, 3, 2, 1));
    EXPECT_THAT(places(listed({.before = 4, .limit = 2})), ElementsAre(3, 2));
    EXPECT_THAT(places(listed({.action = Action::wallet_credited})), ElementsAre(4));
    EXPECT_THAT(places(listed({.account = ada})), ElementsAre(4, 3, 2, 1));
    EXPECT_THAT(places(listed({.account = root})), ElementsAre(4));
    EXPECT_THAT(places(listed({.account = ada, .before = 3, .limit = 1})), ElementsAre(2));
    EXPECT_THAT(
        places(listed({.account = ada, .action = Action::sign_in_succeeded})), ElementsAre(3)
    );
}

TEST_P(AuditTest, A9_AnEntryIsReadAsItWasWritten) {
    add_sample();
    const auto entry = listed({.action = Action::sign_in_failed}).at(0);
    EXPECT_EQ(entry.row.at, to_micros(start));
    EXPECT_EQ(entry.row.actor, "nobody");
    EXPECT_EQ(entry.row.object.kind, "account");
    EXPECT_EQ(entry.row.object.id, to_string(ada));
    EXPECT_EQ(entry.row.result, "invalid_credentials");
    EXPECT_EQ(entry.row.request_id, "r-2");
    EXPECT_EQ(entry.personal.ip.value().reveal(), "192.0.2.7");
    EXPECT_EQ(entry.personal.email.value().reveal(), "ada@example.com");
    EXPECT_EQ(entry.personal.user_agent.value().reveal(), "Browser/1.0");
    EXPECT_EQ(entry.personal.reason.value().reveal(), "none given");
    EXPECT_FALSE(listed({.action = Action::access_refused}).at(0).personal.ip);
}

TEST_P(AuditTest, A9_ManyAtOnceAreOneChain) {
    add_sample();
    const std::vector<Entry> entries{
        {.action = Action::price_changed,
         .object = {"offer", "DE/a"},
         .personal = {.reason = Personal{"x"}}},
        {.action = Action::price_changed, .object = {"offer", "FR/a"}}
    };
    const auto last = db::write(database(), [&](db::Tx& tx) {
        append_all(tx, {}, moment());
        return append_all(tx, entries, moment());
    });
    EXPECT_EQ(last, 7);
    EXPECT_EQ(listed({}).at(0).row.object.id, "FR/a");
    EXPECT_EQ(listed({}).at(1).personal.reason.value().reveal(), "x");
    const auto report = db::read(database(), [](db::Tx& tx) { return verify(tx); });
    EXPECT_TRUE(report.ok()) << format(report);
}

TEST_P(AuditTest, A9_WhatIsUndoneLeavesNoGap) {
    add_sample();
    const auto undone = db::write(database(), [&](db::Tx& tx) -> Result<> {
        append(tx, {.action = Action::wallet_credited}, moment());
        return refuse(ErrorCode::conflict, "changed my mind");
    });
    EXPECT_FALSE(undone);
    EXPECT_EQ(add({.action = Action::limit_hit}), 6);
}

TEST_P(AuditTest, I14_ConcurrentWritersLeaveNoGapAndOneChain) {
    constexpr int writers = 4;
    constexpr int each = 25;
    database();
    std::vector<std::thread> threads;
    for (int i = 0; i < writers; ++i)
        threads.emplace_back([&] {
            for (int n = 0; n < each; ++n)
                add({.action = Action::access_refused, .personal = {.ip = Personal{"192.0.2.7"}}});
        });
    for (auto& thread : threads) thread.join();
    const auto report = db::read(database(), [](db::Tx& tx) { return verify(tx); });
    EXPECT_TRUE(report.ok()) << format(report);
    EXPECT_EQ(report.entries, writers * each);
}

TEST_P(AuditTest, SEC_L3_TheStoreRefusesChanges) {
    add_sample();
    for (const char* change :
         {"UPDATE audit_entry SET detail = 'x'",
          "DELETE FROM audit_entry WHERE seq = 5",
          "UPDATE audit_personal SET value = 'x'"})
        EXPECT_THROW(run(change), db::Conflict) << change;
}

TEST_P(AuditTest, A9_HostileTextIsTamed) {
    const std::string hostile = std::string("a\0b\nc\x7F\xFF\xC3\xA9", 9) + std::string(5'000, 'x');
    add(
        {.action = Action::sign_in_failed,
         .detail = hostile,
         .request_id = hostile,
         .personal = {.email = Personal{hostile}, .user_agent = Personal{hostile}}}
    );
    const auto entry = listed().at(0);
    EXPECT_TRUE(entry.row.detail.starts_with("a?b?c??\xC3\xA9xxx"));
    EXPECT_EQ(entry.row.detail.size(), 300U);
    EXPECT_EQ(entry.personal.email.value().reveal(), entry.row.detail);
    EXPECT_EQ(clean("h\xC3\xA9", 2), "h") << "no half letters";
}

TEST_P(AuditTest, SEC_L3_PersonalPartsGoAfterTheirTime) {
    add_sample();
    clock.advance(personal_kept - std::chrono::seconds{1});
    const auto erase = [&] {
        return db::write(database(), [&](db::Tx& tx) {
            return erase_personal(tx, clock.now(), 4);
        });
    };
    EXPECT_EQ(erase(), 0);
    clock.advance(std::chrono::seconds{1});
    EXPECT_EQ(erase(), 4);
    EXPECT_EQ(erase(), 2);
    EXPECT_FALSE(listed({.action = Action::sign_in_failed}).at(0).personal.ip);
    const auto report = db::read(database(), [](db::Tx& tx) { return verify(tx); });
    EXPECT_TRUE(report.ok()) << format(report);
    EXPECT_EQ(report.personal_kept, 0);
    EXPECT_EQ(report.personal_erased, 6);
}

TEST(Action, every_action_has_a_word_of_its_own) {
    for (const auto action : all_actions()) EXPECT_EQ(parse_action(to_string(action)), action);
    EXPECT_FALSE(parse_action("sign_in"));
}

}  // namespace
}  // namespace otpost::audit
