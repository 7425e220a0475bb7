// SPDX-License-Identifier: Apache-2.0
// Two commands on one lease at the same instant, from two threads, some hundred times for each
// pair (or OTPOST_RACE_ROUNDS times): the fee is settled or refunded exactly once (W5, L11),
// whoever wins.
#include "leases/lease_fixture.hpp"
#include "ledger/transfer.hpp"

#include <gmock/gmock.h>

#include <barrier>
#include <cstdlib>
#include <functional>
#include <set>
#include <thread>

namespace otpost::leases {
namespace {

using std::chrono::microseconds;

/// One side of a race; true when the command was not refused.
using Contender = std::function<bool(db::Tx&, const Lease&, const Moment&)>;

int rounds(db::Engine engine) {
    const char* text = std::getenv("OTPOST_RACE_ROUNDS");
    const int wanted = text == nullptr ? 0 : std::atoi(text);
    if (wanted > 0) return wanted;
    return engine == db::Engine::sqlite ? 1000 : 500;
}

enum class Winners { one, one_or_both };

class RaceTest : public LeaseTest {
protected:
    /// Leases a hundred microseconds apart, so that each has its own deadline.
    std::vector<Lease> open_many(int count) {
        add_numbers(count);
        top_up(ada, Money{count * 2'000'000LL});
        const auto order = order_of(ada);
        const auto start = now();
        std::vector<Lease> leases;
        constexpr int at_once = 100;
        while (static_cast<int>(leases.size()) < count) {
            write([&](db::Tx& tx) {
                for (int i = 0; i < at_once && static_cast<int>(leases.size()) < count; ++i) {
                    const auto age = microseconds{100 * leases.size()};
                    leases.push_back(open(tx, order, {start + age, ids_, random_}).value());
                }
            });
        }
        clock_.advance(microseconds{100 * leases.size()});
        return leases;
    }

    bool run_one(const Contender& contender, const Lease& lease) {
        // Unequal starts of up to some 100 us, so that now one and now the other comes first.
        const auto delay = random_.below(100'000);
        for (std::uint64_t i = 0; i < delay; ++i)
            std::atomic_signal_fence(std::memory_order_seq_cst);
        return write([&](db::Tx& tx) { return contender(tx, lease, moment()); });
    }

    void race(const Contender& left, const Contender& right, Winners winners) {
        const auto leases = open_many(rounds(GetParam()));
        int left_wins = 0;
        int right_wins = 0;
        std::barrier start{2};
        std::vector<char> won_by_right(leases.size());
        std::jthread other{[&] {
            for (std::size_t i = 0; i < leases.size(); ++i) {
                start.arrive_and_wait();
                won_by_right[i] = run_one(right, leases[i]);
                start.arrive_and_wait();
            }
        }};
        for (std::size_t i = 0; i < leases.size(); ++i) {
            start.arrive_and_wait();
            const bool won = run_one(left, leases[i]);
            start.arrive_and_wait();
            left_wins += won;
            right_wins += won_by_right[i];
            const int won_by_both = won + won_by_right[i];
            EXPECT_GE(won_by_both, 1);
            if (winners == Winners::one) EXPECT_EQ(won_by_both, 1);
            expect_one_outcome(leases[i]);
        }
        other.join();
        expect_whole_books();
        fmt::print("  {} rounds: left {}, right {}\n", leases.size(), left_wins, right_wins);
    }

    /// The transfers of the lease are those of its state, one outcome among them.
    void expect_one_outcome(const Lease& lease) {
        const auto [after, kinds] = read([&](db::Tx& tx) {
            std::vector<std::string> found;
            for (const auto& transfer :
                 ledger::lease_transfers_after(tx, lease.id.value(), -1, 5)) {
                if (transfer.lease == lease.id.value()) found.push_back(transfer.kind);
            }
            return std::pair{find_any(tx, lease.id).value(), found};
        });
        using ::testing::ElementsAre;
        switch (fee_place(after)) {
            case FeePlace::refunded:
                EXPECT_THAT(kinds, ElementsAre("lease", "refund"));
                break;
            case FeePlace::settled:
                EXPECT_THAT(
                    kinds, ElementsAre("lease", "settle", "supplier_cost", "operator_share")
                );
                break;
            case FeePlace::escrow:
            case FeePlace::kept:
                ADD_FAILURE() << "nothing was decided";
                break;
        }
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, RaceTest, testing::all_engines, testing::engine_name);

bool cancels(db::Tx& tx, const Lease& lease, const Moment& moment) {
    return cancel(tx, {lease.account, lease.id}, moment).has_value();
}

bool gets_code(db::Tx& tx, const Lease& lease, const Moment& moment) {
    const auto recorded = record_code(tx, lease.id, moment);
    return recorded && recorded->outcome == CodeOutcome::first;
}

TEST_P(RaceTest, W3_FiftyOpensOnABalanceForTenGiveTen) {
    add_numbers(60);
    top_up(ada, Money{10 * chat_price.micros() + 1});
    std::atomic<int> opened = 0;
    std::atomic<int> refused = 0;
    {
        std::barrier start{50};
        std::vector<std::jthread> threads;
        for (int i = 0; i < 50; ++i) {
            threads.emplace_back([&] {
                start.arrive_and_wait();
                const auto lease = try_open(order_of(ada));
                if (lease) {
                    ++opened;
                } else if (lease.error().code == ErrorCode::insufficient_funds) {
                    ++refused;
                }
            });
        }
    }
    EXPECT_EQ(opened, 10);
    EXPECT_EQ(refused, 40);
    EXPECT_EQ(wallet_of(ada).balance, Money{1});
    EXPECT_EQ(wallet_of(ada).held.micros(), 10 * chat_price.micros());
    expect_whole_books();
}

TEST_P(RaceTest, L13_ManyOpensAtOnceKeepTheLimit) {
    add_numbers(30);
    top_up(ada, Money{100'000'000});
    auto order = order_of(ada);
    order.limits.open_at_once = 7;
    std::atomic<int> opened = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 20; ++i) {
            threads.emplace_back([&] {
                if (try_open(order)) ++opened;
            });
        }
    }
    EXPECT_EQ(opened, 7);
    expect_whole_books();
}

TEST_P(RaceTest, L2_ManyCustomersNeverGetTheSameNumber) {
    add_numbers(20);
    top_up(ada, Money{100'000'000});
    top_up(bob, Money{100'000'000});
    std::mutex mutex;
    std::multiset<std::int64_t> numbers;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 30; ++i) {
            threads.emplace_back([&, i] {
                const auto lease = try_open(order_of(i % 2 == 0 ? ada : bob));
                const std::lock_guard lock{mutex};
                if (lease) numbers.insert(lease->number.value());
            });
        }
    }
    EXPECT_EQ(numbers.size(), 20U);
    EXPECT_EQ(std::set(numbers.begin(), numbers.end()).size(), 20U);
    expect_whole_books();
}

TEST_P(RaceTest, W5_CancelAgainstCancel) {
    race(cancels, cancels, Winners::one);
}

TEST_P(RaceTest, L11_CancelAgainstCode) {
    race(cancels, gets_code, Winners::one);
}

TEST_P(RaceTest, W5_CodeAgainstCode) {
    race(gets_code, gets_code, Winners::one);
}

TEST_P(RaceTest, L11_ExpiryAgainstCode) {
    const auto expires = [this](db::Tx& tx, const Lease& lease, const Moment&) {
        const auto closed = expire_due(tx, {lease.expires_at, ids_, random_}, 10);
        return std::ranges::any_of(closed, [&](const Lease& each) {
            return each.id == lease.id && each.status == Status::expired;
        });
    };
    const auto gets_last_code = [this](db::Tx& tx, const Lease& lease, const Moment&) {
        return gets_code(tx, lease, {lease.expires_at - microseconds{1}, ids_, random_});
    };
    race(expires, gets_last_code, Winners::one);
}

TEST_P(RaceTest, L6_ExpiryAgainstExpiry) {
    const auto expires = [this](db::Tx& tx, const Lease& lease, const Moment&) {
        const auto closed = expire_due(tx, {lease.expires_at, ids_, random_}, 10);
        return std::ranges::any_of(closed, [&](const Lease& each) { return each.id == lease.id; });
    };
    race(expires, expires, Winners::one);
}

TEST_P(RaceTest, L6_ExpiryAgainstCancel) {
    const auto expires = [this](db::Tx& tx, const Lease& lease, const Moment&) {
        const auto closed = expire_due(tx, {lease.expires_at, ids_, random_}, 10);
        return std::ranges::any_of(closed, [&](const Lease& each) { return each.id == lease.id; });
    };
    race(expires, cancels, Winners::one);
}

TEST_P(RaceTest, L9_SwitchAgainstCode) {
    // A lease whose code came first is completed by the switch, so both may win.
    const auto switches = [this](db::Tx& tx, const Lease& lease, const Moment& moment) {
        return switch_to(tx, lease.id, order_of(ada, "shop"), moment).has_value();
    };
    race(switches, gets_code, Winners::one_or_both);
}

}  // namespace
}  // namespace otpost::leases
