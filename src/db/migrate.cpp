// SPDX-License-Identifier: Apache-2.0
#include "db/migrate.hpp"

#include "db/dialect.hpp"
#include "db/postgres/session_sql.hpp"
#include "db/schema_sql.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

namespace otpost::db {

namespace {

struct Applied {
    std::int64_t version;
    std::string name;
    std::string checksum;
};

/// FNV-1a: notices an edit, which is all it is for.
std::string checksum_of(std::string_view script) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : script) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001b3;
    }
    return fmt::format("{:016x}", hash);
}

std::vector<Applied> applied_migrations(Tx& tx) {
    return tx.all(sql::schema::applied_migrations, [](const Row& row) {
        return Applied{row.int64(0), std::string{row.text(1)}, std::string{row.text(2)}};
    });
}

/// Those of this engine.
std::vector<Migration> migrations_for(Engine engine, std::span<const Migration> migrations) {
    std::vector<Migration> chosen;
    std::ranges::copy_if(migrations, std::back_inserter(chosen), [&](const Migration& migration) {
        return !migration.only || *migration.only == engine;
    });
    return chosen;
}

void check_history(const std::vector<Applied>& history, std::span<const Migration> migrations) {
    for (const auto& seen : history) {
        const auto known = std::ranges::find(migrations, seen.version, &Migration::version);
        if (known == migrations.end()) {
            throw SchemaMismatch(fmt::format(
                "the store has migration {} ({}) which this version does not know: "
                "it was written by a newer version, use that one",
                seen.version,
                seen.name
            ));
        }
        if (checksum_of(known->script) != seen.checksum) {
            throw SchemaMismatch(fmt::format(
                "migration {} ({}) has changed since it was applied to this store",
                seen.version,
                seen.name
            ));
        }
    }
}

bool contains(const std::vector<Applied>& history, const Migration& migration) {
    return std::ranges::find(history, migration.version, &Applied::version) != history.end();
}

/// Whether it was applied now; another node may have been first.
bool apply(Tx& tx, const Migration& migration, Time now, Engine engine) {
    if (engine == Engine::postgres) tx.exec(sql::session::lock_migrations);
    if (contains(applied_migrations(tx), migration)) return false;
    for (const auto& statement : split_script(migration.script)) {
        tx.run_unprepared(adapt_schema(statement, engine));
    }
    tx.exec(
        sql::schema::record_migration,
        migration.version,
        migration.name,
        checksum_of(migration.script),
        now
    );
    return true;
}

/// Begins the history if there is none, and checks it.
std::vector<Applied> open_history(Database& database, std::span<const Migration> migrations) {
    const auto engine = database.engine();
    auto history = write(database, [&](Tx& tx) {
        if (engine == Engine::postgres) tx.exec(sql::session::lock_migrations);
        tx.run_unprepared(expand_tokens(sql::schema::create_history.sql, engine));
        return applied_migrations(tx);
    });
    check_history(history, migrations);
    return history;
}

}  // namespace

bool needs_migration(Database& database) {
    const auto migrations = migrations_for(database.engine(), embedded_migrations());
    return open_history(database, migrations).size() < migrations.size();
}

int migrate(Database& database, Time now) {
    return migrate(database, now, embedded_migrations());
}

int migrate(Database& database, Time now, std::span<const Migration> all) {
    const auto engine = database.engine();
    const auto migrations = migrations_for(engine, all);
    const auto history = open_history(database, migrations);
    int applied = 0;
    for (const auto& migration : migrations) {
        if (contains(history, migration)) continue;
        applied += write(database, [&](Tx& tx) { return apply(tx, migration, now, engine); });
    }
    return applied;
}

int migrate(const StoreOptions& options, Time now) {
    return migrate(options, now, embedded_migrations());
}

int migrate(const StoreOptions& options, Time now, std::span<const Migration> migrations) {
    auto patient = options;
    patient.statement_timeout = std::chrono::hours{24};
    patient.readers = 1;
    patient.writers = 1;
    const auto database = open(patient);
    const int applied = migrate(*database, now, migrations);
    database->stop();
    return applied;
}

void check_schema(Database& database) {
    const auto history = read(database, [](Tx& tx) { return applied_migrations(tx); });
    const auto migrations = migrations_for(database.engine(), embedded_migrations());
    check_history(history, migrations);
    if (history.size() == migrations.size()) return;
    throw SchemaMismatch(fmt::format(
        "the store has {} of {} migrations: run `otpost migrate` first",
        history.size(),
        migrations.size()
    ));
}

}  // namespace otpost::db
