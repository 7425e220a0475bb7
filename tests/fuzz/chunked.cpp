// SPDX-License-Identifier: Apache-2.0
// The first byte says how long the body may be, the second in which pieces the chunks arrive.
#include "net/chunked.hpp"

#include "support/fuzz.hpp"

#include <charconv>
#include <string>

namespace otpost::net {

namespace {

struct Decoded {
    ChunkDecoder::Verdict verdict = ChunkDecoder::Verdict::more;
    std::size_t consumed = 0;
    std::string body;

    friend bool operator==(const Decoded&, const Decoded&) = default;
};

Decoded decode(std::string_view text, std::size_t piece, std::size_t body_max) {
    ChunkDecoder decoder;
    Decoded decoded;
    while (decoded.verdict == ChunkDecoder::Verdict::more && decoded.consumed < text.size()) {
        const auto part = text.substr(decoded.consumed, piece);
        const auto step = decoder.decode(part, decoded.body, body_max);
        ASSERT(step.consumed > 0 && step.consumed <= part.size());
        ASSERT(step.verdict != ChunkDecoder::Verdict::more || step.consumed == part.size());
        decoded.verdict = step.verdict;
        decoded.consumed += step.consumed;
        ASSERT(decoded.body.size() <= body_max);
    }
    return decoded;
}

/// One chunk with everything in it.
std::string encode(std::string_view body) {
    std::string text;
    if (!body.empty()) {
        char digits[16];
        text.append(digits, std::to_chars(digits, digits + sizeof digits, body.size(), 16).ptr);
        text.append("\r\n").append(body).append("\r\n");
    }
    return text + "0\r\n\r\n";
}

}  // namespace

FUZZ_TARGET(chunked) {
    fuzz::Choices choices{input};
    const std::size_t body_max = choices.byte();
    const std::size_t piece = choices.byte() % 8U + 1U;
    const auto text = choices.rest();
    const auto decoded = decode(text, text.size(), body_max);
    ASSERT(decode(text, piece, body_max) == decoded);
    if (decoded.verdict != ChunkDecoder::Verdict::done) return;
    const auto again = encode(decoded.body);
    ASSERT(decode(again, piece, body_max).body == decoded.body);
}

}  // namespace otpost::net
