// SPDX-License-Identifier: Apache-2.0
// The model of the disk is as unkind as it says: what it may lose it does lose, the rest never.
#include "platter.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <set>
#include <string>

namespace otpost::powercut {
namespace {

constexpr int cuts = 400;
constexpr std::size_t sectors = 4;

Op made() {
    return {.kind = Op::Kind::create, .file = 1, .name = "f"};
}

/// Four sectors full of one letter.
Op written(char letter) {
    return {
        .kind = Op::Kind::write,
        .file = 1,
        .data = Bytes(sectors * sector_size, static_cast<std::byte>(letter))
    };
}

Op synced(Op::Kind kind = Op::Kind::sync) {
    return {.kind = kind, .file = 1};
}

class PlatterTest : public ::testing::Test {
protected:
    void apply(std::initializer_list<const Op*> ops) {
        for (const auto* op : ops) platter_.apply(*op);
    }

    /// The first letters of the sectors after each of many cuts; a file that is gone is "-".
    std::set<std::string> remains() {
        Disk image("platter-test");
        SeededRandom random{7};
        std::set<std::string> seen;
        for (int i = 0; i < cuts; ++i) {
            platter_.cut(random, image);
            if (image.names().empty()) {
                seen.insert("-");
                continue;
            }
            const auto& bytes = image.content("f");
            std::string letters;
            for (std::size_t at = 0; at < bytes.size(); at += sector_size) {
                const auto letter = static_cast<char>(bytes[at]);
                letters += letter == 'a' || letter == 'b' ? letter : '?';
            }
            seen.insert(letters);
        }
        return seen;
    }

    Op file_ = made();
    Op a_ = written('a');
    Op b_ = written('b');
    Op sync_ = synced();
    Op failed_sync_ = synced(Op::Kind::failed_sync);
    Op directory_ = synced(Op::Kind::sync_directory);
    Platter platter_;
};

TEST_F(PlatterTest, WhatWasSyncedIsNeverLost) {
    apply({&file_, &a_, &sync_, &directory_});
    EXPECT_EQ(remains(), std::set<std::string>{"aaaa"});
}

TEST_F(PlatterTest, WhatWasNotComesInAnySelectionOfSectors) {
    apply({&file_, &a_, &sync_, &directory_, &b_});
    const auto seen = remains();
    EXPECT_TRUE(seen.contains("aaaa"));
    EXPECT_TRUE(seen.contains("bbbb"));
    EXPECT_TRUE(seen.contains("abab"));
    EXPECT_EQ(seen.size(), 16U);
}

TEST_F(PlatterTest, GrownFilesMayBeEmptyOrShowRubbish) {
    apply({&file_, &directory_, &a_});
    const auto seen = remains();
    EXPECT_TRUE(seen.contains(""));
    EXPECT_TRUE(seen.contains("??aa"));
    EXPECT_TRUE(seen.contains("????"));
}

TEST_F(PlatterTest, ANewNameMayBeMissingUntilItsDirectoryIsSynced) {
    apply({&file_, &a_, &sync_});
    EXPECT_EQ(remains(), (std::set<std::string>{"-", "aaaa"}));
}

TEST_F(PlatterTest, ASyncThatFailedIsNotMadeGoodByTheNext) {
    apply({&file_, &a_, &sync_, &directory_, &b_, &failed_sync_, &sync_});
    EXPECT_EQ(remains().size(), 16U);
}

TEST_F(PlatterTest, ButByWritingAgain) {
    apply({&file_, &a_, &sync_, &directory_, &b_, &failed_sync_, &a_, &sync_});
    EXPECT_EQ(remains(), std::set<std::string>{"aaaa"});
}

TEST_F(PlatterTest, ALyingSyncDoesNothing) {
    platter_ = Platter(1);
    apply({&file_, &a_, &sync_, &directory_, &b_, &sync_});
    EXPECT_EQ(remains().size(), 16U);
}

}  // namespace
}  // namespace otpost::powercut
