// SPDX-License-Identifier: Apache-2.0
#include "audit/merkle.hpp"

#include "base/assert.hpp"
#include "db/database.hpp"

#include <algorithm>
#include <bit>

namespace otpost::audit {

namespace {

// A leaf can never pass for a node.
constexpr std::string_view leaf_mark{"\0", 1};
constexpr std::string_view node_mark{"\1", 1};

Digest256 leaf_hash(std::string_view entry_hash) {
    return crypto::sha256({leaf_mark, entry_hash});
}

Digest256 node_hash(const Digest256& left, const Digest256& right) {
    return crypto::sha256({node_mark, left, right});
}

std::uint64_t bits_of(std::int64_t size) {
    ASSERT(size >= 0);
    return static_cast<std::uint64_t>(size);
}

/// The leaves left of where a tree of that size splits: the largest power of two below it.
std::int64_t left_part(std::int64_t size) {
    return static_cast<std::int64_t>(std::bit_floor(bits_of(size) - 1));
}

}  // namespace

Frontier::Frontier(std::int64_t size, std::string_view nodes) : size_(size) {
    constexpr std::size_t node_size = std::tuple_size_v<Digest256>;
    const auto count = size < 0 ? 0 : static_cast<std::size_t>(std::popcount(bits_of(size)));
    if (size < 0 || nodes.size() != count * node_size)
        throw db::Corruption{"the nodes of the audit log's tree do not fit its size"};
    for (std::size_t i = 0; i < count; ++i) {
        const auto bytes = std::as_bytes(std::span{nodes.substr(i * node_size, node_size)});
        std::ranges::copy(bytes, nodes_.emplace_back().begin());
    }
}

void Frontier::add(std::string_view entry_hash) {
    add_subtree(leaf_hash(entry_hash), 0);
}

void Frontier::add_subtree(const Digest256& node, unsigned height) {
    const std::uint64_t leaves = std::uint64_t{1} << height;
    ASSERT(bits_of(size_) % leaves == 0);
    Digest256 grown = node;
    for (std::uint64_t bit = leaves; (bits_of(size_) & bit) != 0; bit <<= 1) {
        grown = node_hash(nodes_.back(), grown);
        nodes_.pop_back();
    }
    nodes_.push_back(grown);
    size_ += static_cast<std::int64_t>(leaves);
}

Digest256 Frontier::root() const {
    if (nodes_.empty()) return crypto::sha256("");
    Digest256 root = nodes_.back();
    for (std::size_t i = nodes_.size() - 1; i > 0; --i) root = node_hash(nodes_[i - 1], root);
    return root;
}

std::string Frontier::nodes() const {
    std::string bytes;
    for (const auto& node : nodes_) bytes += crypto::as_text(node);
    return bytes;
}

std::vector<Frontier::Subtree> Frontier::subtrees() const {
    std::vector<Subtree> found;
    std::uint64_t rest = bits_of(size_);
    for (const auto& node : nodes_) {
        const auto height = static_cast<unsigned>(std::bit_width(rest) - 1);
        found.push_back({height, node});
        rest -= std::uint64_t{1} << height;
    }
    return found;
}

PathBuilder::PathBuilder(std::int64_t leaf, std::int64_t size) {
    ASSERT(leaf >= 0);
    ASSERT(leaf < size);
    std::int64_t begin = 0;
    for (std::int64_t end = size; end - begin > 1;) {
        const auto middle = begin + left_part(end - begin);
        if (leaf < middle) {
            ranges_.push_back({middle, end});
            end = middle;
        } else {
            ranges_.push_back({begin, middle});
            begin = middle;
        }
    }
    // They were found from the root down.
    std::vector<std::int64_t> begins;
    begins.reserve(ranges_.size());
    for (const auto& range : ranges_) begins.push_back(range.begin);
    std::ranges::sort(ranges_, {}, &Range::begin);
    for (auto i = begins.size(); i > 0; --i) {
        const auto found = std::ranges::lower_bound(ranges_, begins[i - 1], {}, &Range::begin);
        upward_.push_back(static_cast<std::size_t>(found - ranges_.begin()));
    }
}

PathBuilder::Range* PathBuilder::range_at(std::int64_t leaf) {
    const auto behind = std::ranges::upper_bound(ranges_, leaf, {}, &Range::begin);
    if (behind == ranges_.begin()) return nullptr;
    Range& range = *std::prev(behind);
    return leaf < range.end ? &range : nullptr;
}

void PathBuilder::begin_after(const Frontier& gone) {
    for (const auto& [height, node] : gone.subtrees()) {
        Range* const range = range_at(next_);
        ASSERT(range != nullptr);
        range->tree.add_subtree(node, height);
        next_ += std::int64_t{1} << height;
    }
}

void PathBuilder::add(std::string_view entry_hash) {
    if (Range* const range = range_at(next_)) range->tree.add(entry_hash);
    ++next_;
}

std::vector<Digest256> PathBuilder::path() const {
    std::vector<Digest256> path;
    for (const auto index : upward_) {
        const auto& range = ranges_[index];
        ASSERT(range.tree.size() == range.end - range.begin);
        path.push_back(range.tree.root());
    }
    return path;
}

Digest256 root_from(
    std::string_view entry_hash,
    std::int64_t leaf,
    std::int64_t size,
    const std::vector<Digest256>& path
) {
    if (leaf < 0 || leaf >= size) return {};
    std::uint64_t place = bits_of(leaf);
    std::uint64_t last = bits_of(size) - 1;
    Digest256 root = leaf_hash(entry_hash);
    for (const auto& node : path) {
        if (last == 0) return {};
        if ((place & 1U) != 0 || place == last) {
            root = node_hash(node, root);
            // A subtree at the right edge that has no sibling on its level moves up as it is.
            while ((place & 1U) == 0 && place != 0) {
                place >>= 1U;
                last >>= 1U;
            }
        } else {
            root = node_hash(root, node);
        }
        place >>= 1U;
        last >>= 1U;
    }
    return last == 0 ? root : Digest256{};
}

}  // namespace otpost::audit
