// SPDX-License-Identifier: Apache-2.0
#include "db/migrate.hpp"

#include "db/test_tables.hpp"

#include <gmock/gmock.h>

namespace otpost::db {
namespace {

using ::testing::HasSubstr;

const Migration first{1, "first", "CREATE TABLE m1 (id {{int64}} PRIMARY KEY, data {{blob}});"};
const Migration second{2, "second", "CREATE TABLE m2 (id {{identity}}, note TEXT); DROP TABLE m1;"};
/// Longer than 50 ms.
const Migration slow{
    2,
    "slow",
    "INSERT INTO m1 (id) SELECT x FROM (WITH RECURSIVE step (n) AS (SELECT 1 UNION ALL "
    "SELECT n + 1 FROM step WHERE n < 1000000) SELECT COUNT(*) AS x FROM step) AS counted"
};

/// A store without any schema, unlike those of the other tests.
class MigrateTest : public testing::EngineTest {
protected:
    void SetUp() override { store().erase(); }

    std::string refusal(std::span<const Migration> migrations) {
        try {
            migrate(database(), Time{}, migrations);
        } catch (const SchemaMismatch& refused) {
            return refused.what();
        }
        return "";
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, MigrateTest, testing::all_engines, testing::engine_name);

TEST_P(MigrateTest, AppliesEachOnceInOrder) {
    const std::vector both{first, second};
    EXPECT_EQ(migrate(database(), Time{}, std::span{both}.first(1)), 1);
    EXPECT_EQ(migrate(database(), Time{}, both), 1);
    EXPECT_EQ(migrate(database(), Time{}, both), 0);
    reopen();
    EXPECT_EQ(migrate(database(), Time{}, both), 0);
}

TEST_P(MigrateTest, AFailingOneLeavesNothing) {
    const std::vector broken{Migration{1, "broken", "CREATE TABLE m1 (id {{int64}}); SELEKT 1;"}};
    EXPECT_ANY_THROW(migrate(database(), Time{}, broken));
    const std::vector repaired{first};
    EXPECT_EQ(migrate(database(), Time{}, repaired), 1);
}

TEST_P(MigrateTest, AChangedOneIsRefused) {
    migrate(database(), Time{}, std::vector{first});
    auto changed = first;
    changed.script = "CREATE TABLE m1 (id {{int64}} PRIMARY KEY);";
    EXPECT_THAT(refusal(std::vector{changed}), HasSubstr("migration 1 (first) has changed"));
}

TEST_P(MigrateTest, ANewerSchemaIsRefused) {
    migrate(database(), Time{}, std::vector{first, second});
    EXPECT_THAT(refusal(std::vector{first}), HasSubstr("written by a newer version"));
}

TEST_P(MigrateTest, TheEmbeddedOnesApply) {
    EXPECT_GT(migrate(database(), Time{}), 0);
    EXPECT_EQ(migrate(database(), Time{}), 0);
    check_schema(database());
}

TEST_P(MigrateTest, AnOldSchemaIsSaid) {
    migrate(database(), Time{}, {});
    EXPECT_THROW(check_schema(database()), SchemaMismatch);
}

TEST_P(MigrateTest, TakesAsLongAsTheStoreIsLarge) {
    const std::vector migrations{first, slow};
    store().options().statement_timeout = std::chrono::milliseconds{50};
    reopen();
    EXPECT_TRUE(needs_migration(database()));
    EXPECT_THROW(migrate(database(), Time{}, migrations), Unavailable);
    store().close();
    EXPECT_EQ(migrate(store().options(), Time{}, migrations), 1);
    EXPECT_EQ(migrate(store().options(), Time{}, migrations), 0);
}

TEST(Migrations, HaveRisingVersions) {
    const auto migrations = embedded_migrations();
    ASSERT_FALSE(migrations.empty());
    for (std::size_t i = 1; i < migrations.size(); ++i) {
        const auto& [version, name, script, only] = migrations[i];
        const auto& before = migrations[i - 1];
        const bool are_halves = before.version == version && before.name == name && before.only &&
                                only && before.only != only;
        EXPECT_TRUE(before.version < version || are_halves) << version << ' ' << name;
    }
}

TEST(Dialect, ExpandsItsTokensOnly) {
    constexpr std::string_view text =
        "a {{int64}}, b {{blob}} {{for_update}} {{skip_locked}} $1 {x}";
    EXPECT_EQ(expand_tokens(text, Engine::sqlite), "a INTEGER, b BLOB   $1 {x}");
    EXPECT_EQ(
        expand_tokens(text, Engine::postgres), "a BIGINT, b BYTEA FOR UPDATE SKIP LOCKED $1 {x}"
    );
    EXPECT_THROW(expand_tokens("{{text}}", Engine::sqlite), BadStatement);
}

TEST(Dialect, SplitsScriptsOutsideOfQuotes) {
    const auto statements = split_script(
        "-- a; comment\nSELECT ';''' ; /* ; */\nSELECT \"a;b\";\n DO $$ x; y $$;\n;  -- end"
    );
    EXPECT_THAT(
        statements, ::testing::ElementsAre("SELECT ';'''", "SELECT \"a;b\"", "DO $$ x; y $$")
    );
}

TEST(Dialect, KeepsTriggersWhole) {
    const auto statements = split_script(
        "CREATE TRIGGER a BEFORE UPDATE ON t\nBEGIN\n SELECT 1; SELECT 2;\nEND;\n"
        "CREATE TRIGGER b BEFORE UPDATE ON t EXECUTE FUNCTION f(); SELECT 3;"
    );
    ASSERT_EQ(statements.size(), 3);
    EXPECT_THAT(statements[0], ::testing::EndsWith("SELECT 2;\nEND"));
    EXPECT_EQ(statements[2], "SELECT 3");
}

TEST_P(MigrateTest, HalvesAreForTheirEngine) {
    const Migration of_sqlite{1, "half", "CREATE TABLE m1 (id BLOB);", Engine::sqlite};
    const Migration of_postgres{1, "half", "CREATE TABLE m1 (id BYTEA);", Engine::postgres};
    EXPECT_EQ(migrate(database(), Time{}, std::vector{of_sqlite, of_postgres}), 1);
    EXPECT_EQ(migrate(database(), Time{}, std::vector{of_sqlite, of_postgres}), 0);
}

TEST(Dialect, TablesOfSqliteAreStrict) {
    const std::string_view table = "CREATE TABLE t (id {{int64}})";
    EXPECT_EQ(adapt_schema(table, Engine::sqlite), "CREATE TABLE t (id INTEGER) STRICT");
    EXPECT_EQ(adapt_schema(table, Engine::postgres), "CREATE TABLE t (id BIGINT)");
    EXPECT_EQ(
        adapt_schema("CREATE TABLE t (id INTEGER PRIMARY KEY) WITHOUT ROWID", Engine::sqlite),
        "CREATE TABLE t (id INTEGER PRIMARY KEY) WITHOUT ROWID, STRICT"
    );
    EXPECT_EQ(adapt_schema("CREATE INDEX i ON t (x)", Engine::sqlite), "CREATE INDEX i ON t (x)");
}

}  // namespace
}  // namespace otpost::db
