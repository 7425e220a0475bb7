// SPDX-License-Identifier: Apache-2.0
#include "client.hpp"

#include "base/time.hpp"
#include "crypto/encoding.hpp"
#include "crypto/hash.hpp"

#include <fmt/format.h>

namespace otpost::crash {

Answer Client::get(std::string_view path) {
    return exchange("GET", path, {}, fmt::format("Authorization: Bearer {}\r\n", api_key_));
}

Answer Client::post(
    std::string_view path, std::string_view body, std::string_view idempotency_key
) {
    const auto headers = fmt::format(
        "Authorization: Bearer {}\r\nContent-Type: application/json\r\nIdempotency-Key: {}\r\n",
        api_key_,
        idempotency_key
    );
    return exchange("POST", path, body, headers);
}

Answer Client::deliver(const Sms& sms) {
    const auto body = json::serialize(
        json::object{{"id", sms.id}, {"to", sms.to}, {"from", sms.from}, {"text", sms.text}}
    );
    const auto seconds = std::to_string(to_micros(SystemClock{}.now()) / 1'000'000);
    const auto signature = crypto::hmac_sha256(ingest_secret_, {seconds, ".", body});
    const auto headers = fmt::format(
        "X-Otpost-Timestamp: {}\r\nX-Otpost-Signature: v1={}\r\n", seconds, crypto::hex(signature)
    );
    return exchange("POST", "/ingest/http/demo-http", body, headers);
}

Answer Client::exchange(
    std::string_view method,
    std::string_view path,
    std::string_view body,
    const std::string& headers
) {
    try {
        if (!connection_) connection_.emplace(port_, patience_);
    } catch (const std::runtime_error&) {
        return {};
    }
    auto response = connection_->request(method, path, body, headers);
    // A server that died in the middle of an answer has not given one.
    const bool is_whole = response.header("content-length") == std::to_string(response.body.size());
    if (!is_whole) response.status = 0;
    if (response.status == 0 || response.header("connection") == "close") connection_.reset();
    return {response.status, response.body, std::move(response)};
}

}  // namespace otpost::crash
