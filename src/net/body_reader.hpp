// SPDX-License-Identifier: Apache-2.0
// Collects the body of one request from what a connection has received, within its limit.
#pragma once

#include "net/chunked.hpp"
#include "net/connection.hpp"
#include "net/gate.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <cstdint>

namespace otpost::net {

enum class BodyState : std::uint8_t { complete, incomplete, refused, lost };

class BodyReader {
public:
    BodyReader(Connection& connection, const Framing& framing, std::size_t body_bytes_max);

    /// Takes what is there without waiting.
    BodyState take();

    /// Waits for the rest; lost: the connection ended.
    boost::asio::awaitable<BodyState> read_rest();

    /// Why, when refused.
    const Refusal& refusal() const { return refusal_; }

private:
    BodyState refuse(Refusal refusal);
    BodyState take_counted();
    BodyState take_chunks();

    Connection& connection_;
    Framing framing_;
    std::size_t bytes_max_;
    ChunkDecoder decoder_;
    Refusal refusal_{};
};

}  // namespace otpost::net
