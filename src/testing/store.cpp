// SPDX-License-Identifier: Apache-2.0
#include "testing/store.hpp"

#include "db/migrate.hpp"
#include "testing/postgres_server.hpp"

#include <fmt/format.h>

#include <atomic>
#include <exception>

namespace otpost::testing {

namespace {

/// Migrated once for each process; tests begin with a copy.
const std::filesystem::path& migrated_file() {
    static const TempFolder folder;
    static const auto file = [] {
        auto path = folder.path() / "template.db";
        db::StoreOptions options;
        options.location = path.string();
        options.readers = 1;
        const auto database = db::open(options);
        db::migrate(*database, Time{});
        return path;
    }();
    return file;
}

std::string next_database_name() {
    static std::atomic<int> made = 0;
    return fmt::format("test_{}", ++made);
}

}  // namespace

TestStore::TestStore(db::Engine engine, Medium medium) : folder_(medium) {
    options_.engine = engine;
    if (engine == db::Engine::sqlite) {
        const auto file = folder_.path() / "otpost.db";
        std::filesystem::copy_file(migrated_file(), file);
        options_.location = file.string();
        return;
    }
    auto& server = PostgresServer::shared();
    postgres_database_ = next_database_name();
    server.run(fmt::format(
        "CREATE DATABASE {} TEMPLATE {}", postgres_database_, PostgresServer::template_database
    ));
    options_.location = server.url(postgres_database_);
    options_.writers = 4;
}

TestStore::~TestStore() {
    close();
    if (postgres_database_.empty()) return;
    PostgresServer::shared().run(fmt::format("DROP DATABASE {} WITH (FORCE)", postgres_database_));
}

db::Database& TestStore::database() {
    if (!database_) database_ = db::open(options_);
    return *database_;
}

void TestStore::reopen() {
    close();
    database();
}

void TestStore::erase() {
    close();
    if (postgres_database_.empty()) {
        std::filesystem::remove(options_.location);
        return;
    }
    auto& server = PostgresServer::shared();
    server.run(fmt::format("DROP DATABASE {} WITH (FORCE)", postgres_database_));
    server.run(fmt::format("CREATE DATABASE {}", postgres_database_));
}

std::string engine_name(const ::testing::TestParamInfo<db::Engine>& info) {
    return info.param == db::Engine::sqlite ? "sqlite" : "postgres";
}

void prepare_all(db::Database& database, std::initializer_list<const db::Statement*> statements) {
    for (const auto* statement : statements) {
        try {
            db::read(database, [&](db::Tx& tx) { tx.prepare(*statement); });
        } catch (const std::exception& error) {
            ADD_FAILURE() << statement->name << ": " << error.what();
        }
    }
}

}  // namespace otpost::testing
