// SPDX-License-Identifier: Apache-2.0
#include "suppliers/twilio/twilio_supplier.hpp"

#include "suppliers/supplier_fixture.hpp"

#include <gtest/gtest.h>

namespace otpost::suppliers::twilio {
namespace {

constexpr std::string_view token = "tok_12345";
constexpr std::string_view url = "https://sms.example.com/in/twilio";

/// As Twilio's own SDK signs it for `url`?op=7 and the body below.
constexpr std::string_view sdk_signature = "0WoMrzM/zu6JkZw5JrxTRuL0oyo=";
constexpr std::string_view sdk_body =
    "MessageSid=SM0123456789abcdef0123456789abcdef&From=%2B447700900123&To=%2B15005550006"
    "&Body=Your+code+is+123-456+%E2%9C%93&NumMedia=0&NumSegments=1";

class TwilioSupplierTest : public SupplierTest {
protected:
    static net::Request call(
        std::string_view body, std::string_view signature_text, std::string_view query = "?op=7"
    ) {
        net::Request request;
        request.method = net::Method::post;
        request.target = "/ingest/twilio/main" + std::string{query};
        request.body = body;
        request.add_header("x-twilio-signature", signature_text);
        request.add_header("host", "attacker.example");
        return request;
    }

    Result<Webhook> read(
        const net::Request& request,
        const std::vector<std::string>& tokens = {std::string{token}},
        std::string_view public_url = url
    ) {
        return make_adapter(setup(tokens, std::string{public_url}))->read_webhook(request, Time{});
    }
};

TEST_F(TwilioSupplierTest, SecW3_TestVectorOfTheSdk) {
    const auto fields = net::parse_form(sdk_body).value();
    EXPECT_EQ(
        signature(Secret{std::string{token}}, std::string{url} + "?op=7", fields), sdk_signature
    );
}

TEST_F(TwilioSupplierTest, M1_GenuineMessageIsRead) {
    const auto webhook = read(call(sdk_body, sdk_signature)).value();
    ASSERT_EQ(webhook.messages.size(), 1U);
    const auto& message = webhook.messages[0];
    EXPECT_EQ(message.supplier_message_id, "SM0123456789abcdef0123456789abcdef");
    EXPECT_EQ(message.to, "+15005550006");
    EXPECT_EQ(message.from.reveal(), "+447700900123");
    EXPECT_EQ(message.text.reveal(), "Your code is 123-456 \xE2\x9C\x93");
}

TEST_F(TwilioSupplierTest, SecW3_StandardPortMayStandInTheUrlOrNot) {
    EXPECT_TRUE(read(
        call(sdk_body, sdk_signature), {std::string{token}}, "https://sms.example.com:443/in/twilio"
    ));
    EXPECT_FALSE(read(
        call(sdk_body, sdk_signature),
        {std::string{token}},
        "https://sms.example.com:8443/in/twilio"
    ));
}

TEST_F(TwilioSupplierTest, SecW3_BothTokensHoldDuringARotation) {
    EXPECT_TRUE(read(call(sdk_body, sdk_signature), {"new", std::string{token}}));
    EXPECT_FALSE(read(call(sdk_body, sdk_signature), {"new"}));
    EXPECT_FALSE(read(call(sdk_body, sdk_signature), {}));
}

TEST_F(TwilioSupplierTest, SecW3_ForgeriesAreRefused) {
    const std::string changed = std::string{sdk_body} + "0";
    const net::Request forgeries[] = {
        call(changed, sdk_signature),
        call(sdk_body, ""),
        call(sdk_body, "nonsense"),
        call(sdk_body, "AAAA"),
        call(sdk_body, sdk_signature, "?op=8"),
        call(sdk_body, sdk_signature, ""),
    };
    for (const net::Request& forgery : forgeries) {
        const auto refused = read(forgery);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::signature_invalid);
    }
}

TEST_F(TwilioSupplierTest, SecW3_RepeatedFieldsAreSignedSortedAndOnce) {
    const Secret key{"key"};
    const std::vector<net::FormField> twice{{"b", "2"}, {"a", "1"}, {"b", "1"}, {"b", "2"}};
    const std::vector<net::FormField> sorted{{"a", "1"}, {"b", "1"}, {"b", "2"}};
    EXPECT_EQ(signature(key, url, twice), signature(key, url, sorted));
    EXPECT_EQ(signature(key, std::string{url} + "#rc=2", sorted), signature(key, url, sorted));
}

TEST_F(TwilioSupplierTest, M1_WhatIsMissingIsRefused) {
    const auto attempt = [&](std::string_view body) {
        const auto fields = net::parse_form(body).value();
        const auto signed_text = signature(Secret{std::string{token}}, url, fields);
        return read(call(body, signed_text, ""));
    };
    EXPECT_TRUE(attempt("MessageSid=SM1&From=a&To=%2B15005550006&Body="));
    for (const char* body :
         {"From=a&To=%2B15005550006&Body=b",
          "MessageSid=&From=a&To=%2B15005550006&Body=b",
          "MessageSid=SM1&To=%2B15005550006&Body=b",
          "MessageSid=SM1&From=a&Body=b",
          "MessageSid=SM1&From=a&To=%2B15005550006",
          "MessageSid=SM1%00&From=a&To=%2B15005550006&Body=b",
          "MessageSid=%FF&From=a&To=%2B15005550006&Body=b"}) {
        const auto refused = attempt(body);
        ASSERT_FALSE(refused) << body;
        EXPECT_EQ(refused.error().code, ErrorCode::invalid_request);
    }
    const std::string long_id(201, 'S');
    EXPECT_FALSE(attempt("MessageSid=" + long_id + "&From=a&To=%2B15005550006&Body=b"));
    EXPECT_EQ(
        attempt("MessageSid=SM1&From=a&To=12&Body=b").error().code, ErrorCode::number_invalid
    );
}

TEST_F(TwilioSupplierTest, M1_AnswerIsEmptyTwiml) {
    const auto answer = make_adapter(setup({}))->acknowledge({}, {});
    EXPECT_EQ(answer.content_type, "text/xml");
    EXPECT_EQ(answer.body, "<Response/>");
}

}  // namespace
}  // namespace otpost::suppliers::twilio
