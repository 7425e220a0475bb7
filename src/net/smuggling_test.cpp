// SPDX-License-Identifier: Apache-2.0
// SEC-H1 over the wire: each case hides a second request behind a message that two parsers could
// cut differently. It must be refused, the connection closed, the hidden request never handled.
#include "net/server_fixture.hpp"

#include <string>

namespace otpost::net {
namespace {

const std::string hidden = "GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n";

struct Attack {
    const char* name;
    std::string bytes;
    unsigned status;
};

// GoogleTest asks for this name. NOLINTNEXTLINE(readability-identifier-naming)
void PrintTo(const Attack& attack, std::ostream* out) {
    *out << attack.name;
}

std::string post(const std::string& fields, const std::string& body) {
    return "POST /echo HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n" + body;
}

std::string chunked(const std::string& body) {
    return post("Transfer-Encoding: chunked\r\n", body);
}

const Attack attacks[] = {
    {"length_and_coding",
     post("Content-Length: 6\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\nG"),
     400},
    {"coding_and_length",
     post("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", "0\r\n\r\n"),
     400},
    {"two_lengths", post("Content-Length: 0\r\nContent-Length: 33\r\n", ""), 400},
    {"two_equal_lengths", post("Content-Length: 1\r\nContent-Length: 1\r\n", "a"), 400},
    {"length_list", post("Content-Length: 0, 33\r\n", ""), 400},
    {"length_plus", post("Content-Length: +0\r\n", ""), 400},
    {"length_minus", post("Content-Length: -1\r\n", ""), 400},
    {"length_space", post("Content-Length : 33\r\n", ""), 400},
    {"length_huge", post("Content-Length: 99999999999999999999\r\n", ""), 400},
    {"xchunked", post("Transfer-Encoding: xchunked\r\n", ""), 400},
    {"chunked_identity", post("Transfer-Encoding: chunked, identity\r\n", ""), 400},
    {"identity", post("Transfer-Encoding: identity\r\n", ""), 400},
    {"gzip_chunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 400},
    {"two_codings", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n", "0\r\n\r\n"), 400
    },
    {"coding_space", post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n"), 400},
    {"coding_folded", post("Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n"), 400},
    {"coding_tab_name", post("Transfer-Encoding\t: chunked\r\n", "0\r\n\r\n"), 400},
    {"coding_behind_nul", post(std::string("X: \0\r\nTransfer-Encoding: chunked\r\n", 34), ""), 400
    },
    {"coding_behind_bare_lf", post("X: a\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
    {"coding_behind_bare_cr", post("X: a\rTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
    {"coding_under_1_0",
     "POST /echo HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
     400},
    {"version_1_0", "GET /echo HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n", 505},
    {"version_0_9", "GET /echo\r\n\r\n", 400},
    {"host_missing", "GET /echo HTTP/1.1\r\n\r\n", 400},
    {"host_double", "GET /echo HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
    {"host_folded", "GET /echo HTTP/1.1\r\nHost: a\r\n b\r\n\r\n", 400},
    {"obs_fold", post("X: a\r\n b\r\nContent-Length: 0\r\n", ""), 400},
    {"bare_lf_lines", "GET /echo HTTP/1.1\nHost: a\n\n", 400},
    {"bare_lf_last", "GET /echo HTTP/1.1\r\nHost: a\r\n\n", 400},
    {"absolute_target", "GET http://b/echo HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"connect", "CONNECT b:80 HTTP/1.1\r\nHost: b\r\n\r\n", 501},
    {"http2_preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 501},
    {"empty_line_first", "\r\nGET /echo HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"chunk_extension", chunked("1;a=b\r\nx\r\n0\r\n\r\n"), 400},
    {"chunk_extension_lf", chunked("1;\nx\r\n1\r\ny\r\n0\r\n\r\n"), 400},
    {"chunk_bare_lf", chunked("1\nx\r\n0\r\n\r\n"), 400},
    {"chunk_data_bare_lf", chunked("1\r\nx\n0\r\n\r\n"), 400},
    {"chunk_too_long", chunked("1\r\nxy\r\n0\r\n\r\n"), 400},
    {"chunk_hex_prefix", chunked("0x1\r\nx\r\n0\r\n\r\n"), 400},
    {"chunk_overflow", chunked("10000000000000001\r\nx\r\n0\r\n\r\n"), 400},
    {"chunk_trailer", chunked("0\r\nX: a\r\n\r\n"), 400},
    {"chunk_hides_request", chunked("0\r\n"), 400},
    {"body_over_limit", post("Content-Length: 70000\r\n", ""), 413},
    {"chunks_over_limit", chunked("fffff\r\n"), 413},
    {"expect_other", post("Content-Length: 0\r\nExpect: magic\r\n", ""), 417},
};

class SmugglingTest : public ServerTest, public ::testing::WithParamInterface<Attack> {};

TEST_P(SmugglingTest, SEC_H1_is_refused_and_closed) {
    start();
    auto client = connect();
    client.send(GetParam().bytes + hidden);
    const auto answer = client.read_response();
    EXPECT_EQ(answer.status, GetParam().status);
    EXPECT_EQ(answer.header("connection"), "close");
    EXPECT_EQ(answer.header("content-type"), "application/problem+json");
    EXPECT_TRUE(client.closed_by_server());
    EXPECT_EQ(handled(), 0);
}

INSTANTIATE_TEST_SUITE_P(SEC_H1, SmugglingTest, ::testing::ValuesIn(attacks), [](const auto& info) {
    return std::string{info.param.name};
});

TEST_F(ServerTest, SEC_H1_what_follows_a_body_is_the_next_request_and_nothing_else) {
    start();
    auto client = connect();
    client.send(post("Content-Length: " + std::to_string(hidden.size()) + "\r\n", hidden));
    EXPECT_EQ(client.read_response().body, hidden);
    client.send(
        chunked("21\r\n" + hidden + "\r\n0\r\n\r\n") + "GET /next HTTP/1.1\r\nHost: a\r\n\r\n"
    );
    EXPECT_EQ(client.read_response().body, hidden);
    EXPECT_EQ(client.read_response().body, "/next");
    EXPECT_EQ(handled(), 3);
}

}  // namespace
}  // namespace otpost::net
