// SPDX-License-Identifier: Apache-2.0
// What a forger with the store's password can do, and that it is found and named.
#include "audit/verify.hpp"

#include "audit/audit_fixture.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace otpost::audit {
namespace {

using ::testing::HasSubstr;

class ForgedAuditTest : public AuditTest {
protected:
    void SetUp() override {
        add_sample();
        switch (GetParam()) {
            case db::Engine::sqlite:
                run("DROP TRIGGER audit_entry_no_update");
                run("DROP TRIGGER audit_entry_no_delete");
                run("DROP TRIGGER audit_personal_no_update");
                return;
            case db::Engine::postgres:
                run("DROP TRIGGER audit_entry_append_only ON audit_entry");
                run("DROP TRIGGER audit_entry_no_delete ON audit_entry");
                run("DROP TRIGGER audit_personal_no_update ON audit_personal");
                return;
        }
    }

    VerifyReport verified(std::span<const Checkpoint> checkpoints = {}) {
        return db::read(database(), [&](db::Tx& tx) { return verify(tx, {checkpoints, {}}); });
    }

    void expect_difference(std::string_view where) {
        const auto report = verified();
        ASSERT_FALSE(report.ok()) << where;
        EXPECT_THAT(report.difference->where, HasSubstr(where));
        EXPECT_NE(report.difference->expected, report.difference->found);
        EXPECT_THAT(format(report), HasSubstr(where));
    }

    /// As the forger would leave the head, so that only a checkpoint can tell.
    void cut_tail(int last) {
        run(fmt::format("DELETE FROM audit_personal WHERE seq > {}", last));
        run(fmt::format("DELETE FROM audit_entry WHERE seq > {}", last));
        run(fmt::format(
            "UPDATE audit_head SET seq = {0}, hash = (SELECT hash FROM audit_entry WHERE seq = "
            "{0})",
            last
        ));
    }

    Checkpoint checkpoint_now() {
        const Head last = db::read(database(), [](db::Tx& tx) { return head(tx); });
        return {{last.seq, last.hash, {}, clock.now()}};
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, ForgedAuditTest, testing::all_engines, testing::engine_name);

TEST_P(ForgedAuditTest, SEC_L3_AnUntouchedLogIsWhole) {
    const auto report = verified();
    EXPECT_TRUE(report.ok()) << format(report);
    EXPECT_EQ(report.entries, 5);
    EXPECT_EQ(report.personal_kept, 6);
    EXPECT_EQ(report.personal_erased, 0);
    EXPECT_THAT(format(report), HasSubstr("5 entries, 6 personal parts (0 more erased)"));
}

TEST_P(ForgedAuditTest, SEC_L3_EachChangedColumnOfAnEntryIsFound) {
    struct Forgery {
        std::string_view column;
        std::string_view forged;
        std::string_view original;
    };

    const std::array forgeries{
        Forgery{"seq", "77", "2"},
        Forgery{"at", "at + 1", "at - 1"},
        Forgery{"actor", "'system'", "'nobody'"},
        Forgery{"action", "'sign_in.succeeded'", "'sign_in.failed'"},
        Forgery{"object_kind", "'session'", "'account'"},
        Forgery{"object_id", "'ac_42'", "'ac_41'"},
        Forgery{"result", "'ok'", "'invalid_credentials'"},
        Forgery{"detail", "'never'", "'once'"},
        Forgery{"repeats", "2", "1"},
        Forgery{"request_id", "''", "'r-2'"},
    };
    for (const auto& [column, forged, original] : forgeries) {
        SCOPED_TRACE(column);
        const auto seq = column == "seq" ? "77" : "2";
        run(fmt::format("UPDATE audit_entry SET {} = {} WHERE seq = 2", column, forged));
        expect_difference(column == "seq" ? "entry 3: place" : "entry 2: hash");
        run(fmt::format("UPDATE audit_entry SET {} = {} WHERE seq = {}", column, original, seq));
        ASSERT_TRUE(verified().ok());
    }
}

TEST_P(ForgedAuditTest, SEC_L3_EachChangedHashOfAnEntryIsFound) {
    for (const std::string column : {"ip", "email", "user_agent", "reason", "hash"}) {
        SCOPED_TRACE(column);
        run("CREATE TABLE kept AS SELECT * FROM audit_entry WHERE seq = 2");
        run(fmt::format(
            "UPDATE audit_entry SET {} = (SELECT e.hash FROM audit_entry e WHERE e.seq = 1) "
            "WHERE seq = 2",
            column
        ));
        expect_difference("entry 2: hash");
        run(fmt::format("UPDATE audit_entry SET {0} = (SELECT {0} FROM kept) WHERE seq = 2", column)
        );
        run("DROP TABLE kept");
        ASSERT_TRUE(verified().ok());
    }
}

TEST_P(ForgedAuditTest, SEC_L3_EachDeletedEntryIsFound) {
    for (int seq = 1; seq <= 5; ++seq) {
        SCOPED_TRACE(seq);
        run(fmt::format("CREATE TABLE kept AS SELECT * FROM audit_entry WHERE seq = {}", seq));
        run(fmt::format("DELETE FROM audit_entry WHERE seq = {}", seq));
        EXPECT_FALSE(verified().ok());
        run("INSERT INTO audit_entry SELECT * FROM kept");
        run("DROP TABLE kept");
        ASSERT_TRUE(verified().ok());
    }
    run("DELETE FROM audit_entry");
    EXPECT_FALSE(verified().ok()) << "the head knows that there were some";
}

TEST_P(ForgedAuditTest, SEC_L3_EachPairOfSwappedEntriesIsFound) {
    const auto swap = [&](int a, int b) {
        run(fmt::format("UPDATE audit_entry SET seq = 100 WHERE seq = {}", a));
        run(fmt::format("UPDATE audit_entry SET seq = {} WHERE seq = {}", a, b));
        run(fmt::format("UPDATE audit_entry SET seq = {} WHERE seq = 100", b));
    };
    for (int a = 1; a <= 5; ++a) {
        for (int b = a + 1; b <= 5; ++b) {
            swap(a, b);
            expect_difference(fmt::format("entry {}: hash", a));
            swap(a, b);
            ASSERT_TRUE(verified().ok());
        }
    }
}

TEST_P(ForgedAuditTest, SEC_L3_EachChangedPersonalPartIsFound) {
    for (const std::string part : {"ip", "email", "user_agent", "reason"}) {
        SCOPED_TRACE(part);
        const auto where = fmt::format("WHERE seq = 2 AND part = '{}'", part);
        run("UPDATE audit_personal SET value = value || 'x' " + where);
        expect_difference("entry 2: " + part);
        run("UPDATE audit_personal SET value = substr(value, 1, length(value) - 1) " + where);
        ASSERT_TRUE(verified().ok());
        run("UPDATE audit_personal SET seq = 5 " + where);
        expect_difference(part + " of entry 5");
        run(fmt::format("UPDATE audit_personal SET seq = 2 WHERE seq = 5"));
        run("UPDATE audit_personal SET seq = 9 " + where);
        expect_difference(part + " of entry 9");
        run(fmt::format("UPDATE audit_personal SET seq = 2 WHERE seq = 9"));
        ASSERT_TRUE(verified().ok());
    }
    run("UPDATE audit_personal SET salt = (SELECT hash FROM audit_head) WHERE part = 'email'");
    expect_difference("entry 2: email");
}

TEST_P(ForgedAuditTest, SEC_L3_ErasedPersonalPartsLeaveTheChainWhole) {
    run("DELETE FROM audit_personal WHERE seq = 2");
    auto report = verified();
    EXPECT_TRUE(report.ok()) << format(report);
    EXPECT_EQ(report.personal_erased, 4);
    run("DELETE FROM audit_personal");
    report = verified();
    EXPECT_TRUE(report.ok()) << format(report);
    EXPECT_EQ(report.personal_kept, 0);
    EXPECT_EQ(report.personal_erased, 6);
}

TEST_P(ForgedAuditTest, SEC_L3_AWrongHeadIsFound) {
    run("UPDATE audit_head SET seq = seq + 1");
    expect_difference("head: place");
    run("UPDATE audit_head SET seq = seq - 1");
    run("UPDATE audit_head SET hash = (SELECT hash FROM audit_entry WHERE seq = 1)");
    expect_difference("head: hash");
}

TEST_P(ForgedAuditTest, SEC_L4_ACutTailIsFoundByACheckpoint) {
    const std::array checkpoints{checkpoint_now()};
    EXPECT_EQ(verified(checkpoints).checkpoints, 1);
    cut_tail(4);
    EXPECT_TRUE(verified().ok()) << "the chain alone can't know";
    const auto report = verified(checkpoints);
    ASSERT_FALSE(report.ok());
    EXPECT_THAT(format(report), HasSubstr("its tail was cut"));
    add({.action = Action::limit_hit});
    EXPECT_TRUE(verified().ok());
    const auto rewritten = verified(checkpoints);
    ASSERT_FALSE(rewritten.ok());
    EXPECT_EQ(rewritten.difference->where, "entry 5: signed checkpoint");
}

TEST_P(ForgedAuditTest, SEC_L4_AnEmptiedLogIsFoundByACheckpoint) {
    const std::array checkpoints{checkpoint_now()};
    run("DELETE FROM audit_personal");
    run("DELETE FROM audit_entry");
    run("UPDATE audit_head SET seq = 0, hash = (SELECT substr(hash, 1, 0) FROM audit_head)");
    EXPECT_TRUE(verified().ok());
    EXPECT_FALSE(verified(checkpoints).ok());
}

TEST_P(ForgedAuditTest, SEC_L3_ALogOfSeveralPagesIsReadWhole) {
    db::write(database(), [&](db::Tx& tx) {
        for (int i = 0; i < 2'100; ++i)
            append(
                tx,
                {.action = Action::access_refused, .personal = {.ip = Personal{"192.0.2.7"}}},
                moment()
            );
    });
    const auto report = verified();
    EXPECT_TRUE(report.ok()) << format(report);
    EXPECT_EQ(report.entries, 2'105);
    EXPECT_EQ(report.personal_kept, 2'106);
    run("UPDATE audit_entry SET repeats = 2 WHERE seq = 2001");
    expect_difference("entry 2001: hash");
}

TEST_P(ForgedAuditTest, WhatWasNotLookedAtInTimeIsNoDifference) {
    run("UPDATE audit_entry SET repeats = 2 WHERE seq = 1");
    const auto report =
        db::read(database(), [](db::Tx& tx) { return verify(tx, {}, [] { return true; }); });
    EXPECT_FALSE(report.finished);
    EXPECT_TRUE(report.ok()) << format(report);
    EXPECT_EQ(report.entries, 0);
}

}  // namespace
}  // namespace otpost::audit
