// SPDX-License-Identifier: Apache-2.0
// The TLS settings of a server (SEC-H4): TLS 1.2 and 1.3, forward secrecy, authenticated ciphers.
#pragma once

#include "net/server.hpp"

#include <openssl/types.h>

#include <memory>

namespace otpost::net {

struct SslFree {
    void operator()(SSL* ssl) const noexcept;
};

using SslPtr = std::unique_ptr<SSL, SslFree>;

/// Connections made from it keep it alive. Throws std::runtime_error with the reason.
std::shared_ptr<SSL_CTX> make_tls_context(const TlsFiles& files);

/// The server's end of one connection.
SslPtr make_server_ssl(SSL_CTX& context, int socket);

}  // namespace otpost::net
