// SPDX-License-Identifier: Apache-2.0
#include "images/worker.hpp"

#include "images/samples.hpp"

#include <gtest/gtest.h>

#include <future>

namespace otpost::images {
namespace {

class WorkerTest : public testing::Test {
protected:
    std::future<Result<std::string>> ask(std::string file, Format format) {
        auto promise = std::make_shared<std::promise<Result<std::string>>>();
        auto answer = promise->get_future();
        const auto queued =
            worker.make_avatar(std::move(file), format, [promise](Result<std::string> done) {
                promise->set_value(std::move(done));
            });
        if (!queued) promise->set_value(std::unexpected{queued.error()});
        return answer;
    }

    ManualClock clock{Time{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}}};
    Worker worker{clock};
    std::string png = encode(two_halves(300, 300), Format::png);
};

TEST_F(WorkerTest, MakesAvatarsAndTellsRefusals) {
    EXPECT_TRUE(ask(png, Format::png).get());
    const auto refused = ask(png, Format::jpeg).get();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::image_invalid);
}

TEST_F(WorkerTest, SEC_A2_AFullQueueIsRefusedAndWhatWasAcceptedIsDone) {
    std::promise<void> release;
    std::promise<void> busy;
    auto held = release.get_future().share();
    ASSERT_TRUE(worker.make_avatar("", Format::png, [&, held](const auto&) {
        busy.set_value();
        held.wait();
    }));
    busy.get_future().wait();
    std::vector<std::future<Result<std::string>>> answers;
    for (std::size_t i = 0; i < queue_max; ++i) answers.push_back(ask(png, Format::png));
    const auto refused = ask(png, Format::png).get();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
    EXPECT_EQ(refused.error().retry_at, clock.now() + std::chrono::seconds{5});
    release.set_value();
    worker.stop();
    for (auto& answer : answers) EXPECT_TRUE(answer.get());
    EXPECT_FALSE(ask(png, Format::png).get());
}

}  // namespace
}  // namespace otpost::images
