// SPDX-License-Identifier: Apache-2.0
#include "messages/vault.hpp"

#include "messages/testing/desk.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

namespace otpost::messages {
namespace {

constexpr std::string_view canary = "735194";
const std::string canary_text = "Your WhatsApp code is 735194";

class VaultTest : public DeskTest {
protected:
    /// A lease with the canary waiting for it.
    leases::Lease lease_with_canary(std::chrono::seconds window = 20min) {
        auto lease = open_lease("whatsapp", window);
        EXPECT_EQ(receive(canary_text).outcome, Outcome::delivered_to_lease);
        return lease;
    }

    /// Time passes as it does when the server runs.
    void live_through(Duration span) {
        const Time end = now() + span;
        while (now() < end) {
            advance(std::min<Duration>(1s, end - now()));
            run_duties();
        }
    }

    /// Whether any key of today's ring opens the content of a row as it was copied.
    bool opens_with_todays_ring(const Row& row) {
        const std::string content_cell = cell("message", row.id, "content");
        for (const crypto::Key& key : ring_ ? keys_in_ring_file() : keys_in_store(row)) {
            if (open_content(key, row.content, content_cell)) return true;
            const auto unwrapped = unwrap_key(key, row.wrapped_key, MessageId{row.id});
            if (unwrapped && open_content(*unwrapped, row.content, content_cell)) return true;
        }
        return false;
    }

    /// Those that nodes share, and what follows from them for a row.
    std::vector<crypto::Key> keys_in_store(const Row& row) {
        std::vector<crypto::Key> keys;
        for (const SealedKey& sealed : key_table()) {
            keys.push_back(shared_->unseal(sealed).value());
            if (row.slot) keys.push_back(derive_slot_key(keys.back(), row.slot->tag));
        }
        return keys;
    }

    std::vector<crypto::Key> keys_in_ring_file() const {
        const std::string ring = bytes_of(folder() / "vault.ring");
        std::vector<crypto::Key> keys;
        for (std::size_t at = 64; at + 64 <= ring.size(); at += 64) {
            const auto record = std::as_bytes(std::span{ring}).subspan(at + 16);
            keys.emplace_back(record.first<crypto::Key::size>());
        }
        return keys;
    }

    static std::string bytes_of(const std::filesystem::path& path) {
        std::ifstream in{path, std::ios::binary};
        return {std::istreambuf_iterator<char>{in}, {}};
    }

    /// Of the database and its log: SQLite's lie in the folder.
    bool any_file_has(std::string_view bytes) const {
        for (const auto& entry : std::filesystem::directory_iterator{folder()})
            if (entry.is_regular_file() && bytes_of(entry.path()).find(bytes) != std::string::npos)
                return true;
        return false;
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, VaultTest, testing::all_engines, testing::engine_name);

TEST_P(VaultTest, M6_OnlyReadingLeavesTheDeliveryToBeRecorded) {
    const auto lease = lease_with_canary();
    for (int i = 0; i < 2; ++i) {
        const LeaseContents contents = look(lease.id);
        EXPECT_EQ(contents.deliveries.size(), 1U);
        ASSERT_EQ(contents.messages.size(), 1U);
        EXPECT_EQ(contents.messages.front().content->text.reveal(), canary_text);
        EXPECT_EQ(contents.messages.front().delivered_at, now());
        EXPECT_TRUE(contents.messages.front().has_code);
    }
}

TEST_P(VaultTest, M6_RecordedLateTheContentStillDiesByWhenItWasShown) {
    const auto lease = lease_with_canary();
    const LeaseContents shown = look(lease.id);
    live_through(4min);
    const LeaseContents again = look(lease.id);
    record(shown);
    record(again);
    EXPECT_TRUE(look(lease.id).deliveries.empty());
    EXPECT_EQ(look(lease.id).messages.front().content_until, shown.messages.front().content_until);
    live_through(1min);
    EXPECT_EQ(delivered_text(lease.id), "(gone)");
}

TEST_P(VaultTest, M6_RecordedTooLateTheContentIsGone) {
    const auto lease = lease_with_canary();
    const Row pending = rows().front();
    const LeaseContents shown = look(lease.id);
    live_through(6min);
    record(shown);
    EXPECT_EQ(delivered_text(lease.id), "(gone)");
    live_through(1min);
    EXPECT_FALSE(opens_with_todays_ring(pending));
}

TEST_P(VaultTest, M6_AShownKeyIsDestroyedWithoutTheStore) {
    const auto lease = lease_with_canary();
    const Row pending = rows().front();
    const LeaseContents shown = look(lease.id);
    const auto others = open_lease("telegram");
    receive("Telegram code 22222");
    ring().destroy({&shown.deliveries.front().slot, 1});
    EXPECT_EQ(delivered_text(lease.id), "(gone)");
    // A slot in the ring goes by itself, one that nodes share with those of its half minute.
    if (shared_) live_through(1min);
    EXPECT_FALSE(opens_with_todays_ring(pending));
    EXPECT_EQ(delivered_text(lease.id), "(gone)");
    EXPECT_EQ(delivered_text(others.id), "Telegram code 22222");
}

TEST_P(VaultTest, M6_DeliveredContentIsReadAgainWithoutAWrite) {
    const auto lease = lease_with_canary();
    const LeaseContents first = deliver(lease.id);
    const Time until = *first.messages.front().content_until;
    EXPECT_LE(until, now() + 5min);
    EXPECT_GT(until, now() + 5min - 15s);
    live_through(4min);
    const LeaseContents contents = look(lease.id);
    EXPECT_TRUE(contents.deliveries.empty());
    EXPECT_EQ(contents.messages.front().content->text.reveal(), canary_text);
    EXPECT_EQ(contents.messages.front().delivered_at, first.messages.front().delivered_at);
    EXPECT_EQ(contents.messages.front().content_until, until);
}

TEST_P(VaultTest, M6_DeliveringAgainDoesNotProlong) {
    const auto lease = lease_with_canary();
    const Time until = *deliver(lease.id).messages.front().content_until;
    live_through(3min);
    EXPECT_EQ(deliver(lease.id).messages.front().content_until, until);
    live_through(2min);
    EXPECT_EQ(delivered_text(lease.id), "(gone)");
    EXPECT_FALSE(look(lease.id).messages.front().content_until);
}

TEST_P(VaultTest, M6_SimultaneousDeliveriesAllSeeTheContent) {
    const auto lease = lease_with_canary();
    std::vector<std::string> seen(8);
    {
        std::vector<std::jthread> threads;
        for (std::string& text : seen)
            threads.emplace_back([&] { text = delivered_text(lease.id); });
    }
    for (const std::string& text : seen) EXPECT_EQ(text, canary_text);
    EXPECT_EQ(look(lease.id).messages.front().content->text.reveal(), canary_text);
}

TEST_P(VaultTest, M6_SEC_C3_FiveMinutesAfterDeliveryNothingBringsItBack) {
    const auto lease = lease_with_canary();
    const Row pending = rows().front();
    EXPECT_TRUE(opens_with_todays_ring(pending)) << "or the test proves nothing";
    live_through(7s);
    deliver(lease.id);
    const Row delivered = rows().front();
    EXPECT_EQ(delivered.content, pending.content);
    EXPECT_TRUE(opens_with_todays_ring(delivered));
    live_through(5min);
    EXPECT_FALSE(opens_with_todays_ring(pending)) << "a copy made before the delivery";
    EXPECT_FALSE(opens_with_todays_ring(delivered)) << "a copy made after it";
    EXPECT_FALSE(any_file_has(canary));
    EXPECT_EQ(delivered_text(lease.id), "(gone)");
    const Row emptied = rows().front();
    EXPECT_TRUE(emptied.content.empty());
    EXPECT_TRUE(emptied.wrapped_key.empty());
    EXPECT_FALSE(emptied.has_fingerprint);
    EXPECT_EQ(free_slots(), 256U);
}

TEST_P(VaultTest, M6_SEC_C4_CopyOfTheWholeStoreAndTodaysRingIsWorthless) {
    if (GetParam() == db::Engine::postgres) GTEST_SKIP() << "its files lie elsewhere";
    const auto lease = lease_with_canary();
    deliver(lease.id);
    const otpost::testing::TempFolder backup;
    std::filesystem::copy(folder(), backup.path());
    live_through(5min);
    // The thief puts today's ring beside yesterday's files and runs the program on them.
    std::filesystem::copy_file(
        folder() / "vault.ring",
        backup.path() / "vault.ring",
        std::filesystem::copy_options::overwrite_existing
    );
    db::StoreOptions options;
    options.location = (backup.path() / "otpost.db").string();
    const auto copied = db::open(options);
    crypto::KeyRing ring{backup.path() / "vault.ring", random_, now()};
    const LeaseContents contents =
        db::read(*copied, [&](db::Tx& tx) { return open_contents(tx, lease.id, ring, moment()); });
    ASSERT_EQ(contents.messages.size(), 1U);
    EXPECT_FALSE(contents.messages.front().content);
}

TEST_P(VaultTest, M6_ContentIsNowhereInTheClearWhileItLives) {
    const auto lease = lease_with_canary();
    EXPECT_FALSE(any_file_has(canary));
    deliver(lease.id);
    EXPECT_FALSE(any_file_has(canary));
}

TEST_P(VaultTest, M6_UndeliveredContentDiesWithTheWindow) {
    const auto lease = lease_with_canary(10min);
    const Row pending = rows().front();
    live_through(10min - 1s);
    const Row last = rows().front();
    EXPECT_TRUE(opens_with_todays_ring(last)) << "or the test proves nothing";
    EXPECT_EQ(look(lease.id).deliveries.size(), 1U);
    live_through(1s);
    EXPECT_TRUE(look(lease.id).deliveries.empty());
    EXPECT_EQ(delivered_text(lease.id), "(gone)");
    EXPECT_FALSE(opens_with_todays_ring(pending));
    EXPECT_TRUE(rows().front().content.empty());
    EXPECT_TRUE(rows().front().lease) << "the fact stays";
    live_through(1min);
    EXPECT_FALSE(opens_with_todays_ring(last)) << "nor as it was in its last second";
}

TEST_P(VaultTest, M6_ContentIsGoneOnTimeEvenIfNoDutyRuns) {
    const auto lease = lease_with_canary();
    const Time until = *deliver(lease.id).messages.front().content_until;
    clock_.set(until);
    EXPECT_FALSE(look(lease.id).messages.front().content);
    EXPECT_EQ(delivered_text(lease.id), "(gone)");
}

TEST_P(VaultTest, SEC_C4_RestartWithinFiveMinutesStillReads) {
    const auto lease = lease_with_canary();
    deliver(lease.id);
    const auto other = open_lease("telegram");
    receive("Telegram code 22222");
    live_through(4min);
    reopen();
    open_ring();
    run_duties();
    EXPECT_EQ(look(lease.id).messages.front().content->text.reveal(), canary_text);
    EXPECT_EQ(delivered_text(other.id), "Telegram code 22222");
    live_through(1min);
    EXPECT_EQ(delivered_text(lease.id), "(gone)");
}

TEST_P(VaultTest, SEC_C4_LostRingLosesContentAndNothingElse) {
    const auto lease = lease_with_canary();
    deliver(lease.id);
    receive("Your WhatsApp code is 222222");
    lose_keys();
    EXPECT_TRUE(look(lease.id).deliveries.empty());
    const LeaseContents contents = deliver(lease.id);
    ASSERT_EQ(contents.messages.size(), 2U);
    for (const MessageView& view : contents.messages) EXPECT_FALSE(view.content);
    EXPECT_EQ(receive("Your WhatsApp code is 333333").times, Received::Times::first);
    EXPECT_EQ(delivered_text(lease.id), "Your WhatsApp code is 333333");
}

TEST_P(VaultTest, RefusedTransactionLosesNoContent) {
    const auto lease = lease_with_canary();
    const auto refused = write([&](db::Tx& tx) -> Result<int> {
        record_deliveries(tx, open_contents(tx, lease.id, ring(), moment()).deliveries);
        return refuse(ErrorCode::conflict, "rolled back");
    });
    EXPECT_FALSE(refused);
    live_through(2min);
    EXPECT_EQ(delivered_text(lease.id), canary_text);
}

TEST_P(VaultTest, SEC_C1_SwappedRowsDoNotOpen) {
    const auto first = lease_with_canary();
    const auto second = open_lease("telegram");
    receive("Telegram code 22222");
    deliver(first.id);
    deliver(second.id);
    const auto before = rows();
    ASSERT_EQ(before.size(), 2U);
    write([&](db::Tx& tx) {
        tx.exec(sql::probe::swap_key, before[0].id, before[1].wrapped_key);
        tx.exec(sql::probe::swap_content, before[0].id, before[1].content);
    });
    EXPECT_THROW(look(first.id), db::Corruption);
    EXPECT_EQ(delivered_text(second.id), "Telegram code 22222");
}

TEST_P(VaultTest, SEC_C1_SwappedContentDoesNotOpenBeforeDeliveryEither) {
    const auto first = lease_with_canary();
    receive("Your WhatsApp code is 222222");
    const auto before = rows();
    write([&](db::Tx& tx) {
        return tx.exec(sql::probe::swap_content, before[0].id, before[1].content);
    });
    EXPECT_THROW(deliver(first.id), db::Corruption);
}

}  // namespace
}  // namespace otpost::messages
