// SPDX-License-Identifier: Apache-2.0
#include "audit/merkle.hpp"

#include "crypto/encoding.hpp"
#include "db/database.hpp"

#include <gtest/gtest.h>

#include <span>

namespace otpost::audit {
namespace {

constexpr std::int64_t sizes_max = 70;

std::string leaf(std::int64_t place) {
    return std::string{crypto::as_text(crypto::sha256(std::to_string(place)))};
}

Frontier tree_of(std::int64_t size) {
    Frontier tree;
    for (std::int64_t place = 0; place < size; ++place) tree.add(leaf(place));
    return tree;
}

/// As RFC 6962 section 2.1 defines it, without any thought of speed.
Digest256 defined_root(std::span<const std::string> leaves) {
    if (leaves.empty()) return crypto::sha256("");
    if (leaves.size() == 1) return crypto::sha256({std::string_view{"\0", 1}, leaves[0]});
    std::size_t left = 1;
    while (left * 2 < leaves.size()) left *= 2;
    return crypto::sha256(
        {std::string_view{"\1", 1},
         defined_root(leaves.first(left)),
         defined_root(leaves.subspan(left))}
    );
}

/// From the walk that begins after `gone` leaves.
std::vector<Digest256> path_of(std::int64_t place, std::int64_t size, std::int64_t gone) {
    PathBuilder builder{place, size};
    builder.begin_after(tree_of(gone));
    for (std::int64_t next = gone; next < size + 2; ++next) builder.add(leaf(next));
    return builder.path();
}

TEST(Merkle, SEC_L4_RootsAreThoseOfRfc6962) {
    // The vectors of Certificate Transparency's own implementation.
    EXPECT_EQ(
        crypto::hex(Frontier{}.root()),
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
    Frontier tree;
    tree.add("");
    EXPECT_EQ(
        crypto::hex(tree.root()), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    );
    tree.add(std::string_view{"\0", 1});
    EXPECT_EQ(
        crypto::hex(tree.root()), "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
    );
    tree.add("\x10");
    EXPECT_EQ(
        crypto::hex(tree.root()), "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"
    );
}

TEST(Merkle, SEC_L4_EverySizeHasTheDefinedRoot) {
    std::vector<std::string> leaves;
    Frontier tree;
    for (std::int64_t size = 0; size <= sizes_max; ++size) {
        EXPECT_EQ(tree.size(), size);
        EXPECT_EQ(tree.root(), defined_root(leaves)) << size;
        const Frontier stored{size, tree.nodes()};
        EXPECT_EQ(stored.root(), tree.root()) << size;
        leaves.push_back(leaf(size));
        tree.add(leaves.back());
    }
}

TEST(Merkle, SEC_L4_EveryPathLeadsToTheRootWhateverWasPruned) {
    for (std::int64_t size = 1; size <= sizes_max; ++size) {
        const auto root = tree_of(size).root();
        for (std::int64_t place = 0; place < size; ++place) {
            const auto path = path_of(place, size, 0);
            EXPECT_LE(path.size(), 7U);
            EXPECT_EQ(root_from(leaf(place), place, size, path), root) << place << " of " << size;
            EXPECT_EQ(path_of(place, size, place / 2), path) << place << " of " << size;
            EXPECT_EQ(path_of(place, size, place), path) << place << " of " << size;
        }
    }
}

TEST(Merkle, SEC_L4_AnythingElseLeadsElsewhere) {
    constexpr std::int64_t size = 21;
    const auto root = tree_of(size).root();
    for (std::int64_t place = 0; place < size; ++place) {
        const auto path = path_of(place, size, 0);
        for (std::int64_t other = 0; other < size; ++other) {
            if (other == place) continue;
            EXPECT_NE(root_from(leaf(other), place, size, path), root);
            EXPECT_NE(root_from(leaf(place), other, size, path), root);
        }
        auto longer = path;
        longer.push_back(root);
        EXPECT_NE(root_from(leaf(place), place, size, longer), root);
        auto shorter = path;
        shorter.pop_back();
        EXPECT_NE(root_from(leaf(place), place, size, shorter), root);
        EXPECT_NE(root_from(leaf(place), place, 0, path), root);
        for (auto& node : longer) node[0] ^= std::byte{1};
        EXPECT_NE(root_from(leaf(place), place, size, longer), root);
    }
}

TEST(Merkle, NodesThatDoNotFitAreCorrupt) {
    EXPECT_THROW(Frontier(3, tree_of(2).nodes()), db::Corruption);
    EXPECT_THROW(Frontier(-1, ""), db::Corruption);
    EXPECT_THROW(Frontier(1, "short"), db::Corruption);
}

}  // namespace
}  // namespace otpost::audit
