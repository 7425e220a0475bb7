// SPDX-License-Identifier: Apache-2.0
// Peer, proxies and the values of the forwarding header, one on each line (SEC-H3).
#include "net/client_ip.hpp"

#include "support/fuzz.hpp"

#include <string>

namespace otpost::net {

namespace {

using boost::asio::ip::address;

std::optional<address> read_address(std::string_view text) {
    auto parsed = parse_forwarded_address(text);
    if (!parsed) return std::nullopt;
    ASSERT(text.find_first_not_of("0123456789abcdefABCDEF:.[]") == text.npos);
    ASSERT(parse_forwarded_address(parsed->to_string()) == parsed);
    ASSERT(!parsed->is_v6() || !parsed->to_v6().is_v4_mapped());
    return parsed;
}

std::optional<Cidr> read_block(std::string_view text) {
    auto block = Cidr::parse(text);
    if (!block) return std::nullopt;
    const auto base = read_address(text.substr(0, text.find('/')));
    ASSERT(base && block->contains(*base));
    return block;
}

}  // namespace

FUZZ_TARGET(client_ip) {
    fuzz::Choices choices{input};
    ProxyTrust trust;
    if (choices.byte() % 2 != 0) trust.header = ForwardHeader::forwarded;
    const auto peer = read_address(choices.line()).value_or(address{});
    if (const auto block = read_block(choices.line())) trust.proxies.push_back(*block);
    std::vector<std::string_view> values;
    while (!choices.empty()) values.push_back(choices.line());
    const auto client = client_address(trust, peer, values);
    if (!trust.trusts(peer) || values.empty()) ASSERT(client == peer);
    ASSERT(parse_forwarded_address(client.to_string()) == client);
}

}  // namespace otpost::net
