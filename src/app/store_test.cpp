// SPDX-License-Identifier: Apache-2.0
#include "app/store.hpp"

#include "outbox/outbox.hpp"
#include "testing/store.hpp"

#include <gtest/gtest.h>

namespace otpost::app {
namespace {

using namespace std::chrono_literals;

class ContinuedIdsTest : public testing::EngineTest {};

INSTANTIATE_TEST_SUITE_P(Engines, ContinuedIdsTest, testing::all_engines, testing::engine_name);

TEST_P(ContinuedIdsTest, NoneIsMadeTwiceThoughTheClockWasSetBack) {
    ManualClock clock{from_micros(1'800'000'000'000'000)};
    SeededRandom random{1};
    IdGenerator before{clock, 1};
    db::write(database(), [&](db::Tx& tx) {
        const std::array events{outbox::NewEvent{outbox::EventKind::lease_completed, 1, "{}"}};
        outbox::append_events(tx, AccountId{1}, events, {clock.now(), before, random});
    });
    const auto newest = before.next();
    clock.advance(-2h);
    IdGenerator after{clock, 1};
    continue_ids(database(), after);
    EXPECT_GT(after.next(), newest);
}

}  // namespace
}  // namespace otpost::app
