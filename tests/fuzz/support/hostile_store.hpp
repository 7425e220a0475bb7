// SPDX-License-Identifier: Apache-2.0
// A store whose every row is made up of the bytes of an input. Columns have the type they are
// asked for, mostly; words are mostly some that are stored somewhere.
#pragma once

#include "db/database.hpp"
#include "support/fuzz.hpp"

#include <array>
#include <map>

namespace otpost::fuzz {

class HostileRow final : public db::Row {
public:
    explicit HostileRow(Choices& choices) : choices_(choices) {}

    bool is_null(int column) const override {
        const auto [known, is_new] = nulls_.try_emplace(column, false);
        if (is_new) known->second = choices_.byte() % 16 == 0;
        return known->second;
    }

    std::int64_t int64(int column) const override {
        const auto kind = draw(column);
        if (kind < 64) return choices_.byte();
        if (kind < 128) return 1'795'000'000'000'000 + choices_.byte();
        return kind < 136 ? -1 : choices_.number();
    }

    std::string_view text(int column) const override {
        const auto kind = draw(column);
        if (kind < 224) return words[choices_.byte() % words.size()];
        return choices_.text(choices_.byte());
    }

    std::span<const std::byte> bytes(int column) const override {
        const auto kind = draw(column);
        const auto taken = choices_.text(kind < 192 ? 32 : choices_.byte());
        return std::as_bytes(std::span{taken});
    }

private:
    static constexpr std::array<std::string_view, 44> words{
        "waiting",
        "received",
        "completed",
        "cancelled",
        "expired",
        "failed",
        "switched",
        "deadline",
        "wrong_service",
        "finished",
        "supplier_failed",
        "user",
        "operator",
        "admin",
        "active",
        "suspended",
        "paused",
        "retired",
        "free",
        "leased",
        "quarantine",
        "used",
        "account:read",
        "leases:write",
        "top_up",
        "lease",
        "refund",
        "settle",
        "supplier_cost",
        "operator_share",
        "allowed",
        "blocked",
        "USD",
        "EUR",
        "DE",
        "telegram",
        "1990-12-31",
        "lease_opened",
        "lease.opened",
        "wallet.changed",
        "+4915112345678",
        "pending",
        "demo",
        ""
    };

    std::uint8_t draw(int column) const {
        const auto kind = choices_.byte();
        if (is_null(column) || kind == 255) throw db::Corruption{"a value of another type"};
        return kind;
    }

    Choices& choices_;
    mutable std::map<int, bool> nulls_;
};

class HostileStore final : public db::Tx {
public:
    explicit HostileStore(std::string_view input) : choices_(input) {}

    Choices& choices() { return choices_; }

    std::int64_t run(
        const db::Statement&,
        std::span<const db::Param>,
        const std::function<void(const db::Row&)>& on_row
    ) override {
        const auto rows = choices_.byte() % 4;
        for (int row = 0; row < rows && on_row; ++row) on_row(HostileRow{choices_});
        return rows;
    }

    void post(const db::Statement&, std::span<const db::Param>) override {}

    void prepare(const db::Statement&) override {}

    void run_unprepared(std::string_view) override {}

    void announce(db::Announcement) override {}

    void begin_savepoint() override {}

    void release_savepoint() override {}

    void rollback_to_savepoint() override {}

private:
    Choices choices_;
};

}  // namespace otpost::fuzz
