// SPDX-License-Identifier: Apache-2.0
#include "site/documents.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace otpost::site {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Profile house() {
    return {
        .brand = "Ot & post",
        .tagline = "Verify",
        .public_url = "https://sms.example.com",
        .support_email = "help@example.com",
        .terms_version = "2026-11",
        .window_minutes = 20,
        .cancel_after_seconds = 60,
        .content_minutes = 5,
        .minimum_age = 18
    };
}

TEST(Documents, OursSayWhatTheHouseDoes) {
    const std::string terms = html_of_markdown(usual_text(Document::terms, house()));
    EXPECT_THAT(terms, HasSubstr("<h1>Terms of use</h1>"));
    EXPECT_THAT(terms, HasSubstr("Ot &amp; post, version 2026-11"));
    EXPECT_THAT(terms, HasSubstr("When 20 minutes have passed"));
    EXPECT_THAT(terms, HasSubstr("from 60 seconds after the start on"));
    EXPECT_THAT(terms, HasSubstr("at least 18 years"));
    const std::string privacy = html_of_markdown(usual_text(Document::privacy, house()));
    EXPECT_THAT(privacy, HasSubstr("5 minutes after it was shown"));
    EXPECT_THAT(privacy, HasSubstr("mailto:help@example.com"));
    for (const std::string& text : {terms, privacy}) EXPECT_THAT(text, Not(HasSubstr("{")));
}

TEST(Documents, CancelAtAnyTimeWhereNothingIsWaitedFor) {
    Profile at_once = house();
    at_once.cancel_after_seconds = 0;
    EXPECT_THAT(usual_text(Document::terms, at_once), HasSubstr("has come, at any time."));
}

TEST(Documents, HtmlInATextOfTheHousesOwnIsLeftOut) {
    const std::string html =
        html_of_markdown("# Terms\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1)) ok");
    EXPECT_THAT(html, HasSubstr("<h1>Terms</h1>"));
    EXPECT_THAT(html, Not(HasSubstr("<script")));
    EXPECT_THAT(html, Not(HasSubstr("javascript:")));
    EXPECT_THAT(html, HasSubstr("ok"));
}

TEST(Page, WhatTheHouseSaysOfItselfIsEscaped) {
    Profile evil = house();
    evil.brand = "<script>";
    evil.public_url = "https://x.example\"><b>";
    const std::string html =
        document(evil, {.path = "/terms", .title = "A <i>", .description = "\"'"}, "<p>main</p>");
    EXPECT_THAT(html, Not(HasSubstr("<script>")));
    EXPECT_THAT(html, Not(HasSubstr("<i>")));
    EXPECT_THAT(html, Not(HasSubstr("<b>")));
    EXPECT_THAT(html, HasSubstr("<p>main</p>"));
    EXPECT_THAT(html, HasSubstr(R"(<a href="/terms" aria-current="page">Terms</a>)"));
}

}  // namespace
}  // namespace otpost::site
