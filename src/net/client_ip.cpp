// SPDX-License-Identifier: Apache-2.0
#include "net/client_ip.hpp"

#include "net/characters.hpp"

#include <boost/asio/ip/address_v4.hpp>
#include <boost/asio/ip/address_v6.hpp>

#include <algorithm>
#include <charconv>
#include <span>

namespace otpost::net {

namespace {

using boost::asio::ip::address;

address unmapped(const address& from) {
    if (from.is_v6() && from.to_v6().is_v4_mapped())
        return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, from.to_v6());
    return from;
}

bool is_of_address(char c) {
    return is_hex(c) || c == ':' || c == '.';
}

std::optional<address> parse_address(std::string_view text) {
    // No zone, and no NUL, behind which the system's parser would not look.
    if (text.size() > 45 || !std::ranges::all_of(text, is_of_address)) return std::nullopt;
    boost::system::error_code error;
    const auto parsed = boost::asio::ip::make_address(std::string{text}, error);
    if (error) return std::nullopt;
    return unmapped(parsed);
}

bool same_prefix(
    std::span<const unsigned char> a, std::span<const unsigned char> b, unsigned bits
) {
    const std::size_t whole = bits / 8;
    if (!std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(whole), b.begin()))
        return false;
    const unsigned rest = bits % 8;
    if (rest == 0) return true;
    return ((a[whole] ^ b[whole]) >> (8 - rest)) == 0;
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

/// The last element of a comma-separated list, which is cut off from it.
std::string_view pop_last(std::string_view& list) {
    const auto comma = list.rfind(',');
    const auto last = comma == std::string_view::npos ? list : list.substr(comma + 1);
    list = comma == std::string_view::npos ? std::string_view{} : list.substr(0, comma);
    return trim(last);
}

/// The `for` parameter of one element of the Forwarded header.
std::string_view forwarded_for(std::string_view element) {
    while (!element.empty()) {
        const auto end = element.find(';');
        const auto pair = trim(element.substr(0, end));
        if (pair.size() > 4 && to_lower(pair[0]) == 'f' && to_lower(pair[1]) == 'o' &&
            to_lower(pair[2]) == 'r' && pair[3] == '=') {
            auto value = pair.substr(4);
            if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
                value = value.substr(1, value.size() - 2);
            return value;
        }
        if (end == std::string_view::npos) break;
        element.remove_prefix(end + 1);
    }
    return {};
}

bool is_port(std::string_view text) {
    return !text.empty() && text.size() <= 5 && all_of(text, CharClass::digit);
}

}  // namespace

std::optional<Cidr> Cidr::parse(std::string_view text) {
    const auto slash = text.find('/');
    const auto base = parse_address(text.substr(0, slash));
    if (!base) return std::nullopt;
    Cidr cidr;
    cidr.base_ = *base;
    const unsigned bits_max = base->is_v4() ? 32 : 128;
    cidr.prefix_bits_ = bits_max;
    if (slash != std::string_view::npos) {
        const auto bits = text.substr(slash + 1);
        const auto [end, error] =
            std::from_chars(bits.data(), bits.data() + bits.size(), cidr.prefix_bits_);
        if (error != std::errc{} || end != bits.data() + bits.size()) return std::nullopt;
        if (cidr.prefix_bits_ > bits_max) return std::nullopt;
    }
    return cidr;
}

bool Cidr::contains(const address& candidate) const {
    const auto plain = unmapped(candidate);
    if (plain.is_v4() != base_.is_v4()) return false;
    if (plain.is_v4())
        return same_prefix(plain.to_v4().to_bytes(), base_.to_v4().to_bytes(), prefix_bits_);
    return same_prefix(plain.to_v6().to_bytes(), base_.to_v6().to_bytes(), prefix_bits_);
}

bool ProxyTrust::trusts(const address& peer) const {
    return std::ranges::any_of(proxies, [&](const Cidr& block) { return block.contains(peer); });
}

std::uint64_t address_block(const address& of) {
    const auto plain = unmapped(of);
    if (plain.is_v4()) return 0xffff'0000'0000ULL | plain.to_v4().to_uint();
    const auto bytes = plain.to_v6().to_bytes();
    std::uint64_t block = 0;
    for (std::size_t i = 0; i < 8; ++i) block = block << 8U | bytes[i];
    return block;
}

std::optional<address> parse_forwarded_address(std::string_view text) {
    if (text.starts_with('[')) {
        const auto end = text.find(']');
        if (end == std::string_view::npos) return std::nullopt;
        const auto rest = text.substr(end + 1);
        if (!rest.empty() && (rest.front() != ':' || !is_port(rest.substr(1)))) return std::nullopt;
        return parse_address(text.substr(1, end - 1));
    }
    const auto colon = text.find(':');
    if (colon != std::string_view::npos && text.find(':', colon + 1) == std::string_view::npos) {
        if (!is_port(text.substr(colon + 1))) return std::nullopt;
        return parse_address(text.substr(0, colon));
    }
    return parse_address(text);
}

address client_address(
    const ProxyTrust& trust, const address& peer, const std::vector<std::string_view>& values
) {
    address client = unmapped(peer);
    if (!trust.trusts(client)) return client;
    for (auto value = values.rbegin(); value != values.rend(); ++value) {
        std::string_view list = *value;
        while (!list.empty()) {
            const auto element = pop_last(list);
            const auto hop = parse_forwarded_address(
                trust.header == ForwardHeader::forwarded ? forwarded_for(element) : element
            );
            if (!hop) return client;
            client = *hop;
            if (!trust.trusts(client)) return client;
        }
    }
    return client;
}

std::string_view header_name(ForwardHeader header) {
    return header == ForwardHeader::forwarded ? "forwarded" : "x-forwarded-for";
}

}  // namespace otpost::net
