// SPDX-License-Identifier: Apache-2.0
#include "api/qr_code.hpp"

#include "crypto/bytes.hpp"
#include "crypto/encoding.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace otpost::api {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string svg_of(std::string_view text) {
    constexpr std::string_view front = "data:image/svg+xml;base64,";
    const std::string url = qr_code_url(text);
    EXPECT_THAT(url, StartsWith(std::string{front}));
    const auto bytes = crypto::from_base64(url.substr(front.size())).value();
    return std::string{crypto::as_text(bytes)};
}

/// A symbol of version 1 has 21 squares on a side and finders in three corners.
TEST(QrCode, A5_IsAPictureWithAMargin) {
    const std::string svg = svg_of("otpost");
    EXPECT_THAT(svg, HasSubstr(R"(viewBox="0 0 29 29")"));
    EXPECT_THAT(svg, HasSubstr(R"(<path d="M4 4h7v1h-7z)")) << "the first finder's upper edge";
    EXPECT_THAT(svg, HasSubstr("M18 4h7v1h-7z")) << "the second one's";
    EXPECT_THAT(svg, HasSubstr("M4 24h7v1h-7z")) << "the third one's lower edge";
}

TEST(QrCode, A5_HoldsTheLongestUri) {
    EXPECT_NE(svg_of(std::string(1000, 'x')), svg_of(std::string(1000, 'y')));
}

}  // namespace
}  // namespace otpost::api
