// SPDX-License-Identifier: Apache-2.0
#include "examiner.hpp"

#include <fmt/format.h>

#include <array>
#include <stdexcept>
#include <utility>

namespace otpost::powercut {

namespace {

/// A connection that leaves the files as recovery found them: closing does not checkpoint.
class Connection {
public:
    Connection(const Disk& disk, const std::string& file, int flags) {
        const int code = sqlite3_open_v2(
            file.c_str(), &handle_, flags | SQLITE_OPEN_NOMUTEX, disk.vfs().c_str()
        );
        if (code == SQLITE_OK) {
            sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        }
    }

    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    ~Connection() { sqlite3_close(handle_); }

    sqlite3* get() const { return handle_; }

    /// The first value as text, nothing for no row; throws what SQLite says.
    std::optional<std::string> first(const std::string& sql) const {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(handle_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) fail();
        const int code = sqlite3_step(statement);
        std::optional<std::string> found;
        if (code == SQLITE_ROW) {
            const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
            found = text != nullptr ? text : "null";
        }
        sqlite3_finalize(statement);
        if (code != SQLITE_ROW && code != SQLITE_DONE) fail();
        return found;
    }

private:
    [[noreturn]] void fail() const { throw std::runtime_error(sqlite3_errmsg(handle_)); }

    sqlite3* handle_ = nullptr;
};

struct Rule {
    const char* name;
    const char* breach;  ///< gives a row for each breach
};

constexpr std::array rules{
    Rule{
        "I1 and I10: a wallet's balance is the sum of its transfers",
        "SELECT id FROM wallet w WHERE balance <> (SELECT COALESCE(SUM(CASE WHEN credit_id = w.id "
        "THEN amount ELSE -amount END), 0) FROM transfer WHERE credit_id = w.id OR debit_id = w.id)"
    },
    Rule{
        "I1: what the house has is what wallets and payees have",
        "SELECT 1 WHERE (SELECT SUM(balance) FROM wallet) <> -(SELECT COALESCE(SUM(CASE WHEN "
        "credit_id IN (SELECT id FROM wallet) THEN 0 ELSE amount END), 0) - COALESCE(SUM(CASE WHEN "
        "debit_id IN (SELECT id FROM wallet) THEN 0 ELSE amount END), 0) FROM transfer)"
    },
    Rule{"I2: no wallet below zero", "SELECT id FROM wallet WHERE balance < 0 OR held < 0"},
    Rule{
        "I3: a fee leaves escrow once, when its lease stops waiting",
        "SELECT id FROM lease l WHERE (SELECT COUNT(*) FROM transfer WHERE lease_id = l.id AND "
        "kind IN ('settle', 'refund')) <> (status <> 'waiting')"
    },
    Rule{
        "I3: what is held is the price of what waits",
        "SELECT id FROM wallet w WHERE held <> (SELECT COALESCE(SUM(price), 0) FROM lease WHERE "
        "wallet_id = w.id AND status = 'waiting')"
    },
    Rule{
        "I4: one live lease on a number for a service",
        "SELECT number_id FROM lease WHERE status IN ('waiting', 'received') "
        "GROUP BY number_id, service_id HAVING COUNT(*) > 1"
    },
    Rule{
        "I4: a live lease holds its number, and only that",
        "SELECT number_id FROM availability a WHERE (state = 'leased') <> EXISTS (SELECT 1 FROM "
        "lease WHERE number_id = a.number_id AND service_id = a.service_id AND status IN "
        "('waiting', 'received'))"
    },
    Rule{
        "I5: each lease has its fee, at its price",
        "SELECT id FROM lease l WHERE (SELECT COUNT(*) FROM transfer WHERE lease_id = l.id AND "
        "kind = 'lease' AND amount = l.price AND debit_id = l.wallet_id) <> 1"
    },
    Rule{
        "I5 and I12: refunded or paid for as the state says",
        "SELECT id FROM lease l WHERE EXISTS (SELECT 1 FROM transfer WHERE lease_id = l.id AND "
        "kind = 'refund' AND amount = l.price) <> (code_received_at IS NULL AND status <> "
        "'waiting' "
        "AND close_reason <> 'wrong_service')"
    },
    Rule{
        "I5: supplier and operator are owed for a code",
        "SELECT id FROM lease l WHERE (SELECT COUNT(*) FROM transfer WHERE lease_id = l.id AND "
        "kind "
        "IN ('supplier_cost', 'operator_share')) <> 2 * (code_received_at IS NOT NULL)"
    },
    Rule{
        "I6: no transfer of a lease that is not there",
        "SELECT id FROM transfer WHERE lease_id IS NOT NULL AND lease_id NOT IN (SELECT id FROM "
        "lease)"
    },
    Rule{
        "I7: one answer to a key, and its lease is there",
        "SELECT idem_key FROM idempotency_key WHERE status = 201 AND body NOT IN "
        "(SELECT 'ls_' || id FROM lease)"
    },
    Rule{
        "I9: refunds at most what was taken",
        "SELECT lease_id FROM transfer WHERE lease_id IS NOT NULL GROUP BY lease_id HAVING "
        "SUM((kind = 'refund') * amount) > SUM((kind = 'lease') * amount)"
    },
    Rule{
        "I10: chains have no gap",
        "SELECT w.id FROM wallet w WHERE version <> (SELECT COUNT(*) FROM transfer WHERE wallet_id "
        "= w.id) OR (version > 0 AND head <> (SELECT hash FROM transfer WHERE wallet_id = w.id AND "
        "chain_seq = w.version))"
    },
    Rule{
        "events are numbered without gaps",
        "SELECT account_id FROM event_cursor c WHERE last_seq <> (SELECT COUNT(*) FROM event WHERE "
        "account_id = c.account_id) OR last_seq <> (SELECT MAX(seq) FROM event WHERE account_id = "
        "c.account_id)"
    },
    Rule{
        "a message of a lease has its lease",
        "SELECT id FROM message WHERE lease_id IS NOT NULL AND lease_id NOT IN (SELECT id FROM "
        "lease)"
    },
};

std::string quoted(const std::string& text) {
    std::string quoted = "'";
    for (const char c : text) quoted.append(c == '\'' ? 2 : 1, c);
    return quoted + "'";
}

/// What proves that the receipt holds gives a row.
std::string proof_of(const Receipt& receipt) {
    switch (receipt.kind) {
        case Receipt::Kind::lease:
            return fmt::format("SELECT 1 FROM lease WHERE id = {}", receipt.id);
        case Receipt::Kind::message:
            return fmt::format("SELECT 1 FROM message WHERE id = {}", receipt.id);
        case Receipt::Kind::answer:
            return fmt::format(
                "SELECT 1 FROM idempotency_key WHERE account_id = {} AND idem_key = {} AND body = "
                "{}",
                receipt.id,
                quoted(receipt.key),
                quoted(receipt.body)
            );
        case Receipt::Kind::top_up:
            return fmt::format(
                "SELECT 1 FROM transfer WHERE credit_id = {} AND kind = 'top_up' AND amount = {}",
                receipt.id,
                receipt.amount
            );
    }
    std::unreachable();
}

}  // namespace

const Examiner::Recovered& Examiner::recover() {
    recovered_.error.clear();
    auto& pages = copy_.content("copy");
    pages.clear();
    const Connection source(image_, World::location(), SQLITE_OPEN_READWRITE);
    int code = sqlite3_errcode(source.get());
    if (code == SQLITE_OK) {
        const Connection copy(copy_, "copy", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
        auto* const backup = sqlite3_backup_init(copy.get(), "main", source.get(), "main");
        if (backup == nullptr) throw std::runtime_error(sqlite3_errmsg(copy.get()));
        sqlite3_backup_step(backup, -1);
        code = sqlite3_backup_finish(backup);
    }
    if (code != SQLITE_OK) recovered_.error = sqlite3_errstr(code);
    recovered_.pages.swap(pages);
    return recovered_;
}

std::string Examiner::audit(std::span<const Receipt> receipts, Depth depth) {
    const Connection store(image_, World::location(), SQLITE_OPEN_READWRITE);
    try {
        const auto* const check = depth == Depth::full ? "integrity_check" : "quick_check";
        auto structure = store.first(fmt::format("PRAGMA {}", check)).value_or("no answer");
        if (structure != "ok") return structure;
        for (const auto& [name, breach] : rules) {
            if (const auto row = store.first(breach)) return fmt::format("{} ({})", name, *row);
        }
        for (const auto& receipt : receipts) {
            if (store.first(proof_of(receipt))) continue;
            return fmt::format("I6: work {} was acknowledged and is not there", receipt.work);
        }
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return {};
}

bool Examiner::has_answer(const std::string& key) {
    const Connection store(image_, World::location(), SQLITE_OPEN_READWRITE);
    return store.first("SELECT 1 FROM idempotency_key WHERE idem_key = " + quoted(key)).has_value();
}

}  // namespace otpost::powercut
