// SPDX-License-Identifier: Apache-2.0
#include "growth.hpp"

#include "api/idempotency_sql.hpp"
#include "base/time.hpp"
#include "direct.hpp"
#include "figures.hpp"
#include "ledger/ledger.hpp"
#include "ledger/ledger_sql.hpp"
#include "ledger/transfer.hpp"
#include "messages/messages_sql.hpp"
#include "outbox/outbox_sql.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <malloc.h>
#include <utility>

namespace otpost::bench {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t day = 24 * (60 * minute);
/// Ids begin in 2025.
constexpr Time history_start{std::chrono::sys_days{std::chrono::year{2025} / 1 / 2}};
constexpr std::int64_t kept = 30 * day;
constexpr int leases_in_a_transaction = 50'000;
constexpr Money supplier_cost{20'000};
constexpr int node = 63;  ///< none that a server here is likely to have

constexpr db::Statement insert_closed_lease{
    "growth.insert_closed_lease",
    R"(INSERT INTO lease (id, account_id, account_seq, wallet_id, number_id, e164, supplier_id,
           country, service_id, service, price, currency, supplier_cost, operator_share,
           supplier_payable, quarantine, status, opened_at, expires_at, cancel_allowed_at,
           code_received_at, closed_at, close_reason, awaiting_code, message_count)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'USD', $12, 0, $13, 600000000, $14,
           $15, $15 + 1200000000, $15, $16, $17, $18, 0, $19))"
};

constexpr db::Statement insert_availability{
    "growth.insert_availability",
    R"(INSERT INTO availability (number_id, service_id, country, pick, state, changed_at)
       VALUES ($1, $2, $3, $4, $5, $6))"
};

constexpr db::Statement list_numbers{
    "growth.list_numbers", "SELECT id, e164, country, supplier_id, pick FROM number ORDER BY id"
};

constexpr db::Statement find_payable{
    "growth.find_payable", "SELECT payable_account FROM supplier LIMIT 1"
};

constexpr db::Statement list_wallets{
    "growth.list_wallets", "SELECT id, balance, version, head FROM wallet"
};

constexpr db::Statement open_pool{
    "growth.open_pool",
    R"(UPDATE stocked_offer SET opened_to = (SELECT c.size FROM country_pool c
           WHERE c.country = stocked_offer.country)
       WHERE service_id = $1)"
};

constexpr db::Statement note_progress{
    "growth.note_progress", "UPDATE delivery_progress SET closed_at = $1, lease_id = $2"
};

struct NumberRow {
    std::int64_t id = 0;
    std::string e164;
    std::string country;
    std::int64_t supplier = 0;
    std::int64_t pick = 0;
};

struct WalletState {
    std::int64_t id = 0;
    std::int64_t account = 0;
    std::int64_t balance = 0;
    std::int64_t version = 0;
    std::string head;
    std::int64_t leases = 0;
};

enum class Ending { completed, cancelled, expired };

/// 7 of 10 leases get their code, 2 are cancelled, 1 expires.
Ending ending_of(std::uint64_t chance) {
    if (chance % 10 < 7) return Ending::completed;
    return chance % 10 < 9 ? Ending::cancelled : Ending::expired;
}

class Past {
public:
    Past(const fs::path& file, const Stock& stock, const GrowthPlan& plan)
        : store_(file, Direct::Care::none),
          plan_(plan),
          now_(to_micros(SystemClock{}.now())) {
        read_numbers();
        read_wallets(stock);
        read_offers(stock);
    }

    void write() {
        for (std::int64_t done = 0; done < plan_.leases; done += leases_in_a_transaction) {
            store_.script("BEGIN");
            const auto end = std::min(plan_.leases, done + leases_in_a_transaction);
            for (std::int64_t i = done; i < end; ++i) add_lease(i);
            store_.script("COMMIT");
        }
        finish();
    }

private:
    void read_numbers() {
        auto* const row = store_.first(list_numbers);
        if (row == nullptr) return;
        do
            numbers_.push_back(
                {sqlite3_column_int64(row, 0),
                 text(row, 1),
                 text(row, 2),
                 sqlite3_column_int64(row, 3),
                 sqlite3_column_int64(row, 4)}
            );
        while (sqlite3_step(row) == SQLITE_ROW);
        sqlite3_reset(row);
    }

    void read_wallets(const Stock& stock) {
        std::unordered_map<std::int64_t, std::int64_t> owner;
        for (const Customer& customer : stock.customers)
            owner[customer.wallet.value()] = customer.account.value();
        auto* const row = store_.first(list_wallets);
        if (row == nullptr) return;
        do {
            const std::int64_t id = sqlite3_column_int64(row, 0);
            const auto* const head = static_cast<const char*>(sqlite3_column_blob(row, 3));
            const auto size = static_cast<std::size_t>(sqlite3_column_bytes(row, 3));
            wallets_.push_back(
                {id,
                 owner.at(id),
                 sqlite3_column_int64(row, 1),
                 sqlite3_column_int64(row, 2),
                 std::string{head, size}}
            );
        } while (sqlite3_step(row) == SQLITE_ROW);
        sqlite3_reset(row);
    }

    /// As many services as each number must have served.
    void read_offers(const Stock& stock) {
        const auto rounds =
            static_cast<std::size_t>(plan_.leases / static_cast<std::int64_t>(numbers_.size()) + 1);
        for (const Offer& offer : stock.offers) {
            const bool known = std::ranges::any_of(services_, [&](const Offer& other) {
                return other.service_id == offer.service_id;
            });
            if (!known && services_.size() < rounds) services_.push_back(offer);
        }
        auto* const row = store_.first(find_payable);
        payable_ = sqlite3_column_int64(row, 0);
        Direct::finish(row);
    }

    static std::string text(sqlite3_stmt* row, int column) {
        return reinterpret_cast<const char*>(sqlite3_column_text(row, column));
    }

    std::int64_t id() { return ids_.next(); }

    void add_lease(std::int64_t i) {
        const auto place = static_cast<std::size_t>(i) % numbers_.size();
        const NumberRow& number = numbers_[place];
        const Offer& offer = services_[static_cast<std::size_t>(i) / numbers_.size()];
        WalletState& wallet = wallets_[chance_() % wallets_.size()];
        const Ending ending = ending_of(chance_());
        const auto share = static_cast<double>(i) / static_cast<double>(plan_.leases);
        const auto age =
            std::llround(static_cast<double>(now_ - to_micros(history_start)) * (1 - share));
        const std::int64_t opened = now_ - minute * 30 - age;
        clock_.set(from_micros(opened));
        const std::int64_t closed = opened + closed_after(ending);
        const Money price{500'000 + static_cast<std::int64_t>(chance_() % 50) * 10'000};
        const std::int64_t lease = id();
        insert_lease(wallet, number, offer, ending, {lease, opened, closed, price.micros()});
        book(wallet, lease, price, ending, {opened, closed});
        store_.run(
            insert_availability,
            number.id,
            offer.service_id,
            number.country,
            number.pick,
            std::string_view{ending == Ending::completed ? "used" : "free"},
            closed
        );
        if (ending == Ending::completed) insert_message(number, lease, closed);
        remember(wallet.account, opened);
        if (now_ - opened < kept) insert_events(wallet, lease, opened);
        last_closed_ = std::max(last_closed_, closed);
        last_lease_ = lease;
    }

    struct Facts {
        std::int64_t id;
        std::int64_t opened;
        std::int64_t closed;
        std::int64_t price;
    };

    std::int64_t closed_after(Ending ending) {
        const auto chance = static_cast<std::int64_t>(chance_());
        switch (ending) {
            case Ending::completed:
                return 5 * second + std::abs(chance % (2 * minute));
            case Ending::cancelled:
                return 2 * minute + std::abs(chance % (10 * minute));
            case Ending::expired:
                return 20 * minute;
        }
        std::unreachable();
    }

    void insert_lease(
        WalletState& wallet,
        const NumberRow& number,
        const Offer& offer,
        Ending ending,
        const Facts& facts
    ) {
        constexpr std::string_view statuses[] = {"completed", "cancelled", "expired"};
        constexpr std::string_view reasons[] = {"finished", "cancelled", "deadline"};
        const bool has_code = ending == Ending::completed;
        const auto which = static_cast<std::size_t>(std::to_underlying(ending));
        store_.run(
            insert_closed_lease,
            facts.id,
            wallet.account,
            ++wallet.leases,
            wallet.id,
            number.id,
            number.e164,
            number.supplier,
            number.country,
            offer.service_id,
            offer.service,
            facts.price,
            supplier_cost.micros(),
            payable_,
            statuses[which],
            facts.opened,
            has_code ? std::optional{facts.closed} : std::nullopt,
            facts.closed,
            reasons[which],
            std::int64_t{has_code ? 1 : 0}
        );
    }

    struct Span {
        std::int64_t opened;
        std::int64_t closed;
    };

    void book(WalletState& wallet, std::int64_t lease, Money price, Ending ending, Span span) {
        using ledger::HouseAccount, ledger::TransferKind;
        const auto escrow = std::to_underlying(HouseAccount::escrow);
        wallet.balance -= price.micros();
        post(wallet, TransferKind::lease, {wallet.id, escrow}, price, lease, span.opened);
        if (ending != Ending::completed) {
            wallet.balance += price.micros();
            post(wallet, TransferKind::refund, {escrow, wallet.id}, price, lease, span.closed);
            return;
        }
        const auto revenue = std::to_underlying(HouseAccount::revenue);
        post(wallet, TransferKind::settle, {escrow, revenue}, price, lease, span.closed);
        const auto cost = std::to_underlying(HouseAccount::supplier_cost);
        post(
            wallet, TransferKind::supplier_cost, {cost, payable_}, supplier_cost, lease, span.closed
        );
    }

    struct Sides {
        std::int64_t debit;
        std::int64_t credit;
    };

    void post(
        WalletState& wallet,
        ledger::TransferKind kind,
        Sides sides,
        Money amount,
        std::int64_t lease,
        std::int64_t at
    ) {
        ledger::Transfer transfer;
        transfer.id = TransferId{id()};
        transfer.wallet = WalletId{wallet.id};
        transfer.chain_seq = wallet.version + 1;
        transfer.debit = sides.debit;
        transfer.credit = sides.credit;
        transfer.amount = amount;
        transfer.kind = ledger::to_string(kind);
        transfer.lease = lease;
        if (const auto slot = ledger::slot_of(kind)) transfer.slot = std::to_underlying(*slot);
        transfer.balance_after = Money{wallet.balance};
        transfer.booked_at = at;
        transfer.hash = crypto::as_text(ledger::chain_hash(wallet.head, transfer));
        store_.run(
            sql::ledger::insert_transfer,
            transfer.id.value(),
            wallet.id,
            transfer.chain_seq,
            transfer.debit,
            transfer.credit,
            amount.micros(),
            transfer.kind,
            lease,
            transfer.slot,
            nullptr,
            nullptr,
            wallet.balance,
            at,
            Blob{transfer.hash}
        );
        wallet.version = transfer.chain_seq;
        wallet.head = std::move(transfer.hash);
    }

    void insert_message(const NumberRow& number, std::int64_t lease, std::int64_t at) {
        const std::int64_t message = id();
        store_.run(
            sql::messages::insert_message,
            message,
            number.id,
            number.supplier,
            fmt::format("grown-{}", message),
            lease,
            at,
            at,
            std::string_view{"delivered_to_lease"},
            std::int64_t{1},
            nullptr,
            nullptr,
            nullptr,
            nullptr,
            nullptr,
            nullptr
        );
    }

    void remember(std::int64_t account, std::int64_t at) {
        std::optional<std::string_view> body;
        if (now_ - at < kept) body = answer_;
        store_.run(
            sql::idempotency::remember_answer,
            account,
            fmt::format("{:016x}", chance_()),
            Blob{hash_},
            std::int64_t{201},
            body,
            at
        );
    }

    void insert_events(const WalletState& wallet, std::int64_t lease, std::int64_t at) {
        constexpr std::string_view kinds[] = {
            "lease.opened", "wallet.changed", "lease.code", "lease.completed"
        };
        const std::int64_t count = std::size(kinds);
        store_.run(sql::outbox::advance_cursor, wallet.account, count);
        for (std::int64_t i = 0; i < count; ++i) {
            store_.run(
                sql::outbox::insert_event,
                id(),
                wallet.account,
                count - 1 - i,
                kinds[i],
                i == 1 ? wallet.id : lease,
                std::string_view{R"({"status":"completed"})"},
                at
            );
        }
    }

    void finish() {
        store_.script("BEGIN");
        for (const WalletState& wallet : wallets_) {
            store_.run(
                sql::ledger::update_wallet,
                wallet.id,
                wallet.balance,
                std::int64_t{0},
                wallet.version,
                Blob{wallet.head}
            );
        }
        // The last service has not been asked of every number.
        const auto whole = static_cast<std::size_t>(plan_.leases) / numbers_.size();
        for (std::size_t i = 0; i < whole; ++i) store_.run(open_pool, services_[i].service_id);
        store_.run(note_progress, last_closed_, last_lease_);
        store_.script("COMMIT");
    }

    Direct store_;
    GrowthPlan plan_;
    std::int64_t now_;
    std::int64_t payable_ = 0;
    ManualClock clock_{history_start};
    IdGenerator ids_{clock_, node};
    std::int64_t last_closed_ = 0;
    std::int64_t last_lease_ = 0;
    std::vector<NumberRow> numbers_;
    std::vector<WalletState> wallets_;
    std::vector<Offer> services_;
    std::mt19937_64 chance_{1};
    std::string answer_ = std::string(700, 'x');
    std::string hash_ = std::string(32, 'h');
};

}  // namespace

GrowthPlan GrowthPlan::scaled(double share) const {
    return {
        .accounts = static_cast<int>(std::lround(accounts * share)),
        .numbers = static_cast<int>(std::lround(numbers * share)),
        .leases = std::llround(static_cast<double>(leases) * share)
    };
}

Stock grow_store(const fs::path& data, const GrowthPlan& plan) {
    note(fmt::format(
        "a store of {} accounts, {} numbers and {} leases ...",
        plan.accounts,
        plan.numbers,
        plan.leases
    ));
    Stock stock =
        fill_store(data, {}, {.customers = plan.accounts, .numbers_per_country = plan.numbers / 3});
    Past{data / "otpost.db", stock, plan}.write();
    // What is measured next needs the page cache that this memory would take.
    malloc_trim(0);
    return stock;
}

}  // namespace otpost::bench
