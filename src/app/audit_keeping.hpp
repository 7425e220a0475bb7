// SPDX-License-Identifier: Apache-2.0
// What keeps the audit log of a running house: refusals are written, what an entry tells of a
// person goes after its time and so does the entry, and once a minute, if the chain moved, a signed
// checkpoint goes to a second place (SEC-L4).
#pragma once

#include "api/refusal_recorder.hpp"
#include "app/config.hpp"
#include "app/duties.hpp"
#include "audit/checkpoint.hpp"
#include "crypto/signing.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <filesystem>

namespace otpost::app {

/// As configured, or in the data folder.
std::filesystem::path checkpoint_file(const Config& config);

/// Made when it is not there; the same on every node that shares a keys folder.
crypto::SigningKey checkpoint_key(const Config& config, Random& random);

class AuditKeeping {
public:
    /// The references outlive it.
    AuditKeeping(
        const Config& config,
        db::Database& database,
        const Clock& clock,
        IdGenerator& ids,
        Random& random
    );

    api::RefusalRecorder& refusals() { return refusals_; }

    const crypto::PublicKey& public_key() const { return key_.public_key(); }

    void add_duties(Duties& duties);

    /// The end, when nothing is answered any more: what was noted is written, and a checkpoint.
    boost::asio::awaitable<void> finish();

private:
    boost::asio::awaitable<Duration> write_checkpoint();
    boost::asio::awaitable<audit::Head> grow_tree();

    db::Database& database_;
    const Clock& clock_;
    crypto::SigningKey key_;
    std::filesystem::path file_;
    std::int64_t checkpointed_ = 0;  ///< place of the newest entry with a checkpoint
    audit::Frontier tree_;           ///< of all entries there ever were, as far as it was grown
    api::RefusalRecorder refusals_;
};

}  // namespace otpost::app
