// SPDX-License-Identifier: Apache-2.0
// What a disk really holds: of each file what was synced, and the operations since. A power cut
// leaves the synced part and any selection of the rest: nothing, all, a beginning, single
// operations, single sectors of 512 bytes; grown files may have zeros or old rubbish where nothing
// was written yet; names made or removed since the directory was synced may be as before.
#pragma once

#include "base/random.hpp"
#include "disk.hpp"

#include <optional>
#include <span>
#include <vector>

namespace otpost::powercut {

inline constexpr std::size_t sector_size = 512;

class Platter {
public:
    /// A disk that lies says of its `lying_sync`-th sync (counted from 0) that all is durable and
    /// does nothing.
    explicit Platter(std::optional<std::int64_t> lying_sync = std::nullopt)
        : lying_sync_(lying_sync) {}

    /// `op` must outlive the platter, which borrows its data.
    void apply(const Op& op);

    /// Puts one of the possible remains of a power cut at this moment onto `image`.
    void cut(Random& random, Disk& image) const;

    /// Puts what the running system sees onto `image`: a kill of the process alone.
    void show(Disk& image) const;

    std::int64_t syncs() const { return syncs_; }

    /// A write, or a truncation to `at`, that was not synced.
    struct Pending {
        Op::Kind kind;
        std::size_t at;
        std::span<const std::byte> data;
        bool is_forgotten = false;  ///< a sync of it failed: later ones don't help it any more
    };

private:
    struct File {
        Bytes durable;
        std::vector<Pending> pending;
    };

    struct Name {
        std::string name;
        int file;  ///< 0: removed
    };

    static void sync(File& file);
    void sync_directory();
    std::map<std::string, int> names_left(std::size_t kept) const;
    static void remove_others(const std::map<std::string, int>& names, Disk& image);

    std::optional<std::int64_t> lying_sync_;
    std::int64_t syncs_ = 0;
    std::map<int, File> files_;
    std::map<std::string, int> names_;
    std::vector<Name> pending_names_;
};

}  // namespace otpost::powercut
