// SPDX-License-Identifier: Apache-2.0
#include "sqlite_ceiling.hpp"

#include "api/idempotency_sql.hpp"
#include "catalog/catalog_sql.hpp"
#include "direct.hpp"
#include "inventory/inventory_sql.hpp"
#include "inventory/pool.hpp"
#include "inventory/pool_sql.hpp"
#include "leases/leases_sql.hpp"
#include "ledger/ledger_sql.hpp"
#include "outbox/outbox_sql.hpp"

#include <fmt/format.h>

namespace otpost::bench {

namespace {

std::string copy_text(sqlite3_stmt* row, int column) {
    return reinterpret_cast<const char*>(sqlite3_column_text(row, column));
}

}  // namespace

class SqliteCeiling::Loop {
public:
    Loop(const std::filesystem::path& file, const Stock& stock, std::size_t answer_bytes)
        : store_(file),
          stock_(stock),
          answer_(answer_bytes, 'x') {}

    Tally run(std::chrono::milliseconds length, int batch) {
        Tally tally;
        const auto start = SteadyClock::now();
        while (SteadyClock::now() - start < length) {
            store_.script("BEGIN IMMEDIATE");
            for (int i = 0; i < batch; ++i) open_lease();
            store_.script("COMMIT");
            tally.count += batch;
        }
        tally.seconds = seconds_since(start);
        return tally;
    }

private:
    std::int64_t id() { return ++last_id_; }

    void open_lease() {
        const Customer& customer = stock_.any_customer(chance_);
        const Offer& offer = stock_.any_offer(chance_);
        const auto account = customer.account.value();
        const std::string key = fmt::format("{:016x}", chance_());
        store_.run(sql::idempotency::find_answer, account, key);
        auto* const priced = store_.first(sql::catalog::find_offer, offer.country, offer.service);
        const std::int64_t price = sqlite3_column_int64(priced, 3);
        Direct::finish(priced);
        const std::int64_t lease = id();
        pay(customer.wallet.value(), lease, price);
        auto* const usage = store_.first(
            sql::leases::account_usage, account, std::int64_t{1000}, std::int64_t{1'000'000}
        );
        const std::int64_t account_seq = sqlite3_column_int64(usage, 0) + 1;
        Direct::finish(usage);
        if (!take_number(offer)) return;
        insert_lease(customer, offer, lease, account_seq, price);
        append_events(account, lease, customer.wallet.value());
        store_.run(
            sql::idempotency::remember_answer,
            account,
            key,
            Blob{hash_},
            std::int64_t{201},
            answer_,
            now_
        );
    }

    void pay(std::int64_t wallet, std::int64_t lease, std::int64_t price) {
        auto* const locked = store_.first(sql::ledger::lock_wallet, wallet);
        const std::int64_t balance = sqlite3_column_int64(locked, 1) - price;
        const std::int64_t held = sqlite3_column_int64(locked, 2) + price;
        const std::int64_t version = sqlite3_column_int64(locked, 3) + 1;
        Direct::finish(locked);
        store_.run(
            sql::ledger::insert_transfer,
            id(),
            wallet,
            version,
            wallet,
            std::int64_t{1},
            price,
            std::string_view{"lease"},
            lease,
            std::int64_t{0},
            nullptr,
            nullptr,
            balance,
            now_,
            Blob{hash_}
        );
        store_.run(sql::ledger::update_wallet, wallet, balance, held, version, Blob{hash_});
    }

    bool take_number(const Offer& offer) {
        const auto pick = static_cast<std::int64_t>(chance_() >> 33U);
        do {
            for (const std::int64_t from : {pick, std::int64_t{0}})
                if (take_from(offer, from)) return true;
        } while (open_block(offer));
        return false;
    }

    bool take_from(const Offer& offer, std::int64_t pick) {
        auto* const taken =
            store_.first(sql::inventory::take_from, offer.country, offer.service_id, pick, now_);
        if (taken == nullptr) return false;
        number_ = sqlite3_column_int64(taken, 0);
        e164_ = copy_text(taken, 1);
        supplier_ = sqlite3_column_int64(taken, 2);
        payable_ = sqlite3_column_int64(taken, 5);
        Direct::finish(taken);
        return true;
    }

    bool open_block(const Offer& offer) {
        auto* const pool = store_.first(
            sql::pool::unopened, offer.country, offer.service_id, inventory::pool_block
        );
        if (pool == nullptr) return false;
        const std::int64_t from = sqlite3_column_int64(pool, 0);
        const bool is_last = sqlite3_column_type(pool, 2) == SQLITE_NULL;
        const std::int64_t to = sqlite3_column_int64(pool, is_last ? 1 : 2);
        Direct::finish(pool);
        store_.run(sql::pool::advance_opened, offer.country, offer.service_id, from, to);
        store_.run(sql::pool::open_block, offer.country, offer.service_id, from, to, now_);
        return true;
    }

    void insert_lease(
        const Customer& customer,
        const Offer& offer,
        std::int64_t lease,
        std::int64_t account_seq,
        std::int64_t price
    ) {
        constexpr std::int64_t minutes = 60'000'000;
        store_.run(
            sql::leases::insert_lease,
            lease,
            customer.account.value(),
            account_seq,
            customer.wallet.value(),
            number_,
            e164_,
            supplier_,
            offer.country,
            offer.service_id,
            offer.service,
            price,
            std::string_view{"USD"},
            std::int64_t{20'000},
            std::int64_t{0},
            payable_,
            nullptr,
            10 * minutes,
            now_,
            now_ + 20 * minutes,
            now_,
            nullptr
        );
    }

    void append_events(std::int64_t account, std::int64_t lease, std::int64_t wallet) {
        constexpr std::string_view lease_data = R"({"status":"waiting"})";
        constexpr std::string_view wallet_data =
            R"({"balance":"99998.93","held":"12.40","currency":"USD"})";
        constexpr std::int64_t both = 2;
        store_.run(sql::outbox::advance_cursor, account, both);
        store_.run(
            sql::outbox::insert_event,
            id(),
            account,
            both - 1,
            std::string_view{"lease.opened"},
            lease,
            lease_data,
            now_
        );
        store_.run(
            sql::outbox::insert_event,
            id(),
            account,
            std::int64_t{0},
            std::string_view{"wallet.changed"},
            wallet,
            wallet_data,
            now_
        );
    }

    Direct store_;
    const Stock& stock_;
    std::string answer_;
    std::string hash_ = std::string(32, 'h');
    std::mt19937_64 chance_{std::random_device{}()};
    std::int64_t last_id_ = std::int64_t{1} << 52U;
    std::int64_t now_ = to_micros(SystemClock{}.now());
    std::int64_t number_ = 0;
    std::int64_t supplier_ = 0;
    std::int64_t payable_ = 0;
    std::string e164_;
};

SqliteCeiling::SqliteCeiling(
    const std::filesystem::path& file, const Stock& stock, std::size_t answer_bytes
)
    : loop_(std::make_unique<Loop>(file, stock, answer_bytes)) {}

SqliteCeiling::~SqliteCeiling() = default;

Tally SqliteCeiling::run(std::chrono::milliseconds length, int batch) {
    return loop_->run(length, batch);
}

}  // namespace otpost::bench
