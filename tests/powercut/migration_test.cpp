// SPDX-License-Identifier: Apache-2.0
// T17: the power goes while a new store gets its schema, after any operation; the next start ends
// with the same schema and a whole file.
#include "db/migrate.hpp"
#include "db/open.hpp"
#include "examiner.hpp"
#include "platter.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace otpost::powercut {
namespace {

constexpr std::size_t one_of =
    7;  ///< a start takes a while: not every operation, not twice the same

std::unique_ptr<db::Database> open_on(const Disk& disk) {
    db::StoreOptions options;
    options.location = World::location();
    options.vfs = disk.vfs();
    options.readers = 1;
    options.checkpoint_pages = 40;
    return db::open(options);
}

std::string schema_of(db::Database& database) {
    static constexpr db::Statement statement{
        "test.schema",
        "SELECT type || ' ' || name || ': ' || COALESCE(sql, '') FROM sqlite_schema ORDER BY 1"
    };
    std::string schema;
    db::read(database, [&](db::Tx& tx) {
        tx.run(statement, {}, [&](const db::Row& row) { schema.append(row.text(0)) += '\n'; });
    });
    return schema;
}

TEST(PowerCutMigration, T17_TheNextStartFinishesWhatACutLeft) {
    std::vector<Op> log;
    std::string schema;
    {
        Disk disk("powercut-migrated");
        disk.record_to(&log);
        const auto database = open_on(disk);
        db::migrate(*database, Time{});
        schema = schema_of(*database);
    }
    Platter platter;
    Disk image("powercut-half-migrated");
    Examiner examiner(image);
    SeededRandom random{31};
    int finished = 0;
    for (std::size_t i = 0; i < log.size(); ++i) {
        platter.apply(log[i]);
        if (i % one_of != 0 && i > 60) continue;
        SCOPED_TRACE(i);
        platter.cut(random, image);
        {
            const auto database = open_on(image);
            finished += db::migrate(*database, Time{}) > 0 ? 1 : 0;
            ASSERT_EQ(schema_of(*database), schema);
        }
        ASSERT_EQ(examiner.audit({}, Examiner::Depth::full), "");
    }
    EXPECT_GT(finished, 50);
}

}  // namespace
}  // namespace otpost::powercut
