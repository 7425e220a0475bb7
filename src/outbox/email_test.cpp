// SPDX-License-Identifier: Apache-2.0
#include "outbox/email.hpp"

#include "outbox/email_sql.hpp"
#include "testing/store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>

namespace otpost::outbox {
namespace {

using namespace std::chrono_literals;

constexpr db::Statement all_of_it{
    "test.all_of_it", "SELECT id, payload, reason, expires_at FROM email ORDER BY id"
};

struct Stored {
    std::int64_t id = 0;
    std::string payload;
    std::string reason;
    Time expires_at;
};

class EmailTest : public testing::EngineTest {
protected:
    void SetUp() override { database(); }  // before threads ask for it

    template <class F>
    auto write(F work) {
        return db::write(database(), [&](db::Tx& tx) { return work(tx); });
    }

    template <class F>
    auto read(F work) {
        return db::read(database(), [&](db::Tx& tx) { return work(tx); });
    }

    Moment moment() { return {clock_.now(), ids_, random_}; }

    void send(std::string_view to = "ada@example.com", std::optional<Time> expires_at = {}) {
        EmailOrder order;
        order.to = Personal{std::string{to}};
        order.values.emplace_back("code", Secret{"271828"});
        order.values.emplace_back("odd", Secret{"5:\n\xC3\xA4"});
        order.expires_at = expires_at;
        write([&](db::Tx& tx) { send_email(tx, order, key_, moment()); });
    }

    std::optional<ClaimedEmail> claim() {
        return write([&](db::Tx& tx) { return claim_email(tx, key_, clock_.now()); });
    }

    EmailCounts counts() {
        return read([](db::Tx& tx) { return count_emails(tx); });
    }

    std::vector<Stored> stored() {
        return read([](db::Tx& tx) {
            return tx.all(all_of_it, [](const db::Row& row) {
                Stored one{row.int64(0), {}, {}, row.time(3)};
                if (!row.is_null(1))
                    for (const std::byte byte : row.bytes(1))
                        one.payload.push_back(static_cast<char>(byte));
                if (!row.is_null(2)) one.reason = row.text(2);
                return one;
            });
        });
    }

    ManualClock clock_{from_micros(1'790'000'000'000'000)};
    IdGenerator ids_{clock_, 1};
    SystemRandom random_;
    crypto::Key server_key_ = crypto::Key::random(random_);
    crypto::Key key_ = email_key_of(server_key_);
};

INSTANTIATE_TEST_SUITE_P(Engines, EmailTest, testing::all_engines, testing::engine_name);

TEST_P(EmailTest, StatementsPrepare) {
    testing::prepare_all(
        database(),
        {&sql::email::insert_email,
         &sql::email::due_emails,
         &sql::email::claim_email,
         &sql::email::delete_sent_email,
         &sql::email::retry_email,
         &sql::email::give_up_email,
         &sql::email::expire_emails,
         &sql::email::purge_given_up_emails,
         &sql::email::count_emails}
    );
}

TEST_P(EmailTest, IsClaimedOnceThenGone) {
    send();
    const auto email = claim();
    ASSERT_TRUE(email);
    EXPECT_EQ(email->attempt, 1);
    EXPECT_EQ(email->order.kind, EmailKind::verify_email);
    EXPECT_EQ(email->order.to.reveal(), "ada@example.com");
    ASSERT_EQ(email->order.values.size(), 2U);
    EXPECT_EQ(email->order.values[0].first, "code");
    EXPECT_EQ(email->order.values[0].second.reveal(), "271828");
    EXPECT_EQ(email->order.values[1].second.reveal(), "5:\n\xC3\xA4");
    EXPECT_FALSE(claim());
    write([&](db::Tx& tx) { email_sent(tx, *email); });
    EXPECT_EQ(counts().waiting, 0);
    EXPECT_TRUE(stored().empty());
}

TEST_P(EmailTest, A3_StoreHoldsNeitherCodeNorAddress) {
    send();
    const auto rows = stored();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].payload.find("271828"), std::string::npos);
    EXPECT_EQ(rows[0].payload.find("example"), std::string::npos);
}

TEST_P(EmailTest, UndoneWithItsTransaction) {
    const auto refused = write([&](db::Tx& tx) -> Result<> {
        EmailOrder order;
        order.to = Personal{"ada@example.com"};
        send_email(tx, order, key_, moment());
        return refuse(ErrorCode::conflict, "no");
    });
    EXPECT_FALSE(refused);
    EXPECT_FALSE(claim());
}

TEST_P(EmailTest, SenderThatDiesIsReplacedAndCannotUndoIt) {
    send();
    const auto first = claim();
    ASSERT_TRUE(first);
    clock_.advance(email_claim - 1s);
    EXPECT_FALSE(claim());
    clock_.advance(1s);
    const auto second = claim();
    ASSERT_TRUE(second);
    EXPECT_EQ(second->attempt, 2);
    // The first was only slow: what it says now changes nothing.
    write([&](db::Tx& tx) { email_refused(tx, *first, "late", clock_.now()); });
    write([&](db::Tx& tx) { email_failed(tx, *first, clock_.now()); });
    write([&](db::Tx& tx) { email_sent(tx, *first); });
    EXPECT_EQ(counts().waiting, 1);
    write([&](db::Tx& tx) { email_sent(tx, *second); });
    EXPECT_EQ(counts().waiting, 0);
}

TEST_P(EmailTest, IsTriedForADayEverMoreSeldom) {
    send();
    const Time begun = clock_.now();
    int attempts = 0;
    Duration last{0};
    while (clock_.now() < begun + email_life + 1h) {
        const auto email = claim();
        if (email) {
            ++attempts;
            EXPECT_EQ(email->attempt, attempts);
            write([&](db::Tx& tx) { email_failed(tx, *email, clock_.now()); });
            const Duration delay = email_retry_delay(attempts);
            EXPECT_GE(delay, last);
            EXPECT_LE(delay, 1h);
            last = delay;
        }
        clock_.advance(5s);
    }
    EXPECT_GT(attempts, 24);
    EXPECT_LT(attempts, 40);
    write([&](db::Tx& tx) { expire_emails(tx, clock_.now(), 10); });
    EXPECT_EQ(counts().waiting, 0);
    EXPECT_EQ(counts().given_up, 1);
}

TEST_P(EmailTest, A3_WorthlessCodeIsNotSentAnyMore) {
    send("ada@example.com", clock_.now() + 10min);
    clock_.advance(10min);
    EXPECT_FALSE(claim());
    EXPECT_EQ(write([&](db::Tx& tx) { return expire_emails(tx, clock_.now(), 10); }), 1);
    ASSERT_EQ(stored().size(), 1U);
    EXPECT_EQ(stored()[0].reason, "expired");
    EXPECT_EQ(stored()[0].payload, "");
}

TEST_P(EmailTest, GivenUpOnesAreKeptThirtyDaysWithoutPayload) {
    send();
    const auto email = claim();
    write([&](db::Tx& tx) { email_refused(tx, *email, "smtp 550 at RCPT", clock_.now()); });
    EXPECT_EQ(counts().given_up, 1);
    ASSERT_EQ(stored().size(), 1U);
    EXPECT_EQ(stored()[0].payload, "");
    EXPECT_EQ(stored()[0].reason, "smtp 550 at RCPT");
    clock_.advance(std::chrono::days{30});
    EXPECT_FALSE(claim());
    EXPECT_EQ(write([&](db::Tx& tx) { return purge_given_up_emails(tx, clock_.now(), 10); }), 0);
    clock_.advance(1s);
    EXPECT_EQ(write([&](db::Tx& tx) { return purge_given_up_emails(tx, clock_.now(), 10); }), 1);
    EXPECT_TRUE(stored().empty());
}

TEST_P(EmailTest, UnderAnotherKeyIsGivenUpAndHoldsNothingUp) {
    send("lost@example.com");
    clock_.advance(1s);
    const crypto::Key other = crypto::Key::random(random_);
    EmailOrder order;
    order.to = Personal{"ada@example.com"};
    write([&](db::Tx& tx) { send_email(tx, order, other, moment()); });
    const auto claimed = write([&](db::Tx& tx) { return claim_email(tx, other, clock_.now()); });
    ASSERT_TRUE(claimed);
    EXPECT_EQ(claimed->order.to.reveal(), "ada@example.com");
    EXPECT_EQ(counts().given_up, 1);
}

TEST_P(EmailTest, ManyClaimersShareThemOut) {
    constexpr int emails = 40;
    for (int i = 0; i < emails; ++i) send(std::to_string(i) + "@example.com");
    std::mutex mutex;
    std::multiset<std::int64_t> claimed;
    const auto work = [&] {
        int misses = 0;
        while (misses < 3) {
            const auto email = claim();
            if (!email) {
                ++misses;
                continue;
            }
            const std::lock_guard lock{mutex};
            claimed.insert(email->id);
        }
    };
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) threads.emplace_back(work);
    threads.clear();
    EXPECT_EQ(claimed.size(), static_cast<std::size_t>(emails));
    EXPECT_EQ(
        std::set<std::int64_t>(claimed.begin(), claimed.end()).size(),
        static_cast<std::size_t>(emails)
    );
}

}  // namespace
}  // namespace otpost::outbox
