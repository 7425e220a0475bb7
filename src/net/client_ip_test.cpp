// SPDX-License-Identifier: Apache-2.0
#include "net/client_ip.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace otpost::net {
namespace {

using boost::asio::ip::make_address;

ProxyTrust trust(ForwardHeader header = ForwardHeader::x_forwarded_for) {
    return {{*Cidr::parse("10.0.0.0/8"), *Cidr::parse("2001:db8::/32")}, header};
}

std::string client(
    const std::string& peer,
    const std::vector<std::string_view>& values,
    ForwardHeader header = ForwardHeader::x_forwarded_for
) {
    return client_address(trust(header), make_address(peer), values).to_string();
}

TEST(Cidr, contains_its_block_only) {
    const auto block = *Cidr::parse("192.168.4.0/22");
    EXPECT_TRUE(block.contains(make_address("192.168.7.255")));
    EXPECT_TRUE(block.contains(make_address("::ffff:192.168.4.1")));
    EXPECT_FALSE(block.contains(make_address("192.168.8.0")));
    EXPECT_FALSE(block.contains(make_address("2001:db8::1")));
    EXPECT_TRUE(Cidr::parse("0.0.0.0/0")->contains(make_address("8.8.8.8")));
    EXPECT_TRUE(Cidr::parse("::1")->contains(make_address("::1")));
    EXPECT_FALSE(Cidr::parse("10.1.1.1")->contains(make_address("10.1.1.2")));
}

TEST(Cidr, refuses_what_is_no_block) {
    for (const auto* const text :
         {"", "10.0.0.0/33", "10.0.0/8", "10.0.0.0/", "10.0.0.0/8x", "::/129", "a"})
        EXPECT_FALSE(Cidr::parse(text)) << text;
}

TEST(ClientAddress, SEC_H3_a_peer_that_is_no_proxy_is_not_believed) {
    EXPECT_EQ(client("203.0.113.1", {"10.0.0.1"}), "203.0.113.1");
    EXPECT_EQ(client_address({}, make_address("10.0.0.1"), {"6.6.6.6"}).to_string(), "10.0.0.1");
}

TEST(ClientAddress, SEC_H3_entries_left_of_the_first_stranger_are_not_believed) {
    EXPECT_EQ(client("10.0.0.1", {"6.6.6.6, 203.0.113.9"}), "203.0.113.9");
    EXPECT_EQ(client("10.0.0.1", {"6.6.6.6, 203.0.113.9, 10.2.2.2"}), "203.0.113.9");
    EXPECT_EQ(client("10.0.0.1", {"6.6.6.6", "203.0.113.9"}), "203.0.113.9");
    EXPECT_EQ(client("10.0.0.1", {"10.3.3.3, 10.2.2.2"}), "10.3.3.3");
}

TEST(ClientAddress, SEC_H3_several_proxies_in_a_row) {
    // The client's own claim, then what each proxy of ours saw.
    EXPECT_EQ(client("10.0.0.1", {"6.6.6.6, 203.0.113.9, 10.7.7.7, 10.2.2.2"}), "203.0.113.9");
    EXPECT_EQ(client("10.0.0.1", {"6.6.6.6", "203.0.113.9, 10.7.7.7", "10.2.2.2"}), "203.0.113.9");
    EXPECT_EQ(client("2001:db8::1", {"6.6.6.6, 2001:db9::5, 2001:db8::2"}), "2001:db9::5");
    // One that is not ours stands between: what it says is its own claim.
    EXPECT_EQ(client("10.0.0.1", {"203.0.113.9, 198.51.100.2, 10.2.2.2"}), "198.51.100.2");
}

TEST(ClientAddress, SEC_H3_the_other_header_is_not_believed) {
    const auto believed = ForwardHeader::forwarded;
    EXPECT_EQ(header_name(believed), "forwarded");
    EXPECT_EQ(header_name(ForwardHeader::x_forwarded_for), "x-forwarded-for");
    EXPECT_EQ(client("10.0.0.1", {"for=203.0.113.9"}), "10.0.0.1");
}

TEST(ClientAddress, T3_a_block_is_an_IPv4_address_or_a_64) {
    const auto block = [](const char* text) { return address_block(make_address(text)); };
    EXPECT_NE(block("192.0.2.1"), block("192.0.2.2"));
    EXPECT_EQ(block("192.0.2.1"), block("::ffff:192.0.2.1"));
    EXPECT_EQ(block("2001:db8:1:2::1"), block("2001:db8:1:2:ffff:ffff:ffff:ffff"));
    EXPECT_NE(block("2001:db8:1:2::1"), block("2001:db8:1:3::1"));
    EXPECT_NE(block("2001:db8:1:2::1"), block("2001:db8:2:2::1"));
}

TEST(ClientAddress, SEC_H3_a_malformed_entry_ends_the_walk) {
    EXPECT_EQ(client("10.0.0.1", {"6.6.6.6, unknown"}), "10.0.0.1");
    EXPECT_EQ(client("10.0.0.1", {"6.6.6.6, , 10.2.2.2"}), "10.2.2.2");
    EXPECT_EQ(client("10.0.0.1", {"6.6.6.6 7.7.7.7"}), "10.0.0.1");
    EXPECT_EQ(client("10.0.0.1", {}), "10.0.0.1");
    using namespace std::string_view_literals;
    EXPECT_EQ(client("10.0.0.1", {"6.6.6.6\0.7"sv}), "10.0.0.1");
}

TEST(ClientAddress, ports_and_brackets_are_read) {
    EXPECT_EQ(client("10.0.0.1", {"203.0.113.9:4711"}), "203.0.113.9");
    EXPECT_EQ(client("10.0.0.1", {"[2001:db9::1]:4711"}), "2001:db9::1");
    EXPECT_EQ(client("10.0.0.1", {"2001:db9::1"}), "2001:db9::1");
    EXPECT_EQ(client("10.0.0.1", {"[2001:db9::1]x"}), "10.0.0.1");
    EXPECT_EQ(client("::ffff:10.0.0.1", {"::ffff:203.0.113.9"}), "203.0.113.9");
}

TEST(ClientAddress, the_forwarded_header_is_read_where_it_is_configured) {
    const auto forwarded = ForwardHeader::forwarded;
    EXPECT_EQ(
        client("10.0.0.1", {"for=6.6.6.6, For=203.0.113.9;proto=https"}, forwarded), "203.0.113.9"
    );
    EXPECT_EQ(
        client("10.0.0.1", {"proto=https;for=\"[2001:db9::1]:80\""}, forwarded), "2001:db9::1"
    );
    EXPECT_EQ(client("10.0.0.1", {"for=_hidden"}, forwarded), "10.0.0.1");
    EXPECT_EQ(client("10.0.0.1", {"203.0.113.9"}, forwarded), "10.0.0.1");
}

}  // namespace
}  // namespace otpost::net
