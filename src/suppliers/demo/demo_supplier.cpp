// SPDX-License-Identifier: Apache-2.0
#include "suppliers/demo/demo_supplier.hpp"

#include "base/log.hpp"
#include "db/async.hpp"
#include "suppliers/demo/demo_sql.hpp"
#include "suppliers/demo/script.hpp"

#include <map>

namespace otpost::suppliers::demo {

namespace {

using boost::asio::awaitable;

constexpr auto look_interval = std::chrono::milliseconds{250};
constexpr int leases_per_look = 100;

struct OpenedLease {
    LeaseId id;
    std::int64_t expires_at;
    std::string e164;
    std::string service_name;
};

class DemoSupplier final : public Adapter {
public:
    explicit DemoSupplier(const AdapterSetup& setup)
        : supplier_(setup.supplier.id),
          database_(setup.database),
          intake_(setup.intake),
          timer_(setup.timer),
          random_(setup.random) {}

    awaitable<void> run() override {
        for (;;) {
            try {
                co_await look_for_leases();
                co_await send_due();
            } catch (const db::Unavailable& failure) {
                log::warning("demo supplier waits for the store", {{"reason", failure.what()}});
            }
            const auto stopped = co_await timer_.sleep_for(look_interval);
            if (stopped) co_return;
        }
    }

private:
    awaitable<void> look_for_leases() {
        auto work = [this](db::Tx& tx) {
            const auto read = [](const db::Row& row) {
                return OpenedLease{
                    row.id<LeaseId>(0),
                    row.int64(1),
                    std::string{row.text(2)},
                    std::string{row.text(3)}
                };
            };
            return tx.all(
                sql::demo::leases_to_answer,
                read,
                supplier_,
                seen_until_,
                seen_lease_,
                leases_per_look
            );
        };
        const auto opened = co_await db::async_read(database_, std::move(work));
        for (const OpenedLease& lease : opened) {
            for (auto& message :
                 plan_messages(lease.e164, lease.service_name, random_, timer_.now()))
                planned_.emplace(message.due_at, std::move(message));
            seen_until_ = lease.expires_at;
            seen_lease_ = lease.id;
        }
    }

    awaitable<void> send_due() {
        while (!planned_.empty() && planned_.begin()->first <= timer_.now()) {
            PlannedMessage message = std::move(planned_.begin()->second);
            planned_.erase(planned_.begin());
            messages::InboundMessage inbound{
                .supplier = supplier_,
                .supplier_message_id = std::move(message.id),
                .to = std::move(message.to),
                .from = Secret{std::move(message.sender)},
                .text = Secret{std::move(message.text)},
                .received_at = message.received_at,
                .part = std::nullopt
            };
            const auto received = co_await intake_.take(std::move(inbound));
            if (!received)
                log::warning("demo message refused", {{"code", to_string(received.error().code)}});
        }
    }

    SupplierId supplier_;
    db::Database& database_;
    Intake& intake_;
    net::Timer& timer_;
    Random& random_;
    std::int64_t seen_until_ = 0;
    LeaseId seen_lease_;
    std::multimap<Time, PlannedMessage> planned_;
};

}  // namespace

std::unique_ptr<Adapter> make_adapter(const AdapterSetup& setup) {
    return std::make_unique<DemoSupplier>(setup);
}

}  // namespace otpost::suppliers::demo
