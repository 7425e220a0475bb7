// SPDX-License-Identifier: Apache-2.0
#include "net/tls_context.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <array>
#include <stdexcept>

namespace otpost::net {

namespace {

// Mozilla's intermediate list without the DHE suites; the client's order counts.
constexpr const char* tls12_ciphers =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
    "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";
constexpr const char* groups = "X25519:P-256:P-384";

void require(bool done, std::string_view what) {
    if (done) return;
    std::array<char, 256> reason{};
    ERR_error_string_n(ERR_get_error(), reason.data(), reason.size());
    ERR_clear_error();
    throw std::runtime_error{std::string{what} + ": " + reason.data()};
}

}  // namespace

void SslFree::operator()(SSL* ssl) const noexcept {
    SSL_free(ssl);
}

std::shared_ptr<SSL_CTX> make_tls_context(const TlsFiles& files) {
    ERR_clear_error();
    const std::shared_ptr<SSL_CTX> context{SSL_CTX_new(TLS_server_method()), SSL_CTX_free};
    require(context != nullptr, "TLS context");
    auto* const raw = context.get();
    require(SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION) == 1, "TLS version");
    require(SSL_CTX_set_cipher_list(raw, tls12_ciphers) == 1, "TLS ciphers");
    require(SSL_CTX_set1_groups_list(raw, groups) == 1, "TLS groups");
    SSL_CTX_set_options(raw, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
    // Idle connections give their record buffers back: 34 KB each otherwise.
    SSL_CTX_set_mode(
        raw,
        SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
            SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER
    );
    require(
        SSL_CTX_use_certificate_chain_file(raw, files.certificate_file.c_str()) == 1,
        "certificate " + files.certificate_file
    );
    require(
        SSL_CTX_use_PrivateKey_file(raw, files.key_file.c_str(), SSL_FILETYPE_PEM) == 1,
        "key " + files.key_file
    );
    require(SSL_CTX_check_private_key(raw) == 1, "certificate and key do not match");
    return context;
}

SslPtr make_server_ssl(SSL_CTX& context, int socket) {
    SslPtr ssl{SSL_new(&context)};
    if (!ssl || SSL_set_fd(ssl.get(), socket) != 1) throw std::bad_alloc{};
    SSL_set_accept_state(ssl.get());
    return ssl;
}

}  // namespace otpost::net
