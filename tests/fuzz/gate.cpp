// SPDX-License-Identifier: Apache-2.0
// SEC-H1: what the gate lets through a second parser, Beast's, reads the same, to the last header,
// and it does not matter in which pieces the bytes arrive.
#include "net/gate.hpp"

#include "net/chunked.hpp"
#include "support/fuzz.hpp"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/src.hpp>

#include <optional>
#include <string>

namespace otpost::net {

namespace {

namespace http = boost::beast::http;

struct Reading {
    Request request;
    Framing framing;
    std::size_t size = 0;  ///< of head and body
};

std::optional<Reading> read_ours(std::string_view bytes, const HeadScanner& scanner) {
    Reading reading;
    reading.request.head = bytes.substr(0, scanner.size());
    const auto framing = read_head(reading.request);
    if (!framing) {
        ASSERT(framing.error().status >= 400 && !framing.error().detail.empty());
        return std::nullopt;
    }
    reading.framing = *framing;
    reading.size = scanner.size();
    const auto rest = bytes.substr(scanner.size());
    if (framing->chunked) {
        ChunkDecoder decoder;
        const auto step = decoder.decode(rest, reading.request.body, bytes.size());
        if (step.verdict != ChunkDecoder::Verdict::done) return std::nullopt;
        reading.size += step.consumed;
    } else {
        const auto length = framing->content_length.value_or(0);
        if (length > rest.size()) return std::nullopt;
        reading.request.body = rest.substr(0, length);
        reading.size += length;
    }
    return reading;
}

std::string_view view(boost::beast::string_view text) {
    return {text.data(), text.size()};
}

/// Beast keeps values of one name together, so that the order between names is lost.
void check_fields(const Request& ours, const http::fields& theirs) {
    ASSERT(std::ranges::distance(theirs.begin(), theirs.end()) == std::ssize(ours.fields));
    for (const auto& field : ours.fields) {
        const auto name = std::string_view{ours.head}.substr(field.name_begin, field.name_size);
        const auto values = ours.headers(name);
        const auto [first, last] = theirs.equal_range({name.data(), name.size()});
        ASSERT(std::equal(first, last, values.begin(), values.end(), [](auto& their, auto& own) {
            return view(their.value()) == own;
        }));
    }
}

void check_theirs(std::string_view bytes, const Reading& ours) {
    http::request_parser<http::string_body> parser;
    parser.eager(true);
    boost::system::error_code error;
    std::size_t size = 0;
    while (!parser.is_done() && size < bytes.size()) {
        const auto rest = bytes.substr(size);
        size += parser.put(boost::asio::buffer(rest.data(), rest.size()), error);
        ASSERT(!error);
    }
    ASSERT(parser.is_done() && size == ours.size);
    const auto& theirs = parser.get();
    ASSERT(view(theirs.method_string()) == to_string(ours.request.method));
    ASSERT(view(theirs.target()) == ours.request.target);
    ASSERT(theirs.body() == ours.request.body);
    ASSERT(theirs.keep_alive() == !ours.framing.wants_close);
    check_fields(ours.request, theirs.base());
}

}  // namespace

FUZZ_TARGET(gate) {
    HeadScanner scanner;
    const auto found = scanner.scan(input);
    HeadScanner bytewise;
    auto found_bytewise = HeadScanner::Found::incomplete;
    for (std::size_t size = 1;
         size <= input.size() && found_bytewise == HeadScanner::Found::incomplete;
         ++size)
        found_bytewise = bytewise.scan(input.substr(0, size));
    ASSERT(found == found_bytewise);
    if (found != HeadScanner::Found::complete) return;
    ASSERT(scanner.size() == bytewise.size() && scanner.size() <= input.size());
    const auto ours = read_ours(input, scanner);
    // Beast heeds this header of old browsers, which RFC 9112 tells to ignore.
    if (ours && !ours->request.has_header("proxy-connection")) check_theirs(input, *ours);
}

}  // namespace otpost::net
