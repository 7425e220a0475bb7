// SPDX-License-Identifier: Apache-2.0
// Takes finished messages to where they go: an SMTP server, or a folder. Blocks while it does, so
// it has a thread of its own (Courier).
#pragma once

#include "base/secret.hpp"

#include <cstdint>
#include <string>

namespace otpost::delivery::mail {

struct Parcel {
    std::int64_t id = 0;  ///< of the email
    std::string from;
    Personal to;
    Secret message;
};

enum class Fate : std::uint8_t {
    delivered,
    failed,   ///< worth another try
    refused,  ///< for good: the recipient is not there
};

struct Carried {
    Fate fate = Fate::failed;
    std::string reason;  ///< unless delivered; names no person
};

class Carrier {
public:
    virtual ~Carrier() = default;

    virtual Carried carry(const Parcel& parcel) = 0;

    /// From any thread: what is being carried has a few seconds left.
    virtual void hurry() {}
};

}  // namespace otpost::delivery::mail
