// SPDX-License-Identifier: Apache-2.0
#include "net/chunked.hpp"

#include <gtest/gtest.h>

#include <string>

namespace otpost::net {
namespace {

using Verdict = ChunkDecoder::Verdict;

Verdict decode(std::string_view input, std::string& body, std::size_t limit = 100) {
    ChunkDecoder decoder;
    return decoder.decode(input, body, limit).verdict;
}

TEST(ChunkDecoder, joins_chunks_and_leaves_what_follows) {
    const std::string message = "5\r\nhello\r\n00A\r\n, my world\r\n0\r\n\r\n";
    ChunkDecoder decoder;
    std::string body;
    const auto step = decoder.decode(message + "GET /", body, 100);
    EXPECT_EQ(step.verdict, Verdict::done);
    EXPECT_EQ(step.consumed, message.size());
    EXPECT_EQ(body, "hello, my world");
}

TEST(ChunkDecoder, takes_any_cut) {
    const std::string message = "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n";
    ChunkDecoder decoder;
    std::string body;
    auto verdict = Verdict::more;
    for (const char c : message) {
        ASSERT_EQ(verdict, Verdict::more);
        verdict = decoder.decode({&c, 1}, body, 100).verdict;
    }
    EXPECT_EQ(verdict, Verdict::done);
    EXPECT_EQ(body, "hello world");
}

TEST(ChunkDecoder, SEC_H1_refuses_extensions_trailers_and_bare_line_ends) {
    for (const auto* const input : {
             "5;a=b\r\nhello\r\n0\r\n\r\n",
             "5 \r\nhello\r\n0\r\n\r\n",
             " 5\r\nhello\r\n0\r\n\r\n",
             "5\nhello\r\n0\r\n\r\n",
             "5;\n\r\nhello",
             "5\r\nhello0\r\n\r\n",
             "5\r\nhello\n0\r\n\r\n",
             "0x5\r\nhello\r\n0\r\n\r\n",
             "+5\r\nhello\r\n0\r\n\r\n",
             "-1\r\n",
             "\r\n",
             "g\r\n",
             "000000005\r\nhello\r\n0\r\n\r\n",
             "ffffffffffffffff\r\n",
             "0\r\nX-Trailer: a\r\n\r\n",
             "0\r\nGET / HTTP/1.1\r\n\r\n",
             "0\r\n\n",
         }) {
        std::string body;
        EXPECT_EQ(decode(input, body), Verdict::malformed) << input;
    }
}

TEST(ChunkDecoder, SEC_H2_refuses_a_chunk_over_the_limit_before_its_data) {
    std::string body;
    EXPECT_EQ(decode("65\r\n", body), Verdict::too_large);
    EXPECT_EQ(decode("ffffffff\r\n", body), Verdict::too_large);
    EXPECT_TRUE(body.empty());
    EXPECT_EQ(decode("3\r\nabc\r\n3\r\n", body, 5), Verdict::too_large);
}

}  // namespace
}  // namespace otpost::net
