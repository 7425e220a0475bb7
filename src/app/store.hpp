// SPDX-License-Identifier: Apache-2.0
// Opening the store that the configuration names, migrated and with the catalogue in it.
#pragma once

#include "app/config.hpp"
#include "db/database.hpp"
#include "db/open.hpp"

#include <memory>

namespace otpost::app {

/// The configured URL, or SQLite in the data folder. That folder and the one of its keys are made
/// (0700) when missing.
Result<db::StoreOptions> store_options(const Config& config, db::Access access);

/// Opens and migrates. Throws db::Unavailable and db::SchemaMismatch.
std::unique_ptr<db::Database> open_store(
    const db::StoreOptions& options, const Config& config, Time now
);

}  // namespace otpost::app
