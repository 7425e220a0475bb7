// SPDX-License-Identifier: Apache-2.0
#include "crypto/signing.hpp"

#include <openssl/evp.h>

namespace otpost::crypto {

namespace {

struct FreeDigestContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

using DigestContext = std::unique_ptr<EVP_MD_CTX, FreeDigestContext>;

struct FreeKey {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};

const unsigned char* octets(std::span<const std::byte> bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

void require(bool done) {
    if (!done) throw CryptoFailure{"Ed25519"};
}

}  // namespace

void SigningKey::Free::operator()(void* key) const {
    EVP_PKEY_free(static_cast<EVP_PKEY*>(key));
}

SigningKey::SigningKey(const Key& seed)
    : key_(EVP_PKEY_new_raw_private_key(
          EVP_PKEY_ED25519, nullptr, octets(seed.reveal()), seed.reveal().size()
      )) {
    require(key_ != nullptr);
    auto* const out = reinterpret_cast<unsigned char*>(public_key_.data());
    std::size_t size = public_key_.size();
    require(EVP_PKEY_get_raw_public_key(static_cast<EVP_PKEY*>(key_.get()), out, &size) == 1);
}

Signature SigningKey::sign(ByteView message) const {
    const DigestContext context{EVP_MD_CTX_new()};
    require(context != nullptr);
    auto* const key = static_cast<EVP_PKEY*>(key_.get());
    require(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key) == 1);
    Signature signature{};
    std::size_t size = signature.size();
    auto* const out = reinterpret_cast<unsigned char*>(signature.data());
    require(EVP_DigestSign(context.get(), out, &size, message.octets(), message.size()) == 1);
    return signature;
}

bool is_signed(const PublicKey& by, ByteView message, const Signature& signature) {
    const std::unique_ptr<EVP_PKEY, FreeKey> key{
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, octets(by), by.size())
    };
    const DigestContext context{EVP_MD_CTX_new()};
    require(context != nullptr);
    // Not every 32 bytes are a key; those that are none have signed nothing.
    if (!key || EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1)
        return false;
    return EVP_DigestVerify(
               context.get(), octets(signature), signature.size(), message.octets(), message.size()
           ) == 1;
}

}  // namespace otpost::crypto
