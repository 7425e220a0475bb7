// SPDX-License-Identifier: Apache-2.0
// A closure's transaction on SQLite: inside a savepoint of a batch, a batch of its own or a
// read-only snapshot.
#pragma once

#include "db/closure_tx.hpp"
#include "db/sqlite/connection.hpp"

namespace otpost::db::sqlite {

class SqliteTx final : public ClosureTx {
public:
    explicit SqliteTx(Connection& connection) : connection_(connection) {}

    std::int64_t run(
        const Statement& statement,
        std::span<const Param> params,
        const std::function<void(const Row&)>& on_row
    ) override;
    void post(const Statement& statement, std::span<const Param> params) override;

    void prepare(const Statement& statement) override { connection_.prepare_only(statement); }

    void run_unprepared(std::string_view sql) override;

private:
    void do_begin_savepoint() override;
    void do_release_savepoint() override;
    void do_rollback_to_savepoint() override;

    Connection& connection_;
};

}  // namespace otpost::db::sqlite
