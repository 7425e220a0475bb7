// SPDX-License-Identifier: Apache-2.0
#include "messages/content.hpp"

#include <gtest/gtest.h>

namespace otpost::messages {
namespace {

class ContentTest : public ::testing::Test {
protected:
    SystemRandom random_;
    crypto::Key key_ = crypto::Key::random(random_);
};

TEST_F(ContentTest, OpensToWhatWasSealed) {
    const Content content{Secret{"Google"}, Secret{"G-123456 is your code ✓"}, Secret{"123456"}};
    const auto sealed = seal_content(key_, random_, content, cell("message", 7, "content"));
    const auto opened = open_content(key_, sealed, cell("message", 7, "content"));
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->sender.reveal(), "Google");
    EXPECT_EQ(opened->text.reveal(), "G-123456 is your code ✓");
    ASSERT_TRUE(opened->code);
    EXPECT_EQ(opened->code->reveal(), "123456");
}

TEST_F(ContentTest, EmptyTextAndNoCodeAreKept) {
    const Content content{Secret{""}, Secret{""}, std::nullopt};
    const auto opened = open_content(key_, seal_content(key_, random_, content, "c"), "c");
    ASSERT_TRUE(opened);
    EXPECT_TRUE(opened->text.empty());
    EXPECT_FALSE(opened->code);
}

TEST_F(ContentTest, SEC_C1_OpensNowhereElse) {
    const Content content{Secret{"a"}, Secret{"b"}, std::nullopt};
    const auto sealed = seal_content(key_, random_, content, cell("message", 7, "content"));
    EXPECT_FALSE(open_content(key_, sealed, cell("message", 8, "content")));
    EXPECT_FALSE(open_content(key_, sealed, cell("message", 7, "wrapped_key")));
    EXPECT_FALSE(open_content(key_, sealed, cell("message_part", 7, "content")));
    EXPECT_FALSE(open_content(crypto::Key::random(random_), sealed, cell("message", 7, "content")));
}

TEST_F(ContentTest, SEC_C1_SameContentIsNeverSealedAlike) {
    const Content content{Secret{"a"}, Secret{"b"}, std::nullopt};
    EXPECT_NE(seal_content(key_, random_, content, "c"), seal_content(key_, random_, content, "c"));
}

}  // namespace
}  // namespace otpost::messages
