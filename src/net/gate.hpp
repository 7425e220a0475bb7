// SPDX-License-Identifier: Apache-2.0
// The gate of SEC-H1: reads a request's head strictly, so that we and a proxy in front of us can
// never disagree where a request ends. What is not certainly right is refused, and the
// connection closed: nothing behind a refused head is ever read as a request.
#pragma once

#include "net/http.hpp"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string_view>

namespace otpost::net {

/// Why a head is refused; texts are literals.
struct Refusal {
    unsigned status;
    std::string_view code;
    std::string_view detail;
};

/// How the rest of a request is to be read.
struct Framing {
    std::optional<std::uint64_t> content_length;
    bool chunked = false;
    bool expects_continue = false;
    bool wants_close = false;

    bool has_body() const { return chunked || content_length.value_or(0) > 0; }
};

/// Finds the end of a head in bytes that arrive piece by piece, and refuses at once what can
/// never become one: a line that does not end with CRLF, or a first byte that starts no method.
class HeadScanner {
public:
    enum class Found : std::uint8_t { incomplete, complete, malformed };

    /// `bytes` are all bytes since the start of the head, earlier ones included.
    Found scan(std::string_view bytes);

    /// The size of the head with its empty line; only when complete.
    std::size_t size() const { return scanned_; }

    void restart();

private:
    std::size_t scanned_ = 0;  ///< start of the line that is not complete yet
};

/// Reads `request.head` (as found by the scanner) and fills in method, target and fields.
std::expected<Framing, Refusal> read_head(Request& request);

}  // namespace otpost::net
