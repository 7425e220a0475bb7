// SPDX-License-Identifier: Apache-2.0
#include "api/static_files.hpp"

#include <gtest/gtest.h>

namespace otpost::api {
namespace {

TEST(AcceptEncoding, ACodingIsTakenWhereItIsNamedWithAnyWeightButNone) {
    for (const char* header : {"gzip", "br, gzip", "br,\tgzip ;q=1", "gzip;q=0.5", "gzip; q=0.001"})
        EXPECT_TRUE(accepts_coding(header, "gzip")) << header;
    for (const char* header : {"", "br", "x-gzip", "gzip;q=0", "gzip; q=0.000", "gzip;q=0 , br"})
        EXPECT_FALSE(accepts_coding(header, "gzip")) << header;
}

}  // namespace
}  // namespace otpost::api
