// SPDX-License-Identifier: Apache-2.0
#include "base/phone.hpp"
#include "base/utf8.hpp"
#include "crypto/key_ring.hpp"
#include "support/fuzz.hpp"
#include "support/webhook.hpp"

#include <stdexcept>

namespace otpost::suppliers {

namespace {

/// For adapters that only read: to use it is a mistake.
class NoDatabase final : public db::Database {
public:
    void submit_write(db::Work, db::Done) override { refuse_use(); }

    void submit_read(db::Work, db::Done) override { refuse_use(); }

    void on_announce(std::function<void(std::span<const db::Announcement>)>) override {}

    void stop() override {}

    db::Engine engine() const override { return db::Engine::sqlite; }

    std::size_t queue_depth() const override { return 0; }

    db::Written written() const override { return {}; }

private:
    [[noreturn]] static void refuse_use() { throw std::logic_error("there is no store"); }
};

struct House {
    NoDatabase database;
    net::ManualTimer timer{webhook_now};
    SeededRandom random{1};
    IdGenerator ids{timer, 1};
    messages::Extractor extractor{messages::BrandData{}};
    crypto::KeyRing ring{std::nullopt, random, webhook_now, 1};
    messages::Inbox inbox{extractor, ring};
    Intake intake{database, inbox, timer, ids, random};
};

void check_message(const messages::InboundMessage& message) {
    ASSERT(message.supplier == SupplierId{7});
    ASSERT(PhoneNumber::parse(message.to).has_value());
    ASSERT(message.supplier_message_id.has_value());
    const auto& id = *message.supplier_message_id;
    ASSERT(!id.empty() && id.size() <= 200 && is_plain_text(id));
    ASSERT(format_rfc3339(message.received_at).size() == 24);
    if (!message.part) return;
    const auto& part = *message.part;
    ASSERT(part.ref >= 0 && part.ref <= 65'535 && part.total <= 255);
    ASSERT(1 <= part.seq && part.seq <= part.total);
}

}  // namespace

std::unique_ptr<Adapter> make_fuzzed(std::unique_ptr<Adapter> (*make)(const AdapterSetup&)) {
    static House house;
    inventory::Supplier supplier;
    supplier.id = SupplierId{7};
    std::vector<Secret> secrets;
    secrets.emplace_back(std::string{webhook_secret});
    return make(
        {supplier,
         std::move(secrets),
         std::string{webhook_url},
         house.database,
         house.intake,
         house.timer,
         house.random}
    );
}

void check_forged(const Adapter& adapter, const net::Request& request) {
    const auto webhook = adapter.read_webhook(request, webhook_now);
    ASSERT(!webhook);
    const auto code = webhook.error().code;
    ASSERT(code == ErrorCode::signature_invalid || code == ErrorCode::invalid_request);
}

void check_genuine(const Adapter& adapter, const net::Request& request) {
    const auto webhook = adapter.read_webhook(request, webhook_now);
    if (!webhook) {
        ASSERT(webhook.error().code != ErrorCode::signature_invalid);
        ASSERT(webhook.error().code != ErrorCode::signature_expired);
        return;
    }
    ASSERT(webhook->is_batch || webhook->messages.size() == 1);
    ASSERT(webhook->messages.size() <= 100);
    std::vector<Result<messages::Received>> results;
    for (const auto& message : webhook->messages) {
        check_message(message);
        results.emplace_back(messages::Received{});
    }
    ASSERT(adapter.acknowledge(*webhook, results).status == 200);
}

}  // namespace otpost::suppliers
