// SPDX-License-Identifier: Apache-2.0
#include "app/store.hpp"

#include "app/ids_sql.hpp"
#include "app/private_file.hpp"
#include "base/log.hpp"
#include "catalog/seed.hpp"
#include "db/migrate.hpp"

namespace otpost::app {

namespace fs = std::filesystem;

Result<db::StoreOptions> store_options(const Config& config, db::Access access) {
    const std::string url =
        config.store.empty() ? "sqlite:" + (config.data / "otpost.db").string() : config.store;
    TRY(auto options, db::parse_store_url(url));
    options.access = access;
    if (access == db::Access::read_write) {
        make_private_folder(config.data);
        make_private_folder(config.data / "keys");
    } else if (options.engine == db::Engine::sqlite && !fs::exists(options.location)) {
        return refuse(
            ErrorCode::not_found,
            "There is no store " + options.location + ". Name its folder with --data."
        );
    }
    return options;
}

std::unique_ptr<db::Database> open_store(
    const db::StoreOptions& options, const Config& config, Time now
) {
    auto database = db::open(options);
    if (db::needs_migration(*database)) {
        database->stop();
        database.reset();
        log::info("migrating the store", {});
        db::migrate(options, now);
        database = db::open(options);
    }
    db::write(*database, [&](db::Tx& tx) { catalog::load_seed(tx, config.currency); });
    return database;
}

void continue_ids(db::Database& database, IdGenerator& ids) {
    const auto newest = db::read(database, [](db::Tx& tx) {
        const auto id = tx.one(sql::ids::newest_id, [](const db::Row& row) {
            return row.optional_int64(0).value_or(0);
        });
        return id.value_or(0);
    });
    ids.continue_after(newest);
}

}  // namespace otpost::app
