// SPDX-License-Identifier: Apache-2.0
#include "db/async.hpp"

#include "db/test_tables.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/impl/src.hpp>
#include <boost/asio/io_context.hpp>
#include <gmock/gmock.h>

#include <latch>
#include <thread>

namespace otpost::db {
namespace {

namespace asio = boost::asio;
using ::testing::ElementsAre;

class AsyncTest : public PlayTest {
protected:
    /// Runs one coroutine to its end on this thread.
    template <class F>
    void run(F coroutine) {
        asio::io_context context;
        std::exception_ptr error;
        asio::co_spawn(context, std::move(coroutine), [&](std::exception_ptr thrown) {
            error = std::move(thrown);
        });
        context.run();
        if (error) std::rethrow_exception(error);
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, AsyncTest, testing::all_engines, testing::engine_name);

asio::awaitable<void> write_and_read(Database& database) {
    const auto thread = std::this_thread::get_id();
    const auto insert = [](Tx& tx) { tx.exec(sql::test::insert_item, 1, "item"); };
    co_await async_write(database, insert);
    EXPECT_EQ(std::this_thread::get_id(), thread);
    const auto count = [](Tx& tx) { return tx.exec(sql::test::list_items); };
    const auto counted = co_await async_read(database, count);
    EXPECT_EQ(counted, 1);
    EXPECT_EQ(std::this_thread::get_id(), thread);
}

TEST_P(AsyncTest, ResumesOnItsOwnExecutorWithTheResult) {
    run([this] { return write_and_read(database()); });
    EXPECT_THAT(stored(), ElementsAre(1));
}

asio::awaitable<void> fail(Database& database) {
    const auto work = [](Tx& tx) {
        tx.send(sql::test::insert_item, 1, "item");
        tx.send(sql::test::insert_item, 1, "again");
    };
    co_await async_write(database, work);
}

TEST_P(AsyncTest, ErrorsAreThrownInTheCoroutine) {
    EXPECT_THROW(run([this] { return fail(database()); }), Conflict);
}

asio::awaitable<void> refuse_it(Database& database) {
    const auto work = [](Tx& tx) -> Result<std::string> {
        tx.exec(sql::test::insert_item, 1, "item");
        return refuse(ErrorCode::out_of_stock, "none left");
    };
    const auto refused = co_await async_write(database, work);
    EXPECT_EQ(refused.error().code, ErrorCode::out_of_stock);
}

TEST_P(AsyncTest, RefusalsComeBackAndAreUndone) {
    run([this] { return refuse_it(database()); });
    EXPECT_THAT(stored(), ElementsAre());
}

TEST_P(AsyncTest, BusyIsThrownInTheCoroutine) {
    store().options().queue_limit = 1;
    store().options().writers = 1;
    reopen();
    std::latch plugged{1};
    std::latch released{1};
    const auto ignore = [](const std::exception_ptr&) {};
    const auto plug = [&](Tx&) {
        plugged.count_down();
        released.wait();
        return Verdict::commit;
    };
    database().submit_write(plug, ignore);
    plugged.wait();
    database().submit_write([](Tx&) { return Verdict::commit; }, ignore);
    EXPECT_THROW(run([this] { return fail(database()); }), Busy);
    released.count_down();
    database().stop();
}

}  // namespace
}  // namespace otpost::db
