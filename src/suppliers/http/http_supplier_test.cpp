// SPDX-License-Identifier: Apache-2.0
#include "suppliers/http/http_supplier.hpp"

#include "suppliers/supplier_fixture.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace otpost::suppliers::http {
namespace {

constexpr std::int64_t now_seconds = 1'700'000'000;
constexpr Time now = from_micros(now_seconds * 1'000'000);

class HttpSupplierTest : public SupplierTest {
protected:
    static constexpr std::string_view good =
        R"({"id":"m1","to":"+447700900001","from":"WhatsApp","text":"code 123456"})";

    static net::Request call(
        std::string_view timestamp, std::string_view signatures, std::string_view body
    ) {
        net::Request request;
        request.body = body;
        request.add_header("x-otpost-timestamp", timestamp);
        request.add_header("x-otpost-signature", signatures);
        return request;
    }

    static net::Request signed_call(
        std::string_view body, const Secret& secret, std::int64_t seconds = now_seconds
    ) {
        const auto timestamp = std::to_string(seconds);
        return call(timestamp, signature(secret, timestamp, body), body);
    }

    ErrorCode refusal(const Adapter& adapter, const net::Request& request) {
        const auto read = adapter.read_webhook(request, now);
        EXPECT_FALSE(read);
        return read ? ErrorCode::internal_error : read.error().code;
    }

    /// The field that a message with this body is refused for.
    std::string faulty_field(std::string_view body) {
        const auto adapter = make_adapter(setup({"new"}));
        const auto read = adapter->read_webhook(signed_call(body, Secret{"new"}), now);
        if (read || read.error().fields.empty()) return {};
        return read.error().fields.front().field;
    }
};

TEST_F(HttpSupplierTest, SecW3_SignatureIsHmacOfTimestampAndBody) {
    // printf '1700000000.{}' | openssl dgst -sha256 -hmac key
    EXPECT_EQ(
        signature(Secret{"key"}, "1700000000", "{}"),
        "v1=9d713ed406bb7076d4123f0dc2c39d2df5c654ed4b0cd56b52c8b4c940bd63ae"
    );
}

TEST_F(HttpSupplierTest, M1_GenuineMessageIsRead) {
    const auto adapter = make_adapter(setup({"new"}));
    const auto webhook = adapter->read_webhook(signed_call(good, Secret{"new"}), now).value();
    EXPECT_FALSE(webhook.is_batch);
    ASSERT_EQ(webhook.messages.size(), 1U);
    const auto& message = webhook.messages[0];
    EXPECT_EQ(message.supplier_message_id, "m1");
    EXPECT_EQ(message.to, "+447700900001");
    EXPECT_EQ(message.from.reveal(), "WhatsApp");
    EXPECT_EQ(message.text.reveal(), "code 123456");
    EXPECT_EQ(message.received_at, now);
    EXPECT_FALSE(message.part);
}

TEST_F(HttpSupplierTest, SecW3_BothSecretsHoldDuringARotation) {
    const auto adapter = make_adapter(setup({"new", "old"}));
    EXPECT_TRUE(adapter->read_webhook(signed_call(good, Secret{"new"}), now));
    EXPECT_TRUE(adapter->read_webhook(signed_call(good, Secret{"old"}), now));
    EXPECT_EQ(refusal(*adapter, signed_call(good, Secret{"older"})), ErrorCode::signature_invalid);
    const auto timestamp = std::to_string(now_seconds);
    const auto both = signature(Secret{"other"}, timestamp, good) + ", " +
                      signature(Secret{"old"}, timestamp, good);
    EXPECT_TRUE(adapter->read_webhook(call(timestamp, both, good), now));
}

TEST_F(HttpSupplierTest, SecW3_WithoutASecretNothingIsGenuine) {
    const auto adapter = make_adapter(setup({}));
    EXPECT_EQ(refusal(*adapter, signed_call(good, Secret{""})), ErrorCode::signature_invalid);
}

TEST_F(HttpSupplierTest, SecW3_ReplayWindowIsFiveMinutesBothWays) {
    const auto adapter = make_adapter(setup({"new"}));
    for (const std::int64_t off : {-300, 0, 300})
        EXPECT_TRUE(adapter->read_webhook(signed_call(good, Secret{"new"}, now_seconds + off), now))
            << off;
    for (const std::int64_t off : {-301, 301, -86'400})
        EXPECT_EQ(
            refusal(*adapter, signed_call(good, Secret{"new"}, now_seconds + off)),
            ErrorCode::signature_expired
        ) << off;
}

TEST_F(HttpSupplierTest, SecW3_ForgeriesAreRefused) {
    const auto adapter = make_adapter(setup({"new"}));
    const auto timestamp = std::to_string(now_seconds);
    const auto genuine = signature(Secret{"new"}, timestamp, good);
    const std::string other_body = std::string{good} + " ";
    const std::string later = std::to_string(now_seconds + 1);
    const net::Request forgeries[] = {
        call(timestamp, genuine, other_body),
        call(later, genuine, good),
        call(timestamp, "", good),
        call("", genuine, good),
        call("1700000000x", genuine, good),
        call(" 1700000000", genuine, good),
        call("99999999999999999999", genuine, good),
        call(timestamp, genuine.substr(3), good),
        call(timestamp, "v2=" + genuine.substr(3), good),
        call(timestamp, genuine.substr(0, 40), good),
        call(timestamp, genuine + "00", good),
        call(timestamp, "v1=zz", good),
        call(timestamp, ",,,", good),
    };
    for (const net::Request& forgery : forgeries)
        EXPECT_EQ(refusal(*adapter, forgery), ErrorCode::signature_invalid)
            << forgery.header("x-otpost-signature");
}

TEST_F(HttpSupplierTest, SecW3_SignatureIsCheckedBeforeTheBodyIsParsed) {
    const auto adapter = make_adapter(setup({"new"}));
    EXPECT_EQ(refusal(*adapter, signed_call("{", Secret{"bad"})), ErrorCode::signature_invalid);
    EXPECT_EQ(refusal(*adapter, signed_call("{", Secret{"new"})), ErrorCode::malformed_json);
}

TEST_F(HttpSupplierTest, M1_FaultsNameTheirField) {
    EXPECT_EQ(faulty_field("7"), "body");
    EXPECT_EQ(faulty_field(R"({"to":"+447700900001","from":"a","text":"b"})"), "id");
    EXPECT_EQ(faulty_field(R"({"id":"","to":"+447700900001","from":"a","text":"b"})"), "id");
    EXPECT_EQ(faulty_field(R"({"id":"a\u0000","to":"+447700900001","from":"a","text":"b"})"), "id");
    EXPECT_EQ(faulty_field(R"({"id":"1","to":"12","from":"a","text":"b"})"), "to");
    EXPECT_EQ(faulty_field(R"({"id":"1","to":"+447700900001","text":"b"})"), "from");
    EXPECT_EQ(faulty_field(R"({"id":"1","to":"+447700900001","from":"a"})"), "text");
    constexpr std::string_view stem = R"("id":"1","to":"+447700900001","from":"a","text":"b")";
    EXPECT_EQ(faulty_field(fmt::format(R"({{{},"received_at":"soon"}})", stem)), "received_at");
    for (const char* part :
         {"7",
          R"({"ref":1,"total":2})",
          R"({"ref":1,"total":2,"seq":3})",
          R"({"ref":1,"total":2,"seq":0})",
          R"({"ref":-1,"total":2,"seq":1})",
          R"({"ref":1,"total":256,"seq":1})"})
        EXPECT_EQ(faulty_field(fmt::format(R"({{{},"part":{}}})", stem, part)), "part") << part;
    EXPECT_EQ(faulty_field(fmt::format(R"({{{},"part":null,"received_at":null}})", stem)), "");
}

TEST_F(HttpSupplierTest, M1_BatchHasAtMostAHundred) {
    const auto adapter = make_adapter(setup({"new"}));
    const auto batch = [&](int count) {
        std::string body = "[";
        for (int i = 0; i < count; ++i) body.append(i == 0 ? "" : ",").append(good);
        return adapter->read_webhook(signed_call(body + "]", Secret{"new"}), now);
    };
    EXPECT_EQ(batch(100).value().messages.size(), 100U);
    EXPECT_TRUE(batch(1).value().is_batch);
    EXPECT_FALSE(batch(101));
}

TEST_F(HttpSupplierTest, M2_AnswerTellsFirstFromAgain) {
    using messages::Received;
    const auto adapter = make_adapter(setup({"new"}));
    Received first;
    first.message = MessageId{1};
    Received again = first;
    again.times = Received::Times::again;
    const auto one = adapter->acknowledge({{}, false}, {again});
    EXPECT_EQ(one.body, R"({"status":"duplicate","id":"ms_1"})");
    const auto batch =
        adapter->acknowledge({{}, true}, {first, refuse(ErrorCode::number_invalid, "No.")});
    EXPECT_EQ(
        batch.body,
        R"({"items":[{"status":"accepted","id":"ms_1"},)"
        R"({"status":"refused","code":"number_invalid","detail":"No."}]})"
    );
}

}  // namespace
}  // namespace otpost::suppliers::http
