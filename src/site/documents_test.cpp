// SPDX-License-Identifier: Apache-2.0
#include "site/documents.hpp"

#include "site/texts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace otpost::site {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Profile house() {
    return {
        .brand = "Ot & post",
        .tagline = {{Language::en, "Verify"}},
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
    const std::string terms = html_of_markdown(usual_text(Document::terms, house(), Language::en));
    EXPECT_THAT(terms, HasSubstr("<h1>Terms of use</h1>"));
    EXPECT_THAT(terms, HasSubstr("Ot &amp; post, version 2026-11"));
    EXPECT_THAT(terms, HasSubstr("After 20 minutes without a code"));
    EXPECT_THAT(terms, HasSubstr("from 60 seconds after the start on"));
    EXPECT_THAT(terms, HasSubstr("at least 18 years"));
    const std::string privacy =
        html_of_markdown(usual_text(Document::privacy, house(), Language::en));
    EXPECT_THAT(privacy, HasSubstr("5 minutes after it was shown"));
    EXPECT_THAT(privacy, HasSubstr("mailto:help@example.com"));
    for (const std::string& text : {terms, privacy}) EXPECT_THAT(text, Not(HasSubstr("{")));
}

TEST(Documents, OursAreCompleteInEachLanguage) {
    for (const Language language : all_languages) {
        for (const Document kind : {Document::terms, Document::privacy}) {
            const std::string html = html_of_markdown(usual_text(kind, house(), language));
            EXPECT_THAT(html, Not(HasSubstr("{"))) << code_of(language);
            EXPECT_THAT(html, HasSubstr("Ot &amp; post")) << code_of(language);
        }
        const std::string terms = usual_text(Document::terms, house(), language);
        const std::string privacy = usual_text(Document::privacy, house(), language);
        const Texts& texts = texts_in(language);
        for (const std::string& figure : {texts.minutes(20), texts.seconds(60), std::string{"18"}})
            EXPECT_THAT(terms, HasSubstr(figure)) << code_of(language);
        EXPECT_THAT(privacy, HasSubstr(texts.minutes(5))) << code_of(language);
        EXPECT_THAT(privacy, HasSubstr("help@example.com")) << code_of(language);
    }
}

TEST(Documents, CancelAtAnyTimeWhereNothingIsWaitedFor) {
    Profile at_once = house();
    at_once.cancel_after_seconds = 0;
    EXPECT_THAT(
        usual_text(Document::terms, at_once, Language::en), HasSubstr("has come, at any time.")
    );
}

TEST(Documents, HtmlInATextOfTheHousesOwnIsLeftOut) {
    const std::string html =
        html_of_markdown("# Terms\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1)) ok");
    EXPECT_THAT(html, HasSubstr("<h1>Terms</h1>"));
    EXPECT_THAT(html, Not(HasSubstr("<script")));
    EXPECT_THAT(html, Not(HasSubstr("javascript:")));
    EXPECT_THAT(html, HasSubstr("ok"));
}

TEST(Documents, TheElementOfATextTakesItsLanguage) {
    EXPECT_THAT(
        html_of_markdown("# Reglas", language_mark(Language::es, Language::ar)),
        HasSubstr(R"(<article class="text" lang="es" dir="ltr"><h1>Reglas</h1>)")
    );
}

TEST(Page, WhatTheHouseSaysOfItselfIsEscaped) {
    Profile evil = house();
    evil.brand = "<script>";
    evil.public_url = "https://x.example\"><b>";
    const std::string html = document(
        evil, {}, {.path = "/terms", .title = "A <i>", .description = "\"'"}, "<p>main</p>"
    );
    EXPECT_THAT(html, Not(HasSubstr("<script>")));
    EXPECT_THAT(html, Not(HasSubstr("<i>")));
    EXPECT_THAT(html, Not(HasSubstr("<b>")));
    EXPECT_THAT(html, HasSubstr("<p>main</p>"));
    EXPECT_THAT(html, HasSubstr(R"(<a href="/terms" aria-current="page">Terms</a>)"));
}

TEST(Page, ItIsThereInEachLanguageAndSaysWhichItIs) {
    const std::string html = document(
        house(),
        {Language::ar, true},
        {.path = "/prices?service=x", .title = "", .description = ""},
        ""
    );
    EXPECT_THAT(html, HasSubstr(R"(<html lang="ar" dir="rtl">)"));
    EXPECT_THAT(
        html,
        HasSubstr(
            R"(rel="canonical" href="https://sms.example.com/prices?service=x&amp;language=ar")"
        )
    );
    for (const Language language : all_languages) {
        const std::string code{code_of(language)};
        EXPECT_THAT(html, HasSubstr("hreflang=\"" + code + "\" href=\"https://sms.example.com/"));
        EXPECT_THAT(html, HasSubstr(std::string{texts_in(language).name}));
    }
    EXPECT_THAT(html, HasSubstr(R"(href="/register?language=ar")"))
        << "the dashboard goes on in it";
}

}  // namespace
}  // namespace otpost::site
