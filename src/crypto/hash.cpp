// SPDX-License-Identifier: Apache-2.0
#include "crypto/hash.hpp"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <memory>
#include <string>

namespace otpost::crypto {

namespace {

void require(bool done, const char* what) {
    if (!done) throw CryptoFailure{what};
}

struct FreeDigestContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

struct FreeMacContext {
    void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};

/// An HMAC context of one thread with its digest chosen; each use sets the key anew.
class HmacContext {
public:
    explicit HmacContext(const char* digest) {
        // Fetching takes a lock and a look-up: once per process, and never given back.
        static EVP_MAC* const hmac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
        require(hmac != nullptr, "HMAC is not available");
        context_.reset(EVP_MAC_CTX_new(hmac));
        require(context_ != nullptr, "HMAC context");
        std::string name = digest;
        const OSSL_PARAM params[] = {
            OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name.data(), name.size()),
            OSSL_PARAM_construct_end(),
        };
        require(EVP_MAC_CTX_set_params(context_.get(), params) == 1, "HMAC digest");
    }

    template <std::size_t size>
    void run(ByteView key, std::span<const ByteView> parts, std::array<std::byte, size>& out) {
        EVP_MAC_CTX* const context = context_.get();
        require(EVP_MAC_init(context, key.octets(), key.size(), nullptr) == 1, "HMAC key");
        for (const ByteView part : parts)
            require(EVP_MAC_update(context, part.octets(), part.size()) == 1, "HMAC update");
        std::size_t written = 0;
        auto* const octets = reinterpret_cast<unsigned char*>(out.data());
        require(EVP_MAC_final(context, octets, &written, size) == 1, "HMAC final");
        require(written == size, "HMAC size");
    }

private:
    std::unique_ptr<EVP_MAC_CTX, FreeMacContext> context_;
};

Digest256 sha256_of(std::span<const ByteView> parts) {
    static EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    thread_local const std::unique_ptr<EVP_MD_CTX, FreeDigestContext> context{EVP_MD_CTX_new()};
    require(algorithm != nullptr && context != nullptr, "SHA-256 is not available");
    require(EVP_DigestInit_ex2(context.get(), algorithm, nullptr) == 1, "SHA-256 init");
    for (const ByteView part : parts)
        require(EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1, "SHA-256 update");
    Digest256 out{};
    auto* const octets = reinterpret_cast<unsigned char*>(out.data());
    require(EVP_DigestFinal_ex(context.get(), octets, nullptr) == 1, "SHA-256 final");
    return out;
}

Digest256 hmac_sha256_of(ByteView key, std::span<const ByteView> parts) {
    thread_local HmacContext context{"SHA256"};
    Digest256 out{};
    context.run(key, parts, out);
    return out;
}

}  // namespace

Digest256 sha256(ByteView data) {
    return sha256_of(std::span{&data, 1});
}

Digest256 sha256(std::initializer_list<ByteView> parts) {
    return sha256_of(parts);
}

Digest256 hmac_sha256(ByteView key, ByteView data) {
    return hmac_sha256_of(key, std::span{&data, 1});
}

Digest256 hmac_sha256(ByteView key, std::initializer_list<ByteView> parts) {
    return hmac_sha256_of(key, parts);
}

Digest384 hmac_sha384(ByteView key, ByteView data) {
    thread_local HmacContext context{"SHA384"};
    Digest384 out{};
    context.run(key, std::span{&data, 1}, out);
    return out;
}

Digest160 hmac_sha1(ByteView key, std::initializer_list<ByteView> parts) {
    thread_local HmacContext context{"SHA1"};
    Digest160 out{};
    context.run(key, parts, out);
    return out;
}

}  // namespace otpost::crypto
