// SPDX-License-Identifier: Apache-2.0
// An episode: a world lives on a recording disk; then, after each single operation that the disk
// saw, images of a power cut at that moment are made and examined. An image must be, byte for byte
// of every page, the state after the last acknowledged commit or after the one in progress; both
// were audited, and a share of the images is audited by itself.
#pragma once

#include "examiner.hpp"
#include "world.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace otpost::powercut {

struct Plan {
    std::uint64_t seed = 1;
    int rounds = 30;
    int images_per_operation = 4;
    int checkpoint_pages = 40;
    int audit_every = 32;     ///< one image of so many gets the audit of its own
    int product_every = 512;  ///< one of so many is opened by the engine, verified and written to
    Durability durability = Durability::full;
    std::optional<std::int64_t> lying_sync = std::nullopt;
    std::int64_t images_max = INT64_MAX;
    std::size_t first_operation = 0;
    std::size_t last_operation = SIZE_MAX;
};

struct Tally {
    std::int64_t operations = 0;
    std::int64_t commits = 0;  ///< acknowledged states that differ
    std::int64_t works = 0;    ///< acknowledged
    std::int64_t syncs = 0;
    std::int64_t checkpoints = 0;
    std::int64_t images = 0;
    std::int64_t as_acknowledged = 0;
    std::int64_t with_commit_in_progress = 0;
    std::int64_t audited = 0;
    std::int64_t opened_by_product = 0;
    std::int64_t lost = 0;              ///< an earlier state: something acknowledged is not there
    std::int64_t damaged = 0;           ///< no state that ever was
    std::vector<std::string> breaches;  ///< the first few, with what reproduces them

    std::int64_t bad() const { return lost + damaged; }

    void add(const Tally& other);
};

/// What a world did, to be cut anywhere and as often as one likes.
class Episode {
public:
    explicit Episode(const Plan& plan);

    /// After each operation since the world was built; the plan's way of making images may differ
    /// from that of the episode.
    Tally cut_everywhere(const Plan& plan) const;

    /// A sync since the world was built, and what of the log depends on it.
    struct Sync {
        std::int64_t number = 0;    ///< on the platter
        std::size_t operation = 0;  ///< its place in the log
        std::size_t end = 0;        ///< the next sync of the same file, which makes good for it
        bool is_of_commit = false;  ///< an answer follows it at once
    };

    std::vector<Sync> syncs() const;

private:
    class Cutter;

    /// What was true after an operation.
    struct Moment {
        std::size_t acknowledged = 0;  ///< number of the state last acknowledged
        std::size_t next = 0;          ///< and of the one acknowledged next
        std::size_t receipts = 0;      ///< how many were given
    };

    void find_states();
    void find_next_states();
    void note_state(Examiner& examiner, Disk& image, std::size_t receipts);

    std::vector<Op> log_;
    std::size_t built_ = 0;  ///< operations until the world was built
    std::vector<Receipt> receipts_;
    std::vector<Bytes> states_;  ///< the pages after each acknowledgement that changed them
    std::vector<Moment> moments_;
    Tally found_;  ///< what recording and auditing the states gave
};

/// For the console: one line.
std::string format(const Tally& tally);

}  // namespace otpost::powercut
