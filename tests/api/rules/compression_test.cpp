// SPDX-License-Identifier: Apache-2.0
// Lists that are the same for everyone come compressed to who asks for it; nothing else does.
#include "catalog/catalog.hpp"
#include "house_fixture.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <zlib.h>

namespace otpost::api_test {
namespace {

class CompressionApi : public HouseTest {
protected:
    /// Enough to be worth it.
    void add_services() {
        port();
        write([](db::Tx& tx) {
            for (int i = 0; i < 100; ++i) {
                catalog::Service service;
                service.slug = fmt::format("service{}", i);
                service.name = fmt::format("Service {}", i);
                service.category = "other";
                EXPECT_TRUE(catalog::put_service(tx, service));
            }
        });
    }

    static Reply ask(Caller caller, std::string_view target, std::string_view codings) {
        return caller.send("GET", target, {}, fmt::format("Accept-Encoding: {}\r\n", codings));
    }

    static std::string decompressed(std::string body) {
        z_stream stream{};
        EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
        std::string out(1'000'000, '\0');
        stream.next_in = reinterpret_cast<Bytef*>(body.data());
        stream.avail_in = static_cast<uInt>(body.size());
        stream.next_out = reinterpret_cast<Bytef*>(out.data());
        stream.avail_out = static_cast<uInt>(out.size());
        EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
        EXPECT_EQ(stream.avail_in, 0U);
        out.resize(stream.total_out);
        inflateEnd(&stream);
        return out;
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, CompressionApi, testing::all_engines, testing::engine_name);

TEST_P(CompressionApi, PublicListsComeAsGzipToWhoAsks) {
    add_services();
    const std::string path = "/v1/services?limit=2000";
    const Reply plain = stranger().get(path);
    ASSERT_EQ(plain.status, 200U);
    EXPECT_EQ(plain.header("content-encoding"), "");
    EXPECT_EQ(plain.header("vary"), "Accept-Encoding");
    for (int i = 0; i < 2; ++i) {
        const Reply packed = ask(stranger(), path, "gzip, br");
        EXPECT_EQ(packed.status, 200U);
        EXPECT_EQ(packed.header("content-encoding"), "gzip");
        EXPECT_EQ(packed.header("vary"), "Accept-Encoding");
        EXPECT_EQ(packed.header("content-length"), std::to_string(packed.body.size()));
        EXPECT_LT(packed.body.size() * 4, plain.body.size());
        EXPECT_EQ(decompressed(packed.body), plain.body);
    }
    EXPECT_EQ(ask(stranger(), path, "br, gzip;q=0").body, plain.body);
    EXPECT_EQ(ask(stranger(), "/v1/services?limit=5", "gzip").header("content-encoding"), "");
}

TEST_P(CompressionApi, CompressedListFollowsWhatChanges) {
    add_services();
    const std::string path = "/v1/services?limit=2000";
    ask(stranger(), path, "gzip");
    write([](db::Tx& tx) {
        catalog::Service service;
        service.slug = "newcomer";
        service.name = "Newcomer";
        service.category = "other";
        EXPECT_TRUE(catalog::put_service(tx, service));
    });
    EXPECT_TRUE(decompressed(ask(stranger(), path, "gzip").body).contains("newcomer"));
}

TEST_P(CompressionApi, WhatBelongsToAnAccountIsNeverCompressed) {
    const Person ada = add_person();
    for (int i = 0; i < 5; ++i) ASSERT_EQ(open_lease(ada).status, 201U);
    const Reply leases = ask(as(ada), "/v1/leases", "gzip");
    EXPECT_EQ(leases.status, 200U);
    EXPECT_GT(leases.body.size(), 2048U);
    EXPECT_EQ(leases.header("content-encoding"), "");
    EXPECT_EQ(leases.json.at("items").as_array().size(), 5U);
}

}  // namespace
}  // namespace otpost::api_test
