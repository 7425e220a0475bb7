// SPDX-License-Identifier: Apache-2.0
// Two copies of a message at the same instant, where the store lets two transactions be under way.
#include "messages/testing/desk.hpp"

#include <future>

namespace otpost::messages {
namespace {

using DuplicateRaceTest = DeskTest;
INSTANTIATE_TEST_SUITE_P(
    Postgres,
    DuplicateRaceTest,
    ::testing::Values(db::Engine::postgres),
    otpost::testing::engine_name
);

/// The number has heard of a later message already, so there is nothing new to note about it.
TEST_P(DuplicateRaceTest, M2_OneOfThemIsNewThoughALaterMessageOvertookBoth) {
    open_lease("whatsapp");
    const Moment earlier = moment();
    advance(1s);
    receive("Your WhatsApp code is 111-222");
    const Prepared prepared = inbox().prepare(message("Your WhatsApp code is 333-444"));
    const auto take = [&](db::Tx& tx) { return inbox().receive(tx, prepared, earlier); };
    std::future<Result<Received>> copy;
    const auto first = write([&](db::Tx& tx) {
        auto received = take(tx);
        copy = std::async(std::launch::async, [&] { return write(take); });
        // So that it gets as far as it can before this one is committed.
        copy.wait_for(100ms);
        return received;
    });
    EXPECT_EQ(first.value().times, Received::Times::first);
    const auto second = copy.get();
    EXPECT_EQ(second.value().times, Received::Times::again);
    EXPECT_EQ(second.value().message, first.value().message);
}

}  // namespace
}  // namespace otpost::messages
