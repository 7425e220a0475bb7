// SPDX-License-Identifier: Apache-2.0
#include "audit/proof.hpp"

#include "audit/audit_fixture.hpp"
#include "audit/pruning.hpp"

#include <gtest/gtest.h>

namespace otpost::audit {
namespace {

class ProofTest : public AuditTest {
protected:
    Checkpoint checkpoint_now() {
        return db::read(database(), [&](db::Tx& tx) {
            const Growth all = growth(tx, 0, 1'000);
            Frontier tree = all.pruned.value_or(Frontier{});
            for (const auto& hash : all.hashes) tree.add(hash);
            const std::string root{crypto::as_text(tree.root())};
            const Statement said{all.head.seq, all.head.hash, root, clock.now()};
            return read_checkpoint(sign_checkpoint(said, key), key.public_key()).value();
        });
    }

    Result<Proof> proved(std::int64_t seq, const Checkpoint& checkpoint) {
        return db::read(database(), [&](db::Tx& tx) { return prove(tx, seq, checkpoint); });
    }

    bool holds(const Proof& proof) { return !fault_of(proof, key.public_key()); }

    SeededRandom seeded{4};
    crypto::SigningKey key{crypto::Key::random(seeded)};
};

INSTANTIATE_TEST_SUITE_P(Engines, ProofTest, testing::all_engines, testing::engine_name);

TEST_P(ProofTest, SEC_L4_EveryEntryIsProvedToEveryCheckpointAfterIt) {
    add_sample();
    const auto early = checkpoint_now();
    add_sample();
    add_sample();
    const auto late = checkpoint_now();
    for (std::int64_t seq = 1; seq <= 15; ++seq) {
        const auto proof = proved(seq, late);
        ASSERT_TRUE(proof) << proof.error().message;
        EXPECT_TRUE(holds(*proof)) << seq;
        EXPECT_LE(proof->path.size(), 4U);
        const auto earlier = proved(seq, early);
        EXPECT_EQ(earlier.has_value(), seq <= 5);
        if (earlier) EXPECT_TRUE(holds(*earlier)) << seq;
    }
    EXPECT_FALSE(proved(0, late));
    EXPECT_FALSE(proved(16, late));
}

TEST_P(ProofTest, SEC_L4_EntriesBehindPrunedOnesAreStillProved) {
    add_sample();
    add({.action = Action::limit_hit});
    clock.advance(entries_kept);
    add_sample();
    const auto before = checkpoint_now();
    db::write(database(), [&](db::Tx& tx) { return prune(tx, clock.now(), 100, key); });
    add_sample();
    const auto after = checkpoint_now();
    for (std::int64_t seq = 7; seq <= 11; ++seq) {
        EXPECT_TRUE(holds(proved(seq, before).value())) << seq;
        EXPECT_TRUE(holds(proved(seq, after).value())) << seq;
    }
    EXPECT_EQ(
        proved(6, after).error().message, "This entry was pruned: entries are kept twelve months."
    );
}

TEST_P(ProofTest, SEC_L4_AProofOfAnythingElseDoesNotHold) {
    add_sample();
    const auto proof = proved(2, checkpoint_now()).value();
    ASSERT_TRUE(holds(proof));
    auto other = proof;
    other.entry.result = "ok";
    EXPECT_FALSE(holds(other)) << "another outcome";
    other = proof;
    other.entry.result = "ok";
    other.entry.hash = crypto::as_text(chain_hash(other.previous, other.entry));
    EXPECT_FALSE(holds(other)) << "hashed anew";
    other = proof;
    other.path.at(0)[0] ^= std::byte{1};
    EXPECT_FALSE(holds(other));
    other = proof;
    other.entry.seq = 3;
    EXPECT_FALSE(holds(other));
    const crypto::SigningKey stranger{crypto::Key::random(seeded)};
    EXPECT_TRUE(fault_of(proof, stranger.public_key()));
    other = proof;
    other.checkpoint.replace(other.checkpoint.find("\"seq\":5"), 7, "\"seq\":4");
    EXPECT_FALSE(holds(other));
}

}  // namespace
}  // namespace otpost::audit
