// SPDX-License-Identifier: Apache-2.0
#include "testing/store.hpp"

#include "db/migrate.hpp"

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

}  // namespace

TestStore::TestStore(db::Engine engine, Medium medium) : folder_(medium) {
    options_.engine = engine;
    if (engine == db::Engine::sqlite) {
        const auto file = folder_.path() / "otpost.db";
        std::filesystem::copy_file(migrated_file(), file);
        options_.location = file.string();
    }
}

TestStore::~TestStore() = default;

db::Database& TestStore::database() {
    if (!database_) database_ = db::open(options_);
    return *database_;
}

void TestStore::reopen() {
    close();
    database();
}

std::string engine_name(const ::testing::TestParamInfo<db::Engine>& info) {
    return info.param == db::Engine::sqlite ? "sqlite" : "postgres";
}

void prepare_all(db::Database& database, std::initializer_list<const db::Statement*> statements) {
    for (const auto* statement : statements) {
        SCOPED_TRACE(statement->name);
        EXPECT_NO_THROW(db::read(database, [&](db::Tx& tx) { tx.prepare(*statement); }));
    }
}

}  // namespace otpost::testing
