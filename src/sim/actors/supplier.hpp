// SPDX-License-Identifier: Apache-2.0
// A supplier with its numbers: it hears from the networks that a message came for one of them and
// hands it to the house, as suppliers do: late or never, twice, under a new id, in parts and out
// of order, to the wrong number, of another service, badly signed or long after it signed.
#pragma once

#include "base/secret.hpp"
#include "sim/stage.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace otpost::sim {

class Supplier {
public:
    Supplier(Stage& stage, std::string slug, Secret secret, std::int64_t actor)
        : stage_(stage),
          slug_(std::move(slug)),
          secret_(std::move(secret)),
          actor_(actor) {}

    /// Somebody signs up at `service` with `number`; codes come within about `window`.
    void expect(const std::string& number, const Sold& service, Duration window);

private:
    struct Sms {
        std::string id;
        std::string to;
        std::string sender;
        std::string text;
        std::string part{};  ///< JSON, for one part of several
        int tries = 0;
    };

    void deliver(Sms sms, Duration delay);
    void deliver_in_parts(const Sms& sms, Duration delay);
    void send(const Sms& sms);
    void answered(Sms sms, const Answer* answer);

    Stage& stage_;
    std::string slug_;
    Secret secret_;
    std::int64_t actor_;
    std::int64_t messages_ = 0;
};

}  // namespace otpost::sim
