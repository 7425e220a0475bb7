// SPDX-License-Identifier: Apache-2.0
// A refusal tells of the lease as it is: a code that comes between a command's update and its look
// at what was in the way must not make it say that the lease is closed. Only PostgreSQL lets
// anything come between.
#include "leases/lease_fixture.hpp"

#include <functional>
#include <string_view>
#include <utility>

namespace otpost::leases {
namespace {

/// A transaction in which something else happens right after a statement, once.
class InterruptedTx final : public db::Tx {
public:
    InterruptedTx(db::Tx& tx, std::string_view after, std::function<void()> interruption)
        : tx_(tx),
          after_(after),
          interruption_(std::move(interruption)) {}

    std::int64_t run(
        const db::Statement& statement,
        std::span<const db::Param> params,
        const std::function<void(const db::Row&)>& on_row
    ) override {
        const auto affected = tx_.run(statement, params, on_row);
        if (statement.name == after_ && interruption_) std::exchange(interruption_, {})();
        return affected;
    }

    void post(const db::Statement& statement, std::span<const db::Param> params) override {
        tx_.post(statement, params);
    }

    void prepare(const db::Statement& statement) override { tx_.prepare(statement); }

    void run_unprepared(std::string_view sql) override { tx_.run_unprepared(sql); }

    void announce(db::Announcement announcement) override { tx_.announce(announcement); }

    void begin_savepoint() override { tx_.begin_savepoint(); }

    void release_savepoint() override { tx_.release_savepoint(); }

    void rollback_to_savepoint() override { tx_.rollback_to_savepoint(); }

private:
    db::Tx& tx_;
    std::string_view after_;
    std::function<void()> interruption_;
};

class RefusalRaceTest : public LeaseTest {
protected:
    Result<Lease> interrupted_by_code(
        std::string_view after, Result<Lease> (*command)(db::Tx&, const LeaseRef&, const Moment&)
    ) {
        const auto lease = open_one();
        return write([&](db::Tx& tx) {
            InterruptedTx interrupted(tx, after, [&] {
                write([&](db::Tx& other) { return record_code(other, lease.id, moment()); });
            });
            return command(interrupted, {lease.account, lease.id}, moment());
        });
    }
};

INSTANTIATE_TEST_SUITE_P(
    Postgres, RefusalRaceTest, ::testing::Values(db::Engine::postgres), otpost::testing::engine_name
);

TEST_P(RefusalRaceTest, L4_FinishMeetsACodeThatJustCame) {
    const auto finished = interrupted_by_code("leases.finish_lease", finish);
    ASSERT_TRUE(finished) << finished.error().message;
    EXPECT_EQ(finished->status, Status::completed);
}

TEST_P(RefusalRaceTest, L10_AnotherCodeIsAskedForAfterOneThatJustCame) {
    const auto asked = interrupted_by_code("leases.ask_another_code", another_code);
    ASSERT_TRUE(asked) << asked.error().message;
    EXPECT_TRUE(asked->awaiting_code);
}

}  // namespace
}  // namespace otpost::leases
