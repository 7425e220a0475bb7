// SPDX-License-Identifier: Apache-2.0
// Who lives in a run: drawn customers, administrators and suppliers, made in the store through the
// domain as the command line makes them, and the operators who bring numbers.
#pragma once

#include "app/house.hpp"
#include "sim/actors/admin.hpp"
#include "sim/actors/customer.hpp"
#include "sim/actors/listener.hpp"
#include "sim/actors/newcomer.hpp"
#include "sim/actors/supplier.hpp"
#include "sim/stage.hpp"

#include <memory>
#include <string>
#include <vector>

namespace otpost::sim {

/// What differs from run to run.
struct Drawn {
    int customers = 0;
    int listeners = 0;
    int numbers = 0;  ///< of each country at the start
    Duration think_max{0};
    Duration write_max{0};  ///< what the store takes for a commit
    std::chrono::seconds window{0};
    std::chrono::seconds cancel_after{0};
    std::chrono::seconds quarantine{0};
    leases::Limits limits;

    static Drawn from(Random& random);
};

class Population {
public:
    Population(Stage& stage, const Drawn& drawn) : stage_(stage), drawn_(drawn) {}

    /// The catalogue, suppliers, numbers and accounts of a new store; nobody acts yet.
    void settle(app::House& house, db::Database& database, const app::Config& config);

    /// Everybody begins.
    void begin();

    /// An operator brings more numbers, pauses one and resumes another. Takes no time.
    void restock(app::House& house, db::Database& database);

    std::uint64_t events_streamed() const;

private:
    struct Person {
        std::string authorization;
        std::string public_id;
    };

    void fill_catalog(db::Tx& tx);
    void add_supplier(
        db::Tx& tx, const app::Config& config, const std::string& slug, const Moment& moment
    );
    void add_numbers(db::Tx& tx, int count, const Moment& moment);
    Person add_person(
        db::Tx& tx, const app::House& house, identity::Role role, const Moment& moment
    );
    void sign_up(const std::string& number, const Sold& service);

    Stage& stage_;
    Drawn drawn_;
    std::vector<SupplierId> supplier_ids_;
    std::vector<std::unique_ptr<Supplier>> suppliers_;
    std::vector<std::unique_ptr<Customer>> customers_;
    std::vector<std::unique_ptr<Admin>> admins_;
    std::vector<std::unique_ptr<Listener>> listeners_;
    std::vector<std::unique_ptr<Newcomer>> newcomers_;
    std::vector<std::int64_t> everybodys_leases_;
    std::vector<NumberId> numbers_;
    std::vector<NumberId> paused_;
    int people_ = 0;
    int numbers_made_ = 0;
};

}  // namespace otpost::sim
