// SPDX-License-Identifier: Apache-2.0
#include "net/body_reader.hpp"

#include <algorithm>

namespace otpost::net {

namespace {

constexpr Refusal too_large{413, "payload_too_large", "The body is larger than this route takes."};
constexpr Refusal malformed{400, "bad_request", "The chunks of the body are malformed."};
constexpr Refusal too_slow{408, "request_timeout", "The body came too slowly."};

}  // namespace

BodyReader::BodyReader(Connection& connection, const Framing& framing, std::size_t body_bytes_max)
    : connection_(connection),
      framing_(framing),
      bytes_max_(body_bytes_max) {}

BodyState BodyReader::refuse(Refusal refusal) {
    refusal_ = refusal;
    return BodyState::refused;
}

BodyState BodyReader::take() {
    return framing_.chunked ? take_chunks() : take_counted();
}

BodyState BodyReader::take_counted() {
    const auto length = framing_.content_length.value_or(0);
    if (length > bytes_max_) return refuse(too_large);
    auto& body = connection_.request.body;
    const auto bytes = connection_.pending();
    const auto part = bytes.substr(0, std::min<std::size_t>(bytes.size(), length - body.size()));
    body.append(part);
    connection_.consume(part.size());
    return body.size() == length ? BodyState::complete : BodyState::incomplete;
}

BodyState BodyReader::take_chunks() {
    const auto step = decoder_.decode(connection_.pending(), connection_.request.body, bytes_max_);
    connection_.consume(step.consumed);
    switch (step.verdict) {
        case ChunkDecoder::Verdict::more:
            return BodyState::incomplete;
        case ChunkDecoder::Verdict::done:
            return BodyState::complete;
        case ChunkDecoder::Verdict::malformed:
            return refuse(malformed);
        case ChunkDecoder::Verdict::too_large:
            return refuse(too_large);
    }
    return BodyState::lost;
}

boost::asio::awaitable<BodyState> BodyReader::read_rest() {
    connection_.enter(Phase::body);
    if (framing_.expects_continue) connection_.output() += "HTTP/1.1 100 Continue\r\n\r\n";
    if (!connection_.output().empty()) {
        const bool sent = co_await connection_.flush();
        if (!sent) co_return BodyState::lost;
    }
    for (;;) {
        const bool received = co_await connection_.receive();
        if (!received) co_return connection_.expired ? refuse(too_slow) : BodyState::lost;
        const auto state = take();
        if (state != BodyState::incomplete) co_return state;
    }
}

}  // namespace otpost::net
