// SPDX-License-Identifier: Apache-2.0
// The port between the house and where messages come from. One adapter object serves one supplier
// row; each kind of adapter is a folder beside this file and one line in registry.cpp.
// What an adapter reads is as untrusted as user input: it checks signatures over the raw bytes
// before it parses, and parses into InboundMessage or a refusal.
#pragma once

#include "base/error.hpp"
#include "base/secret.hpp"
#include "inventory/supplier.hpp"
#include "messages/inbox.hpp"
#include "net/http.hpp"
#include "net/timer.hpp"
#include "suppliers/intake.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::suppliers {

/// What an adapter is made with. References outlive it.
struct AdapterSetup {
    inventory::Supplier supplier;
    std::vector<Secret> secrets;  ///< all that are valid now, for rotation; may be empty
    std::string public_url;       ///< of this supplier's webhook, as configured (never from Host)
    db::Database& database;
    Intake& intake;
    net::Timer& timer;
    Random& random;
};

/// A webhook call, verified and read.
struct Webhook {
    std::vector<messages::InboundMessage> messages;
    bool is_batch = false;
};

class Adapter {
public:
    virtual ~Adapter() = default;

    /// Refuses signature_invalid, signature_expired (SEC-W3), malformed_json, validation_failed.
    /// Adapters without a webhook refuse not_found.
    virtual Result<Webhook> read_webhook(const net::Request& request, Time now) const;

    /// The answer once every message is durable; `results` in the order of the messages.
    virtual net::Response acknowledge(
        const Webhook& webhook, const std::vector<Result<messages::Received>>& results
    ) const;

    /// Work of its own besides webhooks, until cancelled.
    virtual boost::asio::awaitable<void> run();
};

}  // namespace otpost::suppliers
