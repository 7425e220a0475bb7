// SPDX-License-Identifier: Apache-2.0
// The keys of the content vault and their upkeep (M6). Which kind there is follows from the store:
// a ring file for SQLite, whose one process alone has it, and keys shared through the store for
// PostgreSQL and its several nodes.
#pragma once

#include "base/random.hpp"
#include "crypto/vault_keys.hpp"
#include "db/database.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>

namespace otpost::app {

class Vault {
public:
    virtual ~Vault() = default;

    virtual crypto::VaultKeys& keys() = 0;

    /// Before anything is read: destroys what is overdue and waits for it.
    virtual void start() = 0;

    /// One round of upkeep; how long to pause until the next.
    virtual boost::asio::awaitable<Duration> tend() = 0;

    /// The end, when nothing is shown any more: what was destroyed stays so for the next process.
    virtual boost::asio::awaitable<void> finish() = 0;
};

struct VaultSetup {
    db::Database& database;
    const Clock& clock;
    Random& random;
    const crypto::Key& server_key;
    std::filesystem::path ring_file;
    std::uint32_t ring_slots;
    Duration clock_tolerance;  ///< how far the clocks of the nodes may be from the store's
};

/// What the setup refers to outlives the vault.
std::unique_ptr<Vault> open_vault(const VaultSetup& setup);

}  // namespace otpost::app
