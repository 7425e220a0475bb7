// SPDX-License-Identifier: Apache-2.0
#include "suppliers/demo/script.hpp"

#include "messages/extract/extract.hpp"

#include <gtest/gtest.h>

#include <map>

namespace otpost::suppliers::demo {
namespace {

using namespace std::chrono_literals;

constexpr int leases = 20'000;

TEST(DemoScript, O1_CasesComeAsOftenAsPromised) {
    SeededRandom random{20};
    std::map<std::string, int> cases;
    for (int i = 0; i < leases; ++i) {
        const auto planned = plan_messages("+37251010000", "WhatsApp", random, Time{});
        if (planned.empty())
            ++cases["none"];
        else if (planned[0].sender != "WhatsApp")
            ++cases["other"];
        else if (planned.size() == 1)
            ++cases["one"];
        else
            ++cases[planned[0].id == planned[1].id ? "retried" : "resent"];
    }
    const auto expect_percent = [&](const std::string& name, double percent) {
        EXPECT_NEAR(cases[name] * 100.0 / leases, percent, 1.0) << name;
    };
    expect_percent("none", 8);
    expect_percent("other", 8);
    expect_percent("retried", 6);
    expect_percent("resent", 6);
    expect_percent("one", 72);
}

TEST(DemoScript, O1_MessagesComeAfterThreeToTenSeconds) {
    SeededRandom random{21};
    for (int i = 0; i < leases; ++i) {
        for (const auto& message : plan_messages("+37251010000", "Google", random, Time{} + 1h)) {
            EXPECT_EQ(message.to, "+37251010000");
            EXPECT_GE(message.received_at, Time{} + 1h + 3s);
            EXPECT_LT(message.received_at, Time{} + 1h + 10s);
            EXPECT_GE(message.due_at, message.received_at);
            EXPECT_LE(message.due_at, message.received_at + 2s);
        }
    }
}

TEST(DemoScript, M2_DuplicatesAreTheSameMessage) {
    SeededRandom random{22};
    int duplicates = 0;
    for (int i = 0; i < leases; ++i) {
        const auto planned = plan_messages("+37251010000", "Google", random, Time{});
        if (planned.size() < 2) continue;
        ++duplicates;
        EXPECT_EQ(planned[0].text, planned[1].text);
        EXPECT_EQ(planned[0].received_at, planned[1].received_at);
        EXPECT_LT(planned[0].due_at, planned[1].due_at);
    }
    EXPECT_GT(duplicates, 0);
}

TEST(DemoScript, M4_EveryTextHasACodeThatIsFound) {
    const auto extractor = messages::Extractor::from_embedded();
    SeededRandom random{23};
    for (int i = 0; i < 2000; ++i) {
        for (const auto& message : plan_messages("+37251010000", "WhatsApp", random, Time{})) {
            EXPECT_EQ(message.text.find('{'), std::string::npos) << message.text;
            EXPECT_TRUE(extractor.extract(message.sender, message.text).code) << message.text;
        }
    }
}

}  // namespace
}  // namespace otpost::suppliers::demo
