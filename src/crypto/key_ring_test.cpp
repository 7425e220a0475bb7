// SPDX-License-Identifier: Apache-2.0
#include "crypto/key_ring.hpp"

#include "crypto/ring_file.hpp"
#include "testing/temp_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <mutex>
#include <set>
#include <string>
#include <sys/resource.h>
#include <sys/stat.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <vector>

namespace otpost::crypto {
namespace {

using namespace std::chrono_literals;

/// The start of a bucket and of a fingerprint span.
constexpr Time start{Duration{1'800'000'000'000'000}};
static_assert(start.time_since_epoch() % (bucket_span * 5) == Duration::zero());

std::string bytes_of(const Key& key) {
    const auto bytes = key.reveal();
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

class KeyRingTest : public ::testing::Test {
protected:
    std::filesystem::path path() const { return folder_.path() / "vault.ring"; }

    KeyRing open(Time now, std::uint32_t slots = 64) {
        return KeyRing{path(), random_, now, slots};
    }

    std::string file() const {
        std::ifstream in{path(), std::ios::binary};
        return {std::istreambuf_iterator<char>{in}, {}};
    }

    bool file_has(const std::string& key) const { return file().find(key) != std::string::npos; }

    void overwrite(std::size_t at, const std::string& bytes) {
        std::fstream out{path(), std::ios::binary | std::ios::in | std::ios::out};
        out.seekp(static_cast<std::streamoff>(at));
        out << bytes;
    }

    SystemRandom random_;
    otpost::testing::TempFolder folder_;
};

TEST_F(KeyRingTest, SEC_C4_FileIsPrivateAndOfFixedSize) {
    KeyRing ring = open(start);
    struct stat status{};
    ASSERT_EQ(::stat(path().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    const auto size = std::filesystem::file_size(path());
    EXPECT_EQ(size, (1 + 32 + 64) * 64U);
    for (int i = 0; i < 100; ++i) {
        const Time now = start + i * 7s;
        const auto slot = ring.take(now);
        ring.step(now);
        ring.keep_only({}, now);
        EXPECT_TRUE(slot.has_value());
        EXPECT_EQ(std::filesystem::file_size(path()), size);
    }
}

TEST_F(KeyRingTest, SEC_C3_BucketKeyDiesFiveMinutesAfterItsBucketBegan) {
    KeyRing ring = open(start);
    const Time delivered = start + 9s;
    const BucketKey bucket = ring.delivery_bucket(delivered);
    const std::string key = bytes_of(bucket.key);
    EXPECT_EQ(bucket.dies_at, start + 5min);
    EXPECT_TRUE(file_has(key)) << "durable before use";
    for (Time now = delivered; now < bucket.dies_at; now += 1s) {
        ring.step(now);
        ASSERT_TRUE(ring.bucket_key(bucket.ref, now)) << (now - start).count();
        ASSERT_EQ(bytes_of(*ring.bucket_key(bucket.ref, now)), key);
    }
    EXPECT_FALSE(ring.bucket_key(bucket.ref, bucket.dies_at)) << "even before the next step";
    ring.step(bucket.dies_at);
    EXPECT_FALSE(ring.bucket_key(bucket.ref, bucket.dies_at));
    EXPECT_FALSE(file_has(key));
}

TEST_F(KeyRingTest, SEC_C3_BucketsOfFifteenSecondsHaveUnrelatedKeys) {
    KeyRing ring = open(start);
    std::set<std::string> keys;
    for (int i = 0; i < 60; ++i) keys.insert(bytes_of(ring.delivery_bucket(start + i * 5s).key));
    EXPECT_EQ(keys.size(), 20U);
}

TEST_F(KeyRingTest, SEC_C4_RestartKeepsWhatIsAliveAndDestroysWhatIsOverdue) {
    std::optional<BucketKey> early;
    std::optional<BucketKey> late;
    std::optional<SlotKey> slot;
    {
        KeyRing ring = open(start);
        early.emplace(ring.delivery_bucket(start));
        late.emplace(ring.delivery_bucket(start + 2min));
        slot = ring.take(start);
    }
    const Time now = start + 6min;
    KeyRing ring = open(now);
    EXPECT_FALSE(ring.bucket_key(early->ref, now));
    EXPECT_FALSE(file_has(bytes_of(early->key))) << "destroyed by opening";
    ASSERT_TRUE(ring.bucket_key(late->ref, now));
    EXPECT_EQ(bytes_of(*ring.bucket_key(late->ref, now)), bytes_of(late->key));
    ASSERT_TRUE(ring.slot_key(slot->ref));
    EXPECT_EQ(bytes_of(*ring.slot_key(slot->ref)), bytes_of(slot->key));
}

TEST_F(KeyRingTest, SEC_C4_RestartOffersNoSlotUntilTheStoreSaidWhatLives) {
    KeyRef live;
    {
        KeyRing ring = open(start);
        live = ring.take(start)->ref;
    }
    KeyRing ring = open(start + 1s);
    EXPECT_FALSE(ring.take(start + 1s));
    ring.keep_only(std::vector{live}, start + 1s);
    EXPECT_EQ(ring.free_slots(), 63U);
    EXPECT_TRUE(ring.slot_key(live));
    EXPECT_TRUE(ring.take(start + 1s));
}

TEST_F(KeyRingTest, SEC_C3_DestroyedSlotsLeaveNoKeyBehind) {
    KeyRing ring = open(start);
    std::vector<KeyRef> live;
    std::vector<std::string> dead_keys;
    for (int i = 0; i < 64; ++i) {
        const auto slot = ring.take(start);
        ASSERT_TRUE(slot);
        if (i % 2 == 0) {
            live.push_back(slot->ref);
        } else {
            dead_keys.push_back(bytes_of(slot->key));
        }
    }
    EXPECT_FALSE(ring.take(start)) << "exhausted, not reused";
    ring.keep_only(live, start + slot_grace);
    for (const std::string& key : dead_keys) EXPECT_FALSE(file_has(key));
    for (const KeyRef& ref : live) {
        ASSERT_TRUE(ring.slot_key(ref));
        EXPECT_TRUE(file_has(bytes_of(*ring.slot_key(ref))));
    }
    EXPECT_EQ(ring.free_slots(), 32U);
}

TEST_F(KeyRingTest, SlotJustTakenIsKeptForItsTransaction) {
    KeyRing ring = open(start);
    const auto slot = ring.take(start + 10s);
    ring.keep_only({}, start + 10s + slot_grace - 1us);
    EXPECT_TRUE(ring.slot_key(slot->ref));
    ring.keep_only({}, start + 10s + slot_grace);
    EXPECT_FALSE(ring.slot_key(slot->ref));
}

TEST_F(KeyRingTest, KeyOfATakenSlotIsInTheFileBeforehand) {
    KeyRing ring = open(start);
    const std::string before = file();
    for (int i = 0; i < 64; ++i)
        EXPECT_NE(before.find(bytes_of(ring.take(start)->key)), std::string::npos);
    EXPECT_EQ(file(), before) << "taking writes nothing";
}

TEST_F(KeyRingTest, RowOfAnEarlierGenerationOpensNothing) {
    KeyRing ring = open(start, 1);
    const auto first = ring.take(start);
    ring.keep_only({}, start + slot_grace);
    const auto second = ring.take(start + slot_grace);
    ASSERT_TRUE(second);
    EXPECT_EQ(second->ref.number, first->ref.number);
    EXPECT_NE(second->ref.tag, first->ref.tag);
    EXPECT_FALSE(ring.slot_key(first->ref));
    EXPECT_FALSE(ring.slot_key({-1, 0}));
    EXPECT_FALSE(ring.slot_key({99, 0}));
}

TEST_F(KeyRingTest, M2_FingerprintKeysLiveTwoAndAHalfMinutes) {
    KeyRing ring = open(start);
    const std::string key = bytes_of(ring.fingerprint_keys(start).current);
    EXPECT_EQ(bytes_of(ring.fingerprint_keys(start + 74s).current), key);
    const FingerprintKeys next = ring.fingerprint_keys(start + 75s);
    EXPECT_NE(bytes_of(next.current), key);
    ASSERT_TRUE(next.previous);
    EXPECT_EQ(bytes_of(*next.previous), key);
    ring.step(start + 150s);
    EXPECT_NE(bytes_of(*ring.fingerprint_keys(start + 150s).previous), key);
    EXPECT_FALSE(file_has(key));
}

TEST_F(KeyRingTest, SEC_C3_KeysFromTheFutureDieWhenTheClockStepsBack) {
    KeyRing ring = open(start + 1h);
    const BucketKey bucket = ring.delivery_bucket(start + 1h);
    ring.step(start);
    EXPECT_FALSE(ring.bucket_key(bucket.ref, start));
    EXPECT_FALSE(file_has(bytes_of(bucket.key)));
    EXPECT_TRUE(ring.bucket_key(ring.delivery_bucket(start).ref, start));
}

TEST_F(KeyRingTest, SEC_C4_TornWriteLosesOnlyTheRecordBeingWritten) {
    std::vector<SlotKey> slots;
    std::optional<BucketKey> torn;
    std::optional<BucketKey> whole;
    {
        KeyRing ring = open(start);
        for (int i = 0; i < 64; ++i) slots.push_back(*ring.take(start));
        torn.emplace(ring.delivery_bucket(start));
        whole.emplace(ring.delivery_bucket(start + 15s));
    }
    // Half of a record is new, as a power cut within the write can leave it.
    overwrite(file().find(bytes_of(torn->key)), "half of it is so");
    overwrite(file().find(bytes_of(slots[5].key)) + 16, "half of it is so");
    // Within the same bucket, which gets a new key of another tag.
    const Time now = start + 5s;
    KeyRing ring = open(now);
    EXPECT_FALSE(ring.bucket_key(torn->ref, now));
    EXPECT_TRUE(ring.bucket_key(ring.delivery_bucket(now).ref, now));
    EXPECT_TRUE(ring.bucket_key(whole->ref, now));
    EXPECT_EQ(ring.free_slots(), 1U) << "the torn slot is fresh again";
    for (std::size_t i = 0; i < slots.size(); ++i)
        EXPECT_EQ(ring.slot_key(slots[i].ref).has_value(), i != 5) << i;
}

TEST_F(KeyRingTest, SEC_C4_EveryRecordStaysWithinOneSector) {
    // Sectors are 512 bytes and records 64 from the start of the file: none crosses.
    KeyRing ring = open(start);
    const std::string all = file();
    for (int i = 0; i < 64; ++i) {
        const auto at = all.find(bytes_of(ring.take(start)->key));
        EXPECT_EQ(at / 512, (at + Key::size - 1) / 512);
        EXPECT_EQ(at % 64, 16U);
    }
}

TEST_F(KeyRingTest, RefusesAFileThatIsNoRingOrOpenToOthers) {
    {
        open(start);
    }
    ASSERT_EQ(::chmod(path().c_str(), 0640), 0);
    EXPECT_THROW(open(start), std::system_error);
    ASSERT_EQ(::chmod(path().c_str(), 0600), 0);
    std::filesystem::resize_file(path(), 1000);
    EXPECT_THROW(open(start), std::system_error) << "cut short";
    overwrite(0, "x");
    EXPECT_THROW(open(start), std::system_error) << "no header";
}

TEST_F(KeyRingTest, RefusesARingWithoutRoomForASlotOrCutOff) {
    SystemRandom chance;
    {
        const RingFile small{path(), 32, chance};
    }
    EXPECT_THROW(open(start), std::system_error);
    std::filesystem::remove(path());
    {
        const KeyRing ring = open(start);
    }
    std::filesystem::resize_file(path(), 40 * 64U);
    EXPECT_THROW(open(start), std::system_error);
}

TEST_F(KeyRingTest, OneProcessAtATimeHoldsTheRing) {
    KeyRing ring = open(start);
    EXPECT_THROW(open(start), std::system_error);
}

TEST_F(KeyRingTest, UnwritableFolderIsAClearError) {
    try {
        KeyRing ring{folder_.path() / "absent" / "vault.ring", random_, start};
        FAIL();
    } catch (const std::system_error& error) {
        EXPECT_THAT(error.what(), ::testing::HasSubstr("vault.ring"));
        EXPECT_EQ(error.code().value(), ENOENT);
    }
}

TEST_F(KeyRingTest, SEC_C4_FailedWriteIsReportedAndDoneAgain) {
    KeyRing ring = open(start);
    const auto slot = ring.take(start);
    const std::string key = bytes_of(slot->key);
    const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit old_limit{};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &old_limit), 0);
    const rlimit none{64, old_limit.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &none), 0);
    EXPECT_THROW(ring.keep_only({}, start + slot_grace), std::system_error);
    EXPECT_EQ(ring.free_slots(), 63U) << "not free while its key is not durable";
    EXPECT_THROW(ring.delivery_bucket(start + 1min), std::system_error);
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &old_limit), 0);
    std::signal(SIGXFSZ, old_handler);
    EXPECT_FALSE(ring.slot_key(slot->ref)) << "gone from memory all the same";
    ring.step(start + 1min);
    EXPECT_FALSE(file_has(key));
    EXPECT_EQ(ring.free_slots(), 64U);
}

TEST_F(KeyRingTest, SEC_C4_MemoryOnlyRingWritesNothing) {
    KeyRing ring{std::nullopt, random_, start, 8};
    const auto slot = ring.take(start);
    ring.keep_only({}, start + 1h);
    EXPECT_FALSE(ring.slot_key(slot->ref));
    EXPECT_EQ(ring.free_slots(), 8U);
    EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
}

TEST_F(KeyRingTest, ThreadsNeverShareASlot) {
    KeyRing ring = open(start, 4096);
    std::mutex mutex;
    std::set<std::string> keys;
    std::size_t taken = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                for (int turn = 0; turn < 2000; ++turn) {
                    const auto slot = ring.take(start);
                    if (turn % 100 == 0) ring.keep_only({}, start + slot_grace);
                    if (!slot) continue;
                    const std::lock_guard lock{mutex};
                    ++taken;
                    keys.insert(bytes_of(slot->key));
                }
            });
        }
    }
    EXPECT_EQ(keys.size(), taken);
    EXPECT_GT(taken, 4096U);
}

}  // namespace
}  // namespace otpost::crypto
