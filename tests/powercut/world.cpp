// SPDX-License-Identifier: Apache-2.0
#include "world.hpp"

#include "catalog/catalog.hpp"
#include "db/migrate.hpp"
#include "db/open.hpp"
#include "inventory/inventory.hpp"
#include "inventory/supplier.hpp"
#include "testing/temp_folder.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <type_traits>
#include <utility>

namespace otpost::powercut {

using namespace std::chrono_literals;

namespace {

constexpr auto start = from_micros(1'800'000'000'000'000);
constexpr int numbers = 5;

template <class T>
T certain(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().message);
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}

}  // namespace

const std::string& World::location() {
    static const testing::TempFolder folder{testing::Medium::memory};
    static const std::string path = (folder.path() / "otpost.db").string();
    return path;
}

World::World(Disk& disk, std::uint64_t seed, int checkpoint_pages)
    : disk_(disk),
      checkpoint_pages_(checkpoint_pages),
      clock_(start),
      plan_(seed),
      random_(seed ^ 0x5bd1e995),
      ring_(std::nullopt, random_, start, 256) {}

World::~World() {
    close();
}

void World::open() {
    db::StoreOptions options;
    options.location = location();
    options.vfs = disk_.vfs();
    options.readers = 1;
    options.checkpoint_pages = checkpoint_pages_;
    options.lock_timeout = 50ms;
    database_ = db::open(options);
    set_durability(durability_);
}

void World::close() {
    database_.reset();
}

void World::set_durability(Durability durability) {
    durability_ = durability;
    if (durability == Durability::full) return;
    const auto* const level = durability == Durability::normal ? "NORMAL" : "OFF";
    // Refused inside a transaction, and a work is always inside one: out of it and in again.
    db::write(*database_, [&](db::Tx& tx) {
        tx.run_unprepared(fmt::format("COMMIT; PRAGMA synchronous = {}; BEGIN", level));
    });
}

void World::build() {
    open();
    db::migrate(*database_, start);
    db::write(*database_, [&](db::Tx& tx) {
        build_catalogue(tx);
        build_stock(tx);
        for (std::int64_t i = 1; i <= 3; ++i) {
            const Customer customer{AccountId{10 + i}, WalletId{20 + i}};
            ledger::open_wallet(tx, customer.wallet, "EUR");
            customers_.push_back(customer);
        }
        const Money plenty{5'000'000};
        const auto& [account, wallet] = customers_.front();
        certain(ledger::credit_manual(tx, {wallet, plenty, "cash", account}, moment()));
    });
    receipts_.push_back(
        {.kind = Receipt::Kind::top_up, .id = customers_.front().wallet.value(), .amount = 5'000'000
        }
    );
}

void World::build_catalogue(db::Tx& tx) {
    using catalog::Availability, catalog::Policy;
    certain(catalog::put_country(tx, {"DE", "Germany", "49", 4, Availability::enabled}));
    for (const auto* slug : services) {
        certain(catalog::put_service(tx, {0, slug, slug, "social", 2, Policy::allowed}));
        certain(catalog::set_price(tx, "DE", slug, Money{350'000}, "EUR"));
    }
}

void World::build_stock(db::Tx& tx) {
    using ledger::PayableClass;
    inventory::Supplier supplier;
    supplier.slug = "pool";
    supplier.adapter = "http";
    supplier.name = "Own pool";
    supplier.payable_account =
        ledger::open_payable(tx, PayableClass::supplier, 1, "EUR", ids_).value();
    supplier.operator_id = AccountId{77};
    supplier.operator_account =
        ledger::open_payable(tx, PayableClass::operator_, 77, "EUR", ids_).value();
    supplier.operator_share_bp = 4000;
    supplier.cost_per_code = Money{50'000};
    supplier_ = certain(inventory::add_supplier(tx, moment(), supplier));
    for (int i = 0; i < numbers; ++i) {
        const inventory::NewNumber number{
            .e164 = fmt::format("+4915{}", 10'000'000 + i),
            .country = "DE",
            .supplier = supplier_,
            .services = {},
            .attestation = inventory::Attestation{AccountId{77}, "1"}
        };
        certain(inventory::add_number(tx, moment(), number));
    }
}

void World::live(int rounds) {
    for (int i = 0; i < rounds; ++i) {
        live_one_round();
        if (!percent(6)) continue;
        close();
        open();
    }
}

// The works of a round wait behind one that does nothing until all are there, so that they share
// a commit whatever the machine is busy with.
void World::live_one_round() {
    clock_.advance(percent(12) ? Duration{21min} : Duration{2s});
    ring_.step(clock_.now());
    look_around();
    const auto count = 1 + below(6);
    std::latch gate{1};
    std::latch done{static_cast<std::ptrdiff_t>(count) + 1};
    database_->submit_write(
        [&](db::Tx&) {
            gate.wait();
            return db::Verdict::rollback;
        },
        [&](const std::exception_ptr&) { done.count_down(); }
    );
    for (std::uint64_t i = 0; i < count; ++i) submit(draw(), done);
    gate.count_down();
    done.wait();
}

void World::look_around() {
    live_ = db::read(*database_, [&](db::Tx& tx) {
        std::vector<leases::Lease> found;
        for (const auto& customer : customers_) {
            const leases::ListLeases query{
                .account = customer.account, .filter = leases::StatusFilter::live, .limit = 20
            };
            for (auto& lease : leases::list(tx, query)) found.push_back(std::move(lease));
        }
        return found;
    });
}

void World::submit(Act act, std::latch& done) {
    const auto number = ++works_;
    auto told = std::make_shared<Receipts>();
    database_->submit_write(
        [told, act = std::move(act)](db::Tx& tx) {
            auto receipts = act(tx);
            if (!receipts) return db::Verdict::rollback;
            *told = *std::move(receipts);
            return db::Verdict::commit;
        },
        [this, told, number, &done](const std::exception_ptr& error) {
            settle(number, error, std::move(*told));
            done.count_down();
        }
    );
}

World::Outcome World::outcome_of(const std::exception_ptr& error) {
    try {
        if (error) std::rethrow_exception(error);
        return Outcome::acknowledged;
    } catch (const db::CommitUnknown&) {
        return Outcome::unknown;
    } catch (const db::Unavailable&) {
        return Outcome::unavailable;
    } catch (const db::Corruption&) {
        return Outcome::damaged;
    } catch (const std::exception&) {
        return Outcome::failed;
    }
}

void World::settle(std::int64_t work, const std::exception_ptr& error, Receipts told) {
    const std::lock_guard lock(mutex_);
    last_outcome_ = outcome_of(error);
    if (last_outcome_ == Outcome::acknowledged) {
        disk_.acknowledge(work);
        for (auto& receipt : told) {
            receipt.work = work;
            receipts_.push_back(std::move(receipt));
        }
    } else if (last_outcome_ != Outcome::unknown) {
        disk_.refuse(work);
    }
}

void World::adopt() {
    clock_.advance(24h);
    for (std::int64_t i = 1; i <= 3; ++i) {
        customers_.push_back({AccountId{10 + i}, WalletId{20 + i}});
    }
}

World::Outcome World::serve(int number) {
    std::latch done{1};
    submit(next_call(number), done);
    done.wait();
    const std::lock_guard lock(mutex_);
    return last_outcome_;
}

}  // namespace otpost::powercut
