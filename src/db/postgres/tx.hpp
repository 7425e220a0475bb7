// SPDX-License-Identifier: Apache-2.0
// A closure's transaction on a PostgreSQL connection.
#pragma once

#include "db/closure_tx.hpp"
#include "db/postgres/connection.hpp"

#include <cstdint>
#include <vector>

namespace otpost::db::postgres {

class PostgresTx final : public ClosureTx {
public:
    explicit PostgresTx(Connection& connection) : connection_(connection) {}

    std::int64_t run(
        const Statement& statement,
        std::span<const Param> params,
        const std::function<void(const Row&)>& on_row
    ) override;
    void post(const Statement& statement, std::span<const Param> params) override;
    void prepare(const Statement& statement) override;
    void run_unprepared(std::string_view sql) override;

private:
    void do_begin_savepoint() override;
    void do_release_savepoint() override;
    void do_rollback_to_savepoint() override;

    template <class F>
    auto spoiling(F call);

    Connection& connection_;
    std::vector<std::uint64_t> savepoints_;  ///< the last command sent before each began
};

}  // namespace otpost::db::postgres
