// SPDX-License-Identifier: Apache-2.0
#include "app/store.hpp"

#include "catalog/seed.hpp"
#include "db/migrate.hpp"

namespace otpost::app {

namespace fs = std::filesystem;

Result<db::StoreOptions> store_options(const Config& config, db::Access access) {
    for (const fs::path& folder : {config.data, config.data / "keys"}) {
        if (fs::exists(folder)) continue;
        fs::create_directories(folder);
        fs::permissions(folder, fs::perms::owner_all);
    }
    const std::string url =
        config.store.empty() ? "sqlite:" + (config.data / "otpost.db").string() : config.store;
    TRY(auto options, db::parse_store_url(url));
    options.access = access;
    return options;
}

std::unique_ptr<db::Database> open_store(
    const db::StoreOptions& options, const Config& config, Time now
) {
    auto database = db::open(options);
    db::migrate(*database, now);
    db::write(*database, [&](db::Tx& tx) { catalog::load_seed(tx, config.currency); });
    return database;
}

}  // namespace otpost::app
