// SPDX-License-Identifier: Apache-2.0
// Random sequences of commands against a naive model of the rules: a state, a few times and two
// sums. RC_PARAMS="seed=..." of a failure replays it.
#include "leases/lease_fixture.hpp"

#include <rapidcheck.h>

#include <utility>
#include <vector>

namespace otpost::leases {
namespace {

using std::chrono::minutes;

/// What the rules say of one lease, written as plainly as they are.
struct ModelLease {
    LeaseId id;
    Money price;
    Time expires_at;
    Time cancel_allowed_at;
    Status status = Status::waiting;
    bool other_service = false;
    bool has_messages = false;
};

using Refusal = std::optional<ErrorCode>;

class Model {
public:
    explicit Model(Money funds) : balance(funds) {}

    Refusal open(LeaseId id, Money price, Time now, std::chrono::seconds cancel_after) {
        if (balance < price) return ErrorCode::insufficient_funds;
        move(price, balance, held);
        leases.push_back({id, price, now + minutes{20}, now + cancel_after});
        return {};
    }

    Refusal cancel(ModelLease& lease, Time now) {
        if (had_code(lease)) return ErrorCode::cancel_after_code;
        if (lease.status != Status::waiting) return ErrorCode::lease_closed;
        if (now >= lease.expires_at) {
            expire(lease);
            return {};
        }
        if (now < lease.cancel_allowed_at) return ErrorCode::cancel_too_early;
        refund(lease, Status::cancelled);
        return {};
    }

    Refusal finish(ModelLease& lease) {
        if (lease.status == Status::waiting) return ErrorCode::lease_not_received;
        if (lease.status != Status::received) return ErrorCode::lease_closed;
        lease.status = Status::completed;
        return {};
    }

    Refusal code(ModelLease& lease, Time now) {
        if (!is_live(lease.status) || now >= lease.expires_at) return ErrorCode::lease_closed;
        if (lease.status == Status::waiting) held = minus(held, lease.price);
        lease.status = Status::received;
        lease.has_messages = true;
        return {};
    }

    Refusal message(ModelLease& lease, Time now) {
        if (!is_live(lease.status) || now >= lease.expires_at) return ErrorCode::lease_closed;
        lease.has_messages = true;
        return {};
    }

    Refusal other_service(ModelLease& lease, Time now) {
        if (lease.status == Status::received) return ErrorCode::lease_not_waiting;
        if (lease.status != Status::waiting || now >= lease.expires_at) {
            return ErrorCode::lease_closed;
        }
        lease.other_service = true;
        return {};
    }

    Refusal fail(ModelLease& lease) {
        if (lease.status == Status::received) return ErrorCode::lease_not_waiting;
        if (lease.status != Status::waiting) return ErrorCode::lease_closed;
        refund(lease, Status::failed);
        return {};
    }

    void expire_due(Time now) {
        for (auto& lease : leases) {
            if (is_live(lease.status) && now >= lease.expires_at) expire(lease);
        }
    }

    Money balance;
    Money held;
    std::vector<ModelLease> leases;

private:
    static bool had_code(const ModelLease& lease) {
        return lease.status == Status::received || lease.status == Status::completed;
    }

    static Money plus(Money a, Money b) { return checked_add(a, b).value(); }

    static Money minus(Money a, Money b) { return checked_subtract(a, b).value(); }

    static void move(Money amount, Money& from, Money& to) {
        from = minus(from, amount);
        to = plus(to, amount);
    }

    void refund(ModelLease& lease, Status status) {
        move(lease.price, held, balance);
        lease.status = status;
    }

    void expire(ModelLease& lease) {
        if (lease.status == Status::received) {
            lease.status = Status::completed;
        } else if (lease.other_service && !lease.has_messages) {
            held = minus(held, lease.price);
            lease.status = Status::expired;
        } else {
            refund(lease, Status::expired);
        }
    }
};

enum class Step { open, cancel, finish, code, message, other_service, fail, expire, wait };
constexpr int step_kinds = 9;

class ModelTest : public LeaseTest {
protected:
    /// A customer of its own for each sequence, so that sequences share one store.
    Customer next_customer() {
        ++customers_;
        const Customer customer{AccountId{1000 + customers_}, WalletId{1000 + customers_}};
        write([&](db::Tx& tx) { ledger::open_wallet(tx, customer.wallet, "EUR"); });
        return customer;
    }

    template <class T>
    static Refusal refusal_of(const Result<T>& result) {
        if (result) return std::nullopt;
        return result.error().code;
    }

    void take_step(Step step, unsigned choice, Model& model, const Customer& customer) {
        switch (step) {
            case Step::open:
                return open_next(choice, model, customer);
            case Step::expire:
                model.expire_due(now());
                expire();
                return;
            case Step::wait:
                clock_.advance(minutes{choice % 9});
                return;
            case Step::cancel:
            case Step::finish:
            case Step::code:
            case Step::message:
            case Step::other_service:
            case Step::fail:
                break;
        }
        if (model.leases.empty()) return;
        auto& lease = model.leases[choice % model.leases.size()];
        const auto [expected, found] = act_on(step, model, lease, customer);
        RC_ASSERT(found == expected);
    }

    void open_next(unsigned choice, Model& model, const Customer& customer) {
        add_numbers(1);
        auto order = order_of(customer, choice % 2 == 0 ? "chat" : "shop");
        order.cancel_after = minutes{choice % 3};
        const auto opened = try_open(order);
        const auto id = opened ? opened->id : LeaseId{};
        const auto price = choice % 2 == 0 ? chat_price : shop_price;
        const auto expected = model.open(id, price, now(), order.cancel_after);
        RC_ASSERT(refusal_of(opened) == expected);
    }

    std::pair<Refusal, Refusal> act_on(
        Step step, Model& model, ModelLease& lease, const Customer& customer
    ) {
        Lease real;
        real.id = lease.id;
        real.account = customer.account;
        switch (step) {
            case Step::cancel:
                return {model.cancel(lease, now()), refusal_of(act(cancel, real))};
            case Step::finish:
                return {model.finish(lease), refusal_of(act(finish, real))};
            case Step::code:
                return {model.code(lease, now()), refusal_of(code_for(real))};
            case Step::message:
                return {model.message(lease, now()), refusal_of(message_for(real))};
            case Step::other_service:
                return {model.other_service(lease, now()), refusal_of(other_service_for(real))};
            case Step::fail:
                return {model.fail(lease), refusal_of(fail_of(real))};
            case Step::open:
            case Step::expire:
            case Step::wait:
                break;
        }
        std::unreachable();
    }

    void compare(const Model& model, const Customer& customer) {
        const auto wallet = wallet_of(customer);
        RC_ASSERT(wallet.balance == model.balance);
        RC_ASSERT(wallet.held == model.held);
        for (const auto& lease : model.leases) {
            const auto found = read([&](db::Tx& tx) { return find_any(tx, lease.id); });
            RC_ASSERT(found->status == lease.status);
        }
    }

    std::int64_t customers_ = 0;
};

INSTANTIATE_TEST_SUITE_P(Engines, ModelTest, testing::all_engines, testing::engine_name);

TEST_P(ModelTest, I5_AnySequenceOfCommandsDoesWhatTheRulesSay) {
    // Each step is a transaction, which a PostgreSQL server takes a millisecond for.
    const int length = GetParam() == db::Engine::sqlite ? 80 : 25;
    const bool held = rc::check([&] {
        const auto steps = *rc::gen::resize(
            length, rc::gen::arbitrary<std::vector<std::pair<unsigned char, unsigned char>>>()
        );
        const auto customer = next_customer();
        const Money funds{3'000'000};
        top_up(customer, funds);
        Model model{funds};
        for (const auto& [kind, choice] : steps) {
            take_step(static_cast<Step>(kind % step_kinds), choice, model, customer);
        }
        compare(model, customer);
    });
    EXPECT_TRUE(held);
    expect_whole_books();
}

}  // namespace
}  // namespace otpost::leases
