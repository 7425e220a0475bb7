// SPDX-License-Identifier: Apache-2.0
// Brings a store's schema up to date: the files of db/migrations, embedded in the binary, each
// applied once, in order, in a transaction of its own, forward only. Several nodes may start at
// once: one migrates, the others find it done.
#pragma once

#include "base/time.hpp"
#include "db/database.hpp"
#include "db/open.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string_view>

namespace otpost::db {

struct Migration {
    std::int64_t version;
    std::string_view name;
    std::string_view script;
    /// Set for a half named NNNN_name.sqlite.sql or NNNN_name.postgres.sql.
    std::optional<Engine> only = std::nullopt;
};

/// All migrations of this binary, in the order of their versions.
std::span<const Migration> embedded_migrations();

/// The store was written by a newer binary, or an applied migration has changed since.
struct SchemaMismatch : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Whether migrations are still to be applied; throws SchemaMismatch.
bool needs_migration(Database& database);

/// Returns how many migrations were applied. Each statement has the store's time limit.
int migrate(Database& database, Time now);
int migrate(Database& database, Time now, std::span<const Migration> migrations);

/// Opens the store for itself, without a time limit: a table is rewritten however large it is.
int migrate(const StoreOptions& options, Time now);
int migrate(const StoreOptions& options, Time now, std::span<const Migration> migrations);

/// Throws SchemaMismatch unless the store has exactly this binary's schema; changes nothing.
void check_schema(Database& database);

}  // namespace otpost::db
