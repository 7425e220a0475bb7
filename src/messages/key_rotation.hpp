// SPDX-License-Identifier: Apache-2.0
// Carries shared keys between this node's memory and the store, and destroys them there on time.
// Every node does so; they wait for each other in the store, and who comes second finds it done.
// It is a few short write transactions, so that edges and tests can run them each in their way:
//
//     KeyRotation rotation{keys, random, clock, tolerance};
//     while (rotation.has_work()) {
//         auto done = co_await db::async_write(database, [&](db::Tx& tx) {
//             return rotation.work(tx);
//         });
//         rotation.take(std::move(done));                          // after the commit
//     }
#pragma once

#include "base/random.hpp"
#include "messages/key_table.hpp"
#include "messages/renewal.hpp"

#include <optional>
#include <variant>

namespace otpost::messages {

class KeyRotation {
public:
    /// All are borrowed. `tolerance` is how far this node's clock may be from the store's.
    KeyRotation(SharedKeys& keys, Random& random, const Clock& clock, Duration tolerance);

    bool has_work() const { return has_work_; }

    using Done = std::variant<Renewal, KeyTable>;

    /// One transaction's worth.
    Done work(db::Tx& tx) const;

    void take(Done done);

    /// Keys that are over could not be destroyed, for somebody holds the table.
    bool is_late() const { return is_late_; }

    /// Keys in the table that another server key sealed.
    int foreign() const { return foreign_; }

private:
    void find_ending();

    SharedKeys& keys_;
    Random& random_;
    const Clock& clock_;
    Duration tolerance_;
    std::vector<crypto::KeyRef> moved_;  ///< pending keys that nothing is sealed under any more
    std::vector<std::int64_t> told_;
    std::optional<crypto::KeyRef> ending_;  ///< the pending key whose content is moving
    bool has_work_ = true;
    bool is_late_ = false;
    int foreign_ = 0;
};

/// Runs a whole rotation and waits for it: at start-up and in tests.
KeyRotation rotate_keys(
    db::Database& database, SharedKeys& keys, Random& random, const Clock& clock, Duration tolerance
);

}  // namespace otpost::messages
