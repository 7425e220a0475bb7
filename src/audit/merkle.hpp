// SPDX-License-Identifier: Apache-2.0
// The Merkle tree over the entries of the audit log, hashed as RFC 6962 does: its root in a signed
// checkpoint stands for every entry before, and a path of some twenty hashes proves one of them
// without the rest (SEC-L4). Leaves are the entries' hashes in their order, so leaf 0 is entry 1.
#pragma once

#include "crypto/hash.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::audit {

using crypto::Digest256;

/// The whole tree's right edge, which is all that is needed to go on and to tell the root: one node
/// for each bit that is set in its size, the largest first.
class Frontier {
public:
    Frontier() = default;

    /// What nodes() gave at this size. Throws db::Corruption if that can't be.
    Frontier(std::int64_t size, std::string_view nodes);

    void add(std::string_view entry_hash);

    /// A whole subtree of 2^height leaves, where the size is a multiple of that.
    void add_subtree(const Digest256& node, unsigned height);

    std::int64_t size() const { return size_; }

    Digest256 root() const;

    /// As bytes, to be stored.
    std::string nodes() const;

    /// Of 2^height leaves.
    struct Subtree {
        unsigned height;
        Digest256 node;
    };

    /// Those of the edge, which together hold all leaves; from the left.
    std::vector<Subtree> subtrees() const;

private:
    std::int64_t size_ = 0;
    std::vector<Digest256> nodes_;
};

/// Gathers the path from one leaf to the root of the tree of `size` leaves, from a walk over all
/// the others. The walk may begin with the frontier of leaves that are gone, if the leaf is behind.
class PathBuilder {
public:
    /// `leaf` is before `size`.
    PathBuilder(std::int64_t leaf, std::int64_t size);

    void begin_after(const Frontier& gone);

    /// Of the next leaf, whichever that is; those behind the tree are passed over.
    void add(std::string_view entry_hash);

    /// From the leaf up; only when every leaf was added.
    std::vector<Digest256> path() const;

private:
    /// Leaves that one node of the path stands for.
    struct Range {
        std::int64_t begin = 0;
        std::int64_t end = 0;
        Frontier tree{};
    };

    Range* range_at(std::int64_t leaf);

    std::int64_t next_ = 0;
    std::vector<Range> ranges_;  ///< from the left
    std::vector<std::size_t> upward_;
};

/// The root that the path leads to from a leaf; all-zero if the path has not the length it must.
Digest256 root_from(
    std::string_view entry_hash,
    std::int64_t leaf,
    std::int64_t size,
    const std::vector<Digest256>& path
);

}  // namespace otpost::audit
