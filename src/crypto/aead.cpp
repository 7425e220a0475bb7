// SPDX-License-Identifier: Apache-2.0
#include "crypto/aead.hpp"

#include "base/assert.hpp"

#include <openssl/evp.h>

#include <limits>
#include <memory>
#include <string>

namespace otpost::crypto {

namespace {

constexpr std::size_t nonce_size = 12;
constexpr std::size_t tag_size = 16;
static_assert(seal_overhead == nonce_size + tag_size);
constexpr std::size_t message_size_max = std::size_t{1} << 30U;

struct FreeCipherContext {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

EVP_CIPHER_CTX* thread_context() {
    thread_local const std::unique_ptr<EVP_CIPHER_CTX, FreeCipherContext> context{
        EVP_CIPHER_CTX_new()
    };
    if (!context) throw CryptoFailure{"AES-256-GCM context"};
    return context.get();
}

const EVP_CIPHER* algorithm() {
    static EVP_CIPHER* const cipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    if (cipher == nullptr) throw CryptoFailure{"AES-256-GCM is not available"};
    return cipher;
}

void require(int outcome) {
    if (outcome != 1) throw CryptoFailure{"AES-256-GCM"};
}

const unsigned char* octets(std::span<const std::byte> bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

int length_of(ByteView bytes) {
    ASSERT(bytes.size() <= message_size_max);
    return static_cast<int>(bytes.size());
}

}  // namespace

std::vector<std::byte> seal(
    const Key& key, Random& random, ByteView plaintext, ByteView associated
) {
    std::vector<std::byte> sealed(plaintext.size() + seal_overhead);
    random.fill(std::span{sealed}.first(nonce_size));
    auto* const out = reinterpret_cast<unsigned char*>(sealed.data());
    EVP_CIPHER_CTX* const context = thread_context();
    require(EVP_EncryptInit_ex2(context, algorithm(), octets(key.reveal()), out, nullptr));
    int written = 0;
    require(
        EVP_EncryptUpdate(context, nullptr, &written, associated.octets(), length_of(associated))
    );
    unsigned char* const body = out + nonce_size;
    require(EVP_EncryptUpdate(context, body, &written, plaintext.octets(), length_of(plaintext)));
    require(EVP_EncryptFinal_ex(context, body + written, &written));
    unsigned char* const tag = body + plaintext.size();
    require(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, tag_size, tag));
    return sealed;
}

std::optional<Secret> open(const Key& key, ByteView sealed, ByteView associated) {
    if (sealed.size() < seal_overhead || sealed.size() > message_size_max) return std::nullopt;
    const std::size_t body_size = sealed.size() - seal_overhead;
    const unsigned char* const in = sealed.octets();
    EVP_CIPHER_CTX* const context = thread_context();
    require(EVP_DecryptInit_ex2(context, algorithm(), octets(key.reveal()), in, nullptr));
    int written = 0;
    require(
        EVP_DecryptUpdate(context, nullptr, &written, associated.octets(), length_of(associated))
    );
    std::string plaintext(body_size, '\0');
    auto* const out = reinterpret_cast<unsigned char*>(plaintext.data());
    const auto body_length = static_cast<int>(body_size);
    require(EVP_DecryptUpdate(context, out, &written, in + nonce_size, body_length));
    unsigned char tag[tag_size];
    std::copy_n(in + nonce_size + body_size, tag_size, tag);
    require(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, tag_size, tag));
    Secret opened{std::move(plaintext)};
    if (EVP_DecryptFinal_ex(context, tag, &written) != 1) return std::nullopt;
    return opened;
}

}  // namespace otpost::crypto
