// SPDX-License-Identifier: Apache-2.0
// A small house that lives on a Disk: the product's own engine, schema and domain code, seeded and
// reproducible. Three customers open, cancel, switch and finish leases, messages come whole, twice
// and in parts, deadlines pass, works fail; several works share a commit. Every work that was
// acknowledged leaves receipts of what its caller was told.
#pragma once

#include "api/idempotency.hpp"
#include "crypto/key_ring.hpp"
#include "disk.hpp"
#include "leases/leases.hpp"
#include "messages/inbox.hpp"

#include <array>
#include <functional>
#include <latch>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace otpost::powercut {

/// Something that must be there for ever once its work was acknowledged.
struct Receipt {
    enum class Kind { lease, message, answer, top_up };

    Kind kind;
    std::int64_t id = 0;      ///< of the lease or message; the account of an answer; the wallet
    std::string key = {};     ///< of an answer
    std::string body = {};    ///< of an answer
    std::int64_t amount = 0;  ///< of a top-up
    std::int64_t work = 0;
};

enum class Durability { full, normal, off };

class World {
public:
    World(Disk& disk, std::uint64_t seed, int checkpoint_pages);
    ~World();

    /// Schema, catalogue, stock and customers, so small that an image is examined quickly.
    void build();

    /// The negative controls weaken the engine by a PRAGMA.
    void set_durability(Durability durability);

    /// `rounds` commits of one to six works, with a restart of the engine now and then.
    void live(int rounds);

    /// Goes on with a store that another world has built, a day later.
    void adopt();

    enum class Outcome { acknowledged, unavailable, unknown, damaged, failed };

    /// One work of its own: the first customer opens a lease, or cancels the last one, under the
    /// key `call-<number>`.
    Outcome serve(int number);

    void close();
    void open();

    db::Database& database() { return *database_; }

    const std::vector<Receipt>& receipts() const { return receipts_; }

    /// Where the store lies on its disk.
    static const std::string& location();

private:
    using Receipts = std::vector<Receipt>;
    using Act = std::function<Result<Receipts>(db::Tx&)>;

    struct Customer {
        AccountId account;
        WalletId wallet;
    };

    static constexpr std::array services{"whatsapp", "telegram"};

    Moment moment() { return {clock_.now(), ids_, random_}; }

    std::uint64_t below(std::uint64_t bound) { return plan_.below(bound); }

    bool percent(std::uint64_t chance) { return below(100) < chance; }

    void build_catalogue(db::Tx& tx);
    void build_stock(db::Tx& tx);
    void live_one_round();
    void look_around();
    Act draw();
    Act draw_of_lease(const leases::Lease& lease);
    Act cancel(const leases::Lease& lease);
    Act switch_from(const leases::Lease& lease);
    Act show(const leases::Lease& lease);
    Act open_lease(const Customer& customer, std::string key);
    Act keyed(AccountId account, std::string key, std::string request, api::Step step);
    Act message_to(const leases::Lease& lease);
    Act receive(messages::InboundMessage message);
    Act top_up();
    Act duty();
    void submit(Act act, std::latch& done);
    void settle(std::int64_t work, const std::exception_ptr& error, Receipts told);
    static Outcome outcome_of(const std::exception_ptr& error);
    Act next_call(int number);
    api::Call call(AccountId account, std::string key, const std::string& request);
    leases::OpenLease order_of(const Customer& customer);

    Disk& disk_;
    int checkpoint_pages_;
    ManualClock clock_;
    IdGenerator ids_{clock_, 1};
    SeededRandom plan_;    ///< what happens: drawn by the thread that plans
    SeededRandom random_;  ///< what the works draw, on the engine's thread
    crypto::KeyRing ring_;
    std::unique_ptr<db::Database> database_;
    Durability durability_ = Durability::full;
    SupplierId supplier_;
    std::vector<Customer> customers_;
    std::vector<leases::Lease> live_;  ///< as the round begins
    std::vector<std::pair<AccountId, std::string>> keys_used_;
    std::optional<messages::InboundMessage> last_message_;
    std::int64_t works_ = 0;
    std::int64_t messages_made_ = 0;
    std::mutex mutex_;  ///< of what follows
    Receipts receipts_;
    Outcome last_outcome_ = Outcome::acknowledged;
};

}  // namespace otpost::powercut
