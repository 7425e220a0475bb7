// SPDX-License-Identifier: Apache-2.0
#include "delivery/mail/letter.hpp"

#include "delivery/mail/mime.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace otpost::delivery::mail {
namespace {

using outbox::EmailKind;
using outbox::EmailOrder;
using ::testing::HasSubstr;
using ::testing::Not;

const Letterhead letterhead{"Otpost", "https://sms.example.com", "help@example.com"};

EmailOrder order(EmailKind kind, std::string_view language = "en") {
    EmailOrder order;
    order.kind = kind;
    order.to = Personal{"ada@example.com"};
    order.language = language;
    order.values.emplace_back("code", Secret{"271828"});
    order.values.emplace_back("minutes", Secret{"10"});
    order.values.emplace_back("when", Secret{"23 November 2026, 01:53 UTC"});
    order.values.emplace_back("device", Secret{"Browser <b>\"1.0\"</b> & more"});
    order.values.emplace_back("username", Secret{"ada"});
    order.values.emplace_back("public_id", Secret{"U-7K3QX2"});
    order.values.emplace_back("reply_to", Secret{"ada@example.com"});
    order.values.emplace_back("topic", Secret{"No code"});
    order.values.emplace_back("words", Secret{"No code came.\n<b>Twice</b>"});
    return order;
}

constexpr EmailKind all_kinds[] = {
    EmailKind::verify_email,
    EmailKind::email_in_use,
    EmailKind::password_reset,
    EmailKind::password_changed,
    EmailKind::change_email,
    EmailKind::email_changed,
    EmailKind::second_factor_on,
    EmailKind::second_factor_off,
    EmailKind::recovery_code_used,
    EmailKind::refresh_token_reused,
    EmailKind::new_sign_in,
    EmailKind::support_request
};

TEST(Letter, EveryKindIsThereInEveryLanguage) {
    for (const auto language : languages()) {
        for (const EmailKind kind : all_kinds) {
            const Letter letter = write_letter(order(kind, language), letterhead);
            EXPECT_EQ(letter.language, language);
            EXPECT_FALSE(letter.subject.empty());
            EXPECT_TRUE(is_header_text(letter.subject));
            for (const std::string* text : {&letter.text.reveal(), &letter.html.reveal()}) {
                EXPECT_THAT(*text, HasSubstr("Otpost"));
                EXPECT_THAT(*text, HasSubstr("help@example.com"));
                EXPECT_GT(text->size(), 200U);
            }
            // Nothing was left unfilled.
            EXPECT_THAT(letter.text.reveal(), Not(HasSubstr("{")));
        }
    }
}

TEST(Letter, A3_CodeIsInTheBodyAndNotInTheSubject) {
    for (const EmailKind kind : {EmailKind::verify_email, EmailKind::change_email}) {
        const Letter letter = write_letter(order(kind), letterhead);
        EXPECT_THAT(letter.text.reveal(), HasSubstr("\n271828\n"));
        EXPECT_THAT(letter.html.reveal(), HasSubstr(">271828</p>"));
        EXPECT_THAT(letter.text.reveal(), HasSubstr("10 minutes"));
        EXPECT_THAT(letter.subject, Not(HasSubstr("271828")));
    }
}

TEST(Letter, SEC_P7_ResetIsALinkWhoseSecretNoServerSees) {
    EmailOrder reset = order(EmailKind::password_reset);
    reset.values.emplace_back("fragment", Secret{"email=ada%40example.com&code=271828"});
    const Letter letter = write_letter(reset, letterhead);
    EXPECT_THAT(
        letter.text.reveal(),
        HasSubstr("\nhttps://sms.example.com/reset#email=ada%40example.com&code=271828\n")
    );
    EXPECT_THAT(
        letter.html.reveal(),
        HasSubstr("href=\"https://sms.example.com/reset#email=ada%40example.com&amp;code=271828\"")
    );
    EXPECT_THAT(letter.subject, Not(HasSubstr("271828")));
}

TEST(Letter, A1_OwnerOfATakenEmailGetsNoCode) {
    const Letter letter = write_letter(order(EmailKind::email_in_use), letterhead);
    EXPECT_THAT(letter.text.reveal(), Not(HasSubstr("271828")));
    EXPECT_THAT(letter.html.reveal(), HasSubstr("href=\"https://sms.example.com/forgot\""));
}

TEST(Letter, ValuesAreEscapedInHtml) {
    Letterhead evil = letterhead;
    evil.brand = "A<script>alert('1')</script>&Co {code}";
    evil.url = "https://x.example/\"onclick=\"evil()";
    const Letter letter = write_letter(order(EmailKind::new_sign_in), evil);
    const std::string& html = letter.html.reveal();
    EXPECT_THAT(html, HasSubstr("Browser &lt;b&gt;&quot;1.0&quot;&lt;/b&gt; &amp; more"));
    EXPECT_THAT(html, Not(HasSubstr("<script>")));
    EXPECT_THAT(html, Not(HasSubstr("\"onclick")));
    // What a value holds is not filled in again.
    EXPECT_THAT(html, HasSubstr("&amp;Co {code}"));
    EXPECT_THAT(html, Not(HasSubstr("271828")));
    EXPECT_THAT(letter.text.reveal(), HasSubstr("Browser <b>\"1.0\"</b> & more"));
}

TEST(Letter, ParagraphOfAValueThatIsNotThereIsLeftOut) {
    Letterhead without = letterhead;
    without.support.clear();
    const Letter letter = write_letter(order(EmailKind::verify_email), without);
    EXPECT_THAT(letter.text.reveal(), Not(HasSubstr("Questions")));
    EXPECT_THAT(letter.html.reveal(), Not(HasSubstr("Questions")));
}

TEST(Letter, WhatAPersonWroteKeepsItsLines) {
    const Letter letter = write_letter(order(EmailKind::support_request), letterhead);
    EXPECT_THAT(letter.text.reveal(), HasSubstr("\nNo code came.\n<b>Twice</b>\n"));
    EXPECT_THAT(
        letter.html.reveal(), HasSubstr("<p>No code came.<br>\n&lt;b&gt;Twice&lt;/b&gt;</p>")
    );
}

TEST(Letter, ArabicIsReadFromTheRight) {
    const Letter letter = write_letter(order(EmailKind::verify_email, "ar"), letterhead);
    EXPECT_THAT(letter.html.reveal(), HasSubstr(R"(<html lang="ar" dir="rtl">)"));
    EXPECT_THAT(letter.html.reveal(), HasSubstr(">271828</p>"));
}

TEST(Letter, EachLanguageSaysWhatEnglishSays) {
    for (const EmailKind kind : all_kinds) {
        const auto paragraphs = [&](std::string_view language) {
            const Letter letter = write_letter(order(kind, language), letterhead);
            return std::ranges::count(letter.text.reveal(), '\n');
        };
        for (const auto language : languages()) EXPECT_EQ(paragraphs(language), paragraphs("en"));
    }
}

TEST(Letter, UnknownLanguageIsEnglish) {
    EXPECT_EQ(write_letter(order(EmailKind::verify_email, "tlh"), letterhead).language, "en");
}

}  // namespace
}  // namespace otpost::delivery::mail
