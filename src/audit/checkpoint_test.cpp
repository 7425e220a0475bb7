// SPDX-License-Identifier: Apache-2.0
#include "audit/checkpoint.hpp"

#include "crypto/encoding.hpp"
#include "testing/temp_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace otpost::audit {
namespace {

constexpr Time start{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};

class CheckpointTest : public ::testing::Test {
protected:
    static Statement checkpoint(std::int64_t seq) {
        return {
            seq,
            std::string(32, static_cast<char>(seq)),
            std::string(32, 'r'),
            start + std::chrono::minutes{seq}
        };
    }

    std::string line(std::int64_t seq) { return sign_checkpoint(checkpoint(seq), key); }

    CheckpointFile read(const std::string& text) {
        std::istringstream lines{text};
        return read_checkpoints(lines, key.public_key());
    }

    std::string file_text() {
        std::ifstream stream(file);
        std::stringstream text;
        text << stream.rdbuf();
        return text.str();
    }

    SeededRandom random{11};
    crypto::SigningKey key{crypto::Key::random(random)};
    otpost::testing::TempFolder folder;
    std::filesystem::path file = folder.path() / "checkpoints.jsonl";
};

TEST_F(CheckpointTest, SEC_L4_ASignedLineIsReadBack) {
    const auto back = read_checkpoint(line(5), key.public_key());
    ASSERT_TRUE(back);
    EXPECT_EQ(back->seq, 5);
    EXPECT_EQ(back->hash, checkpoint(5).hash);
    EXPECT_EQ(back->root, checkpoint(5).root);
    EXPECT_EQ(back->at, checkpoint(5).at);
    EXPECT_EQ(back->line, line(5));
}

TEST_F(CheckpointTest, SEC_L4_ALineFromBeforeThereWasATreeIsStillRead) {
    const std::string body =
        R"({"seq":7,"hash":"00ff","time":"2026-11-23T00:00:00.000Z","key":"of no matter")";
    const auto old = body + R"(,"signature":")" + crypto::base64url(key.sign(body)) + R"("})";
    const auto back = read_checkpoint(old, key.public_key());
    ASSERT_TRUE(back);
    EXPECT_EQ(back->seq, 7);
    EXPECT_EQ(back->root, "");
}

TEST_F(CheckpointTest, SEC_L4_ACheckpointIsNoAnchorAndTheReverse) {
    const auto anchor = sign_line(StatementKind::anchor, checkpoint(5), key);
    EXPECT_TRUE(read_line(StatementKind::anchor, anchor, key.public_key()));
    EXPECT_FALSE(read_line(StatementKind::anchor, line(5), key.public_key()));
    EXPECT_FALSE(read_checkpoint(anchor, key.public_key()));
}

TEST_F(CheckpointTest, SEC_L4_EachChangedCharacterOfALineIsNoticed) {
    const auto good = line(123);
    for (std::size_t at = 0; at < good.size(); ++at) {
        auto bad = good;
        bad[at] = bad[at] == '1' ? '2' : '1';
        EXPECT_FALSE(read_checkpoint(bad, key.public_key())) << bad;
        EXPECT_FALSE(read_checkpoint(good.substr(0, at), key.public_key()));
    }
    const crypto::SigningKey other{crypto::Key::random(random)};
    EXPECT_FALSE(read_checkpoint(good, other.public_key()));
}

TEST_F(CheckpointTest, SEC_L4_ATornLineIsToleratedAndSaid) {
    const auto whole = line(1) + "\n" + line(2) + "\n";
    const auto third = line(3);
    for (std::size_t kept = 1; kept < third.size(); ++kept) {
        const auto found = read(whole + third.substr(0, kept));
        EXPECT_EQ(found.checkpoints.size(), 2U);
        EXPECT_EQ(found.torn, 1);
        EXPECT_FALSE(found.forged_line);
    }
}

TEST_F(CheckpointTest, SEC_L4_AForgedLineIsNamed) {
    auto forged = line(2);
    forged.replace(forged.find("\"seq\":2"), 7, "\"seq\":9");
    const auto found = read(line(1) + "\n" + forged + "\n" + line(3) + "\n");
    EXPECT_EQ(found.checkpoints.size(), 2U);
    EXPECT_EQ(found.forged_line, 2);
    EXPECT_EQ(found.torn, 0);
}

TEST_F(CheckpointTest, SEC_L4_AppendingGoesOnAfterATornLine) {
    append_checkpoint(file, line(1));
    EXPECT_EQ(file_text(), line(1) + "\n");
    std::ofstream(file, std::ios::app) << line(2).substr(0, 40);
    EXPECT_EQ(newest_checkpoint(file, key.public_key())->seq, 1);
    append_checkpoint(file, line(3));
    const auto found = read(file_text());
    EXPECT_EQ(found.checkpoints.size(), 2U);
    EXPECT_EQ(found.torn, 1);
    EXPECT_EQ(newest_checkpoint(file, key.public_key())->seq, 3);
}

TEST_F(CheckpointTest, SEC_L4_TheNewestOfALongFileIsFoundAtItsEnd) {
    EXPECT_FALSE(newest_checkpoint(file, key.public_key()));
    for (int seq = 1; seq <= 60; ++seq) append_checkpoint(file, line(seq));
    EXPECT_EQ(newest_checkpoint(file, key.public_key())->seq, 60);
}

TEST_F(CheckpointTest, SEC_L4_AFileThatCantBeWrittenIsToldOf) {
    EXPECT_THROW(append_checkpoint(folder.path() / "none" / "file", line(1)), std::system_error);
}

}  // namespace
}  // namespace otpost::audit
