// SPDX-License-Identifier: Apache-2.0
// Who the client is behind proxies (SEC-H3): a forwarding header counts only if the peer itself
// is a configured proxy, and only up to the first address that is not one.
#pragma once

#include <boost/asio/ip/address.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::net {

/// A block of addresses, `10.0.0.0/8` or `2001:db8::/32`; a bare address is a block of one.
class Cidr {
public:
    static std::optional<Cidr> parse(std::string_view text);

    /// An IPv4-mapped IPv6 address counts as its IPv4 address.
    bool contains(const boost::asio::ip::address& address) const;

private:
    boost::asio::ip::address base_;
    unsigned prefix_bits_ = 0;
};

/// Exactly one header is believed: a proxy that sets one of them passes the other on unchecked.
enum class ForwardHeader : std::uint8_t { x_forwarded_for, forwarded };

struct ProxyTrust {
    std::vector<Cidr> proxies;  ///< empty: nobody is believed
    ForwardHeader header = ForwardHeader::x_forwarded_for;

    bool trusts(const boost::asio::ip::address& peer) const;
};

/// What one customer has, as a number: an IPv4 address, or the /64 of an IPv6 one.
std::uint64_t address_block(const boost::asio::ip::address& address);

/// An address without port; brackets and a port are accepted as proxies write them.
std::optional<boost::asio::ip::address> parse_forwarded_address(std::string_view text);

/// The client's address. `values` are the values of the believed header in order; a malformed
/// entry ends the walk at the proxy that reported it.
boost::asio::ip::address client_address(
    const ProxyTrust& trust,
    const boost::asio::ip::address& peer,
    const std::vector<std::string_view>& values
);

/// The name of the believed header in lower case.
std::string_view header_name(ForwardHeader header);

}  // namespace otpost::net
