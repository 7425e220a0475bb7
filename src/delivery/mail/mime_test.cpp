// SPDX-License-Identifier: Apache-2.0
#include "delivery/mail/mime.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace otpost::delivery::mail {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr Time date{
    std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + std::chrono::hours{1} +
    std::chrono::minutes{53} + std::chrono::seconds{43}
};

Envelope envelope() {
    return {7, date, "Otpost", "no-reply@otpost.example", Personal{"ada@example.com"}};
}

Letter letter() {
    return {"en", "Hello", Secret{"One\n\nTwo = 2\n"}, Secret{"<p>One</p>\n"}};
}

TEST(Mime, HeadersAreThoseOfAnAutomaticMessage) {
    const auto message = compose(envelope(), letter());
    ASSERT_TRUE(message);
    const std::string& text = message->reveal();
    EXPECT_THAT(text, HasSubstr("Date: Mon, 23 Nov 2026 01:53:43 +0000\r\n"));
    EXPECT_THAT(text, HasSubstr("From: \"Otpost\" <no-reply@otpost.example>\r\n"));
    EXPECT_THAT(text, HasSubstr("To: <ada@example.com>\r\n"));
    EXPECT_THAT(text, HasSubstr("Subject: Hello\r\n"));
    EXPECT_THAT(text, HasSubstr("Message-ID: <otpost.7@otpost.example>\r\n"));
    EXPECT_THAT(text, HasSubstr("Auto-Submitted: auto-generated\r\n"));
    EXPECT_THAT(text, HasSubstr("Content-Type: multipart/alternative"));
    EXPECT_EQ(text, compose(envelope(), letter())->reveal());
}

TEST(Mime, LinesAreShortAndEndInCrLf) {
    Letter long_one = letter();
    long_one.text = Secret{std::string(2000, 'x') + "\n" + std::string(500, '=') + " \n"};
    long_one.subject = "K\xC3\xB6nigin " + std::string(300, 'x') + " \xE2\x82\xAC";
    std::istringstream lines{compose(envelope(), long_one)->reveal()};
    for (std::string line; std::getline(lines, line);) {
        ASSERT_TRUE(line.ends_with('\r')) << line;
        EXPECT_LE(line.size(), 79U) << line;
    }
}

TEST(Mime, SecI_LineEndsInHeadersAreRefused) {
    for (const char* evil : {"\r\nBcc: eve@example.com", "\n", "\r", "\t", "\x01", "\x7F"}) {
        Letter subject = letter();
        subject.subject += evil;
        EXPECT_FALSE(compose(envelope(), subject));
        Envelope name = envelope();
        name.from_name += evil;
        EXPECT_FALSE(compose(name, letter()));
        Envelope from = envelope();
        from.from += evil;
        EXPECT_FALSE(compose(from, letter()));
        Envelope to = envelope();
        to.to = Personal{"ada@example.com" + std::string{evil}};
        EXPECT_FALSE(compose(to, letter()));
        Letter language = letter();
        language.language += evil;
        EXPECT_FALSE(compose(envelope(), language));
    }
}

TEST(Mime, AddressIsOneAddress) {
    for (const char* good : {"ada@example.com", "a+b/c@example.co.uk", "o'neill@x.y"})
        EXPECT_TRUE(is_plain_address(good)) << good;
    for (const char* bad :
         {"",
          "ada",
          "@x.y",
          "ada@",
          "ada@x.y, eve@x.y",
          "ada@x.y>",
          "<ada@x.y",
          "a b@x.y",
          "ad\xC3\xA4@x.y"})
        EXPECT_FALSE(is_plain_address(bad)) << bad;
}

TEST(Mime, NamesAreQuotedOrEncoded) {
    Envelope quoted = envelope();
    quoted.from_name = R"(Ada "the" <first>)";
    EXPECT_THAT(
        compose(quoted, letter())->reveal(), HasSubstr(R"(From: "Ada \"the\" <first>" <no-)")
    );
    EXPECT_EQ(header_text("Caf\xC3\xA9"), "=?UTF-8?B?Q2Fmw6k=?=");
    EXPECT_EQ(header_text("=?UTF-8?B?Q2Fmw6k=?="), "=?UTF-8?B?PT9VVEYtOD9CP1EyRm13Nms9Pz0=?=");
}

TEST(Mime, QuotedPrintableKeepsWhatWasWritten) {
    EXPECT_EQ(quoted_printable("a=b \nc\xC3\xA9\n"), "a=3Db=20\r\nc=C3=A9\r\n");
    EXPECT_EQ(quoted_printable(std::string(80, 'x')), std::string(75, 'x') + "=\r\nxxxxx");
    EXPECT_EQ(quoted_printable("tab\tend "), "tab=09end=20");
    EXPECT_EQ(quoted_printable("a\r\nb"), "a=0D\r\nb");
}

TEST(Mime, NoPartCanLookLikeTheBoundary) {
    Letter evil = letter();
    evil.text = Secret{"--=_otpost_7\n--=_otpost_7--\n"};
    const std::string text = compose(envelope(), evil)->reveal();
    EXPECT_THAT(text, HasSubstr("--=3D_otpost_7"));
    std::size_t boundaries = 0;
    for (auto at = text.find("\r\n--=_otpost_7"); at != std::string::npos;
         at = text.find("\r\n--=_otpost_7", at + 1))
        ++boundaries;
    EXPECT_EQ(boundaries, 3U);
}

}  // namespace
}  // namespace otpost::delivery::mail
