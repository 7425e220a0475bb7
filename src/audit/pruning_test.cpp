// SPDX-License-Identifier: Apache-2.0
// What is left of a log whose oldest entries are gone: it is verified from a signed anchor, which
// nobody without the key can move.
#include "audit/pruning.hpp"

#include "audit/audit_fixture.hpp"
#include "audit/verify.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace otpost::audit {
namespace {

using ::testing::HasSubstr;

class PrunedAuditTest : public AuditTest {
protected:
    std::int64_t prune_step(std::int64_t limit = 100) {
        return db::write(database(), [&](db::Tx& tx) {
            return prune(tx, clock.now(), limit, key);
        });
    }

    VerifyReport verified(std::span<const Checkpoint> checkpoints = {}) {
        return db::read(database(), [&](db::Tx& tx) {
            return verify(tx, {checkpoints, key.public_key()});
        });
    }

    /// Signed over the tree of the whole log.
    Checkpoint checkpoint_now() {
        return db::read(database(), [&](db::Tx& tx) {
            Growth all = growth(tx, 0, 1'000);
            Frontier tree = all.pruned.value_or(Frontier{});
            for (const auto& hash : all.hashes) tree.add(hash);
            EXPECT_EQ(tree.size(), all.head.seq);
            const std::string root{crypto::as_text(tree.root())};
            const Statement said{all.head.seq, all.head.hash, root, clock.now()};
            return read_checkpoint(sign_checkpoint(said, key), key.public_key()).value();
        });
    }

    /// A sample of five, and a year later another one.
    void two_years() {
        add_sample();
        clock.advance(entries_kept);
        add_sample();
    }

    void expect_difference(std::string_view where) {
        const auto report = verified();
        ASSERT_FALSE(report.ok()) << where;
        EXPECT_THAT(report.difference->where, HasSubstr(where));
    }

    SeededRandom seeded{3};
    crypto::SigningKey key{crypto::Key::random(seeded)};
};

INSTANTIATE_TEST_SUITE_P(Engines, PrunedAuditTest, testing::all_engines, testing::engine_name);

TEST_P(PrunedAuditTest, SEC_L4_EntriesGoAfterTwelveMonthsAndTheRestIsVerified) {
    add_sample();
    clock.advance(entries_kept - std::chrono::seconds{1});
    EXPECT_EQ(prune_step(), 0);
    clock.advance(std::chrono::seconds{1});
    add_sample();
    EXPECT_EQ(prune_step(3), 3);
    EXPECT_EQ(prune_step(3), 2);
    EXPECT_EQ(prune_step(3), 0);
    const auto report = verified();
    EXPECT_TRUE(report.ok()) << format(report);
    EXPECT_EQ(report.pruned, 5);
    EXPECT_EQ(report.entries, 5);
    EXPECT_EQ(report.personal_kept, 6);
    EXPECT_THAT(format(report), HasSubstr("begins after entry 5"));
    EXPECT_EQ(add({.action = Action::limit_hit}), 11);
    EXPECT_TRUE(verified().ok());
}

TEST_P(PrunedAuditTest, SEC_L4_ALogThatWasPrunedWholeGoesOn) {
    add_sample();
    clock.advance(entries_kept);
    EXPECT_EQ(prune_step(), 5);
    EXPECT_TRUE(verified().ok()) << format(verified());
    EXPECT_EQ(add({.action = Action::limit_hit}), 6);
    EXPECT_TRUE(verified().ok()) << format(verified());
}

TEST_P(PrunedAuditTest, SEC_L4_CheckpointsBeforeAndAfterPruningAgree) {
    add_sample();
    std::vector<Checkpoint> checkpoints{checkpoint_now()};
    add({.action = Action::limit_hit});
    checkpoints.push_back(checkpoint_now());
    clock.advance(entries_kept);
    add_sample();
    checkpoints.push_back(checkpoint_now());
    EXPECT_EQ(verified(checkpoints).checkpoints, 3);
    EXPECT_EQ(prune_step(), 6);
    checkpoints.push_back(checkpoint_now());
    EXPECT_EQ(checkpoints[3].root, checkpoints[2].root) << "the tree is of all there ever was";
    const auto report = verified(checkpoints);
    EXPECT_TRUE(report.ok()) << format(report);
    EXPECT_EQ(report.checkpoints, 3);
    EXPECT_EQ(report.checkpoints_pruned, 1);
    checkpoints[3].root[0] ^= 1;
    EXPECT_THAT(verified(checkpoints).difference->where, HasSubstr("signed root"));
}

TEST_P(PrunedAuditTest, SEC_L4_WithoutThePublicKeyAPrunedLogIsNotBelieved) {
    two_years();
    EXPECT_EQ(prune_step(), 5);
    const auto blind = db::read(database(), [](db::Tx& tx) { return verify(tx); });
    ASSERT_FALSE(blind.ok());
    EXPECT_EQ(blind.difference->where, "anchor");
    const crypto::SigningKey other{crypto::Key::random(seeded)};
    const auto deceived =
        db::read(database(), [&](db::Tx& tx) { return verify(tx, {{}, other.public_key()}); });
    EXPECT_FALSE(deceived.ok());
}

TEST_P(PrunedAuditTest, SEC_L4_TheStoreLetsNothingGoThatNoAnchorStandsFor) {
    two_years();
    EXPECT_EQ(prune_step(3), 3);
    EXPECT_THROW(run("DELETE FROM audit_entry WHERE seq = 4"), db::Conflict);
    EXPECT_THROW(run("DELETE FROM audit_anchor"), db::Conflict);
    EXPECT_THROW(run("UPDATE audit_anchor SET seq = 2"), db::Conflict);
    EXPECT_TRUE(verified().ok());
}

TEST_P(PrunedAuditTest, SEC_L4_AnAnchorThatWasMovedIsFound) {
    two_years();
    EXPECT_EQ(prune_step(3), 3);
    // As who can write the store would hide entry 4.
    run("UPDATE audit_anchor SET seq = 4, "
        "hash = (SELECT hash FROM audit_entry WHERE seq = 4), "
        "nodes = (SELECT hash FROM audit_entry WHERE seq = 4)");
    run("DELETE FROM audit_personal WHERE seq <= 4");
    run("DELETE FROM audit_entry WHERE seq <= 4");
    expect_difference("anchor: place");
}

TEST_P(PrunedAuditTest, SEC_L4_AForgedAnchorLineIsFound) {
    two_years();
    const auto foreign = checkpoint_now();
    EXPECT_EQ(prune_step(3), 3);
    run(fmt::format("UPDATE audit_anchor SET seq = 10, line = '{}'", foreign.line));
    EXPECT_FALSE(db::read(database(), [](db::Tx& tx) {
        try {
            return verify(tx).ok();
        } catch (const db::Corruption&) {
            return false;
        }
    }));
}

TEST_P(PrunedAuditTest, SEC_L4_ALateClockPrunesOnlyAWholeFront) {
    clock.advance(std::chrono::days{2});
    add({.action = Action::limit_hit});
    clock.set(start);
    add({.action = Action::limit_hit});
    clock.set(start + entries_kept + std::chrono::days{1});
    EXPECT_EQ(prune_step(), 0) << "the second is older, and behind one that must stay";
    clock.advance(std::chrono::days{1});
    EXPECT_EQ(prune_step(), 2);
    EXPECT_TRUE(verified().ok());
}

}  // namespace
}  // namespace otpost::audit
