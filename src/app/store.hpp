// SPDX-License-Identifier: Apache-2.0
// Opening the store that the configuration names, migrated and with the catalogue in it.
#pragma once

#include "app/config.hpp"
#include "base/id.hpp"
#include "db/database.hpp"
#include "db/open.hpp"

#include <memory>

namespace otpost::app {

/// The configured URL, or SQLite in the data folder. To write, that folder and the one of its keys
/// are made (0700) when missing; to read, the store must be there.
Result<db::StoreOptions> store_options(const Config& config, db::Access access);

/// Opens and migrates. Throws db::Unavailable and db::SchemaMismatch.
std::unique_ptr<db::Database> open_store(
    const db::StoreOptions& options, const Config& config, Time now
);

/// So that no id is made a second time; call before the first is made.
void continue_ids(db::Database& database, IdGenerator& ids);

}  // namespace otpost::app
