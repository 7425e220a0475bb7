// SPDX-License-Identifier: Apache-2.0
// SEC-H1: other parsers, Beast's and h11's, read the same bytes. Whatever our gate lets through,
// all must cut at the same place and understand in the same way. Ours may refuse more, never less;
// h11 may refuse as well.
#include "base/random.hpp"
#include "crypto/encoding.hpp"
#include "net/chunked.hpp"
#include "net/gate.hpp"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/src.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

namespace otpost::net {
namespace {

namespace http = boost::beast::http;

struct Reading {
    std::string method;
    std::string target;
    std::string body;
    std::size_t size;

    friend bool operator==(const Reading&, const Reading&) = default;
};

// GoogleTest asks for this name. NOLINTNEXTLINE(readability-identifier-naming)
void PrintTo(const Reading& reading, std::ostream* out) {
    *out << reading.method << ' ' << reading.target << " body '" << reading.body << "' of "
         << reading.size << " bytes";
}

/// Nothing if the bytes do not start with a whole request that we accept.
std::optional<Reading> read_ours(std::string_view bytes) {
    HeadScanner scanner;
    if (scanner.scan(bytes) != HeadScanner::Found::complete) return std::nullopt;
    Request request;
    request.head = bytes.substr(0, scanner.size());
    const auto framing = read_head(request);
    if (!framing) return std::nullopt;
    auto rest = bytes.substr(scanner.size());
    std::size_t size = scanner.size();
    if (framing->chunked) {
        ChunkDecoder decoder;
        const auto step = decoder.decode(rest, request.body, 1000);
        if (step.verdict != ChunkDecoder::Verdict::done) return std::nullopt;
        size += step.consumed;
    } else {
        const auto length = framing->content_length.value_or(0);
        if (length > rest.size()) return std::nullopt;
        request.body = rest.substr(0, length);
        size += length;
    }
    return Reading{std::string{to_string(request.method)}, request.target, request.body, size};
}

std::optional<Reading> read_theirs(std::string_view bytes) {
    http::request_parser<http::string_body> parser;
    parser.eager(true);
    boost::system::error_code error;
    std::size_t size = 0;
    while (!parser.is_done() && size < bytes.size()) {
        const auto rest = bytes.substr(size);
        size += parser.put(boost::asio::buffer(rest.data(), rest.size()), error);
        if (error) return std::nullopt;
    }
    if (!parser.is_done()) return std::nullopt;
    const auto& message = parser.get();
    return Reading{message.method_string(), message.target(), message.body(), size};
}

constexpr std::array<std::string_view, 6> seeds{
    "GET /v1/offers?country=DE HTTP/1.1\r\nHost: a\r\nAccept: */*\r\n\r\n",
    "POST /v1/leases HTTP/1.1\r\nHost: a:80\r\nContent-Length: 5\r\n\r\nhello",
    "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    "PUT /x HTTP/1.1\r\nhost: a\r\ntransfer-encoding: Chunked\r\nX: "
    "y\r\n\r\n1\r\na\r\n2\r\nbc\r\n0\r\n\r\n",
    "DELETE /%41 HTTP/1.1\r\nHost: [::1]\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
    "HEAD / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nCookie: a=b\r\n\r\n",
};

constexpr std::array<std::string_view, 26> spices{
    "\r\n",
    "\n",
    "\r",
    " ",
    "\t",
    ":",
    ",",
    ";",
    "0",
    "1",
    "5",
    "+",
    "-",
    "\v",
    "%",
    "/",
    "..",
    "x",
    "Content-Length: 3\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Transfer-Encoding: identity\r\n",
    "Host: b\r\n",
    "Connection: upgrade\r\nUpgrade: h2c\r\n",
    "HTTP/1.0",
    "chunked",
    "\xff",
};

std::string mutated(Random& random) {
    std::string bytes{seeds[random.below(seeds.size())]};
    for (auto changes = random.below(4); changes > 0; --changes) {
        const auto at = random.below(bytes.size() + 1);
        const auto cut = std::min<std::size_t>(random.below(4), bytes.size() - at);
        if (random.below(2) == 0)
            bytes.insert(at, spices[random.below(spices.size())]);
        else
            bytes.replace(at, cut, random.below(2) == 0 ? "" : spices[random.below(spices.size())]);
    }
    return bytes + "GET /next HTTP/1.1\r\nHost: a\r\n\r\n";
}

TEST(Differential, SEC_H1_what_we_accept_a_second_parser_reads_the_same) {
    SeededRandom random{20261122};
    int accepted = 0;
    for (int i = 0; i < 200'000; ++i) {
        const auto bytes = mutated(random);
        const auto ours = read_ours(bytes);
        if (!ours) continue;
        ++accepted;
        ASSERT_EQ(read_theirs(bytes), ours) << bytes;
    }
    EXPECT_GT(accepted, 20'000);
}

void append_case(std::ofstream& file, std::string_view bytes) {
    const auto size = static_cast<std::uint32_t>(bytes.size());
    for (const unsigned shift : {24U, 16U, 8U, 0U}) file.put(static_cast<char>(size >> shift));
    file << bytes;
}

/// What h11 says of each case of the file; Debian's Python has it.
std::vector<std::string> read_by_h11(const std::filesystem::path& file) {
    const auto command = fmt::format(
        "/usr/bin/python3 {}/src/net/testing/h11_reader.py {}", OTPOST_SOURCE_DIR, file.string()
    );
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> output{
        popen(command.c_str(), "r"), pclose
    };
    std::string text;
    std::array<char, 4096> buffer{};
    for (std::size_t got = 1; got > 0; text.append(buffer.data(), got))
        got = std::fread(buffer.data(), 1, buffer.size(), output.get());
    std::vector<std::string> lines;
    std::istringstream stream{text};
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

TEST(Differential, SEC_H1_what_we_accept_a_third_parser_reads_the_same_or_refuses) {
    if (std::system("/usr/bin/python3 -c 'import h11' 2>/dev/null") != 0)
        GTEST_SKIP() << "python3-h11 is not installed";
    constexpr std::size_t wanted = 10'000;
    SeededRandom random{20261123};
    const std::filesystem::path path = testing::TempDir() + fmt::format("otpost-h11-{}", getpid());
    std::ofstream file(path, std::ios::binary);
    std::vector<std::string> cases;
    std::vector<std::string> expected;
    while (cases.size() < wanted) {
        const auto bytes = mutated(random);
        const auto ours = read_ours(bytes);
        if (!ours) continue;
        const auto body = ours->body.empty() ? "-" : crypto::hex(ours->body);
        expected.push_back(fmt::format("{} {} {} {}", ours->method, ours->target, body, ours->size)
        );
        cases.push_back(bytes);
        append_case(file, bytes);
    }
    file.close();
    const auto theirs = read_by_h11(path);
    std::filesystem::remove(path);
    ASSERT_EQ(theirs.size(), wanted);
    std::size_t refused = 0;
    for (std::size_t i = 0; i < wanted; ++i) {
        if (theirs[i] == "refused")
            ++refused;
        else
            ASSERT_EQ(theirs[i], expected[i]) << cases[i];
    }
    EXPECT_LT(refused, wanted / 10);
}

}  // namespace
}  // namespace otpost::net
