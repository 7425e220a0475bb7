// SPDX-License-Identifier: Apache-2.0
#include "identity/devices.hpp"

#include "crypto/encoding.hpp"
#include "crypto/hash.hpp"
#include "crypto/tokens.hpp"

namespace otpost::identity {

namespace {

constexpr std::string_view mac_purpose = "device:";
constexpr std::size_t nonce_length = 22;  // 131 bits of base62

std::string front_of(AccountId account) {
    return "dv_" + std::to_string(account.value()) + "_";
}

std::string signed_token(std::string body, const crypto::Key& server_key) {
    const crypto::Digest256 mac = crypto::hmac_sha256(server_key.reveal(), {mac_purpose, body});
    return std::move(body) + "_" + crypto::base64url(mac);
}

}  // namespace

Secret make_device_token(AccountId account, const crypto::Key& server_key, Random& random) {
    const std::string nonce = crypto::random_text(random, crypto::base62_alphabet, nonce_length);
    return Secret{signed_token(front_of(account) + nonce, server_key)};
}

std::optional<std::string> device_nonce(
    const Secret& token, AccountId account, const crypto::Key& server_key
) {
    const std::string front = front_of(account);
    const std::string body = token.reveal().substr(0, front.size() + nonce_length);
    if (body.size() != front.size() + nonce_length || !body.starts_with(front)) return std::nullopt;
    if (!crypto::equal_constant_time(signed_token(body, server_key), token.reveal()))
        return std::nullopt;
    return body.substr(front.size());
}

}  // namespace otpost::identity
