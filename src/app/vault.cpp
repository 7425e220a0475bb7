// SPDX-License-Identifier: Apache-2.0
#include "app/vault.hpp"

#include "base/log.hpp"
#include "crypto/key_ring.hpp"
#include "db/async.hpp"
#include "messages/key_rotation.hpp"
#include "messages/vault.hpp"

#include <optional>
#include <stdexcept>
#include <utility>

namespace otpost::app {

using boost::asio::awaitable;

namespace {

constexpr std::chrono::seconds tend_interval{1};
constexpr std::chrono::seconds sweep_interval{10};
constexpr std::chrono::minutes complaint_interval{1};

class RingVault final : public Vault {
public:
    explicit RingVault(const VaultSetup& setup)
        : database_(setup.database),
          clock_(setup.clock),
          ring_(setup.ring_file, setup.random, setup.clock.now(), setup.ring_slots) {}

    crypto::VaultKeys& keys() override { return ring_; }

    void start() override {
        const Time now = clock_.now();
        auto look = [&](db::Tx& tx) { return messages::live_slots(tx, now); };
        ring_.keep_only(db::read(database_, std::move(look)), now);
        swept_at_ = now;
    }

    awaitable<Duration> tend() override {
        const Time now = clock_.now();
        ring_.step(now);
        // Set back, the clock would else keep the slots of closed leases for as long.
        if (now < swept_at_ || now - swept_at_ >= sweep_interval) {
            swept_at_ = now;
            auto look = [now](db::Tx& tx) { return messages::live_slots(tx, now); };
            const auto live = co_await db::async_read(database_, std::move(look));
            ring_.keep_only(live, now);
        }
        co_return tend_interval;
    }

    awaitable<void> finish() override { co_return; }

private:
    db::Database& database_;
    const Clock& clock_;
    crypto::KeyRing ring_;
    Time swept_at_;
};

class SharedVault final : public Vault {
public:
    explicit SharedVault(const VaultSetup& setup)
        : setup_(setup),
          keys_(setup.server_key, setup.random) {}

    crypto::VaultKeys& keys() override { return keys_; }

    void start() override {
        db::write(setup_.database, messages::make_key_table);
        const auto rotation = messages::rotate_keys(
            setup_.database, keys_, setup_.random, setup_.clock, setup_.clock_tolerance
        );
        if (rotation.foreign() > 0)
            throw std::runtime_error(
                "the store's content keys were sealed by another server key: give every node the "
                "same keys folder; if the old one is lost, wait five minutes and start again"
            );
        complain_if_late(rotation);
    }

    awaitable<Duration> tend() override {
        const Time now = setup_.clock.now();
        keys_.forget(now);
        if (!keys_.is_due(now)) co_return tend_interval;
        messages::KeyRotation rotation{keys_, setup_.random, setup_.clock, setup_.clock_tolerance};
        while (rotation.has_work()) {
            auto work = [&](db::Tx& tx) { return rotation.work(tx); };
            auto done = co_await db::async_write(setup_.database, std::move(work));
            rotation.take(std::move(done));
        }
        complain_if_late(rotation);
        co_return tend_interval;
    }

    awaitable<void> finish() override {
        const auto destroyed = keys_.destroyed();
        if (destroyed.empty()) co_return;
        try {
            auto tell = [&](db::Tx& tx) { messages::tell_destroyed(tx, destroyed); };
            co_await db::async_write(setup_.database, std::move(tell));
        } catch (const std::exception& failure) {
            log::error(
                "content that was shown may stay until its lease's window ends",
                {{"messages", destroyed.size()}, {"reason", failure.what()}}
            );
        }
    }

private:
    /// Keys are late only while somebody else holds the table.
    void complain_if_late(const messages::KeyRotation& rotation) {
        const Time now = setup_.clock.now();
        if (!rotation.is_late() || (complained_at_ && now < *complained_at_ + complaint_interval))
            return;
        complained_at_ = now;
        log::error(
            "content keys are overdue and can't be destroyed: something holds the table vault_key, "
            "such as a pg_dump without --exclude-table=vault_key"
        );
    }

    VaultSetup setup_;
    messages::SharedKeys keys_;
    std::optional<Time> complained_at_;
};

}  // namespace

std::unique_ptr<Vault> open_vault(const VaultSetup& setup) {
    switch (setup.database.engine()) {
        case db::Engine::sqlite:
            return std::make_unique<RingVault>(setup);
        case db::Engine::postgres:
            return std::make_unique<SharedVault>(setup);
    }
    std::unreachable();
}

}  // namespace otpost::app
