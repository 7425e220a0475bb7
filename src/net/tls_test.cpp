// SPDX-License-Identifier: Apache-2.0
// SEC-H4 over the wire, with certificates made here.
#include "net/server_fixture.hpp"

#include <boost/asio/post.hpp>
#include <gmock/gmock.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <future>
#include <memory>
#include <string>
#include <unistd.h>

namespace otpost::net {
namespace {

template <class T, void (*release)(T*)>
struct Release {
    void operator()(T* thing) const { release(thing); }
};

using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY, EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Release<X509, X509_free>>;
using Context = std::unique_ptr<SSL_CTX, Release<SSL_CTX, SSL_CTX_free>>;
using Ssl = std::unique_ptr<SSL, Release<SSL, SSL_free>>;
using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

void write_pair(const TlsFiles& files, const char* name) {
    const Key key{EVP_EC_gen("P-256")};
    const Certificate certificate{X509_new()};
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key.get());
    auto* const subject = X509_get_subject_name(certificate.get());
    std::string text = name;
    X509_NAME_add_entry_by_txt(
        subject, "CN", MBSTRING_ASC, reinterpret_cast<unsigned char*>(text.data()), -1, -1, 0
    );
    X509_set_issuer_name(certificate.get(), subject);
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    const File certificate_file{std::fopen(files.certificate_file.c_str(), "w"), std::fclose};
    PEM_write_X509(certificate_file.get(), certificate.get());
    const File key_file{std::fopen(files.key_file.c_str(), "w"), std::fclose};
    PEM_write_PrivateKey(key_file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
}

class TlsTest : public ServerTest {
protected:
    TlsTest() {
        std::string pattern = ::testing::TempDir() + "otpost-tls-XXXXXX";
        folder_ = mkdtemp(pattern.data());
        files_ = TlsFiles{folder_ / "certificate.pem", folder_ / "key.pem"};
        write_pair(files_, "first");
        options.tls = files_;
    }

    ~TlsTest() override { std::filesystem::remove_all(folder_); }

    struct Handshake {
        bool done = false;
        std::string version;
        std::string subject;
    };

    /// A handshake of a client with such settings.
    template <class Configure>
    Handshake shake(Configure configure) {
        testing::RawClient client{running->port()};
        const Context context{SSL_CTX_new(TLS_client_method())};
        SSL_CTX_set_security_level(context.get(), 0);
        configure(context.get());
        const Ssl ssl{SSL_new(context.get())};
        SSL_set_fd(ssl.get(), client.fd());
        Handshake result;
        result.done = SSL_connect(ssl.get()) == 1;
        if (!result.done) return result;
        result.version = SSL_get_version(ssl.get());
        const Certificate certificate{SSL_get1_peer_certificate(ssl.get())};
        char name[64] = {};
        auto* const subject = X509_get_subject_name(certificate.get());
        X509_NAME_get_text_by_NID(subject, NID_commonName, name, sizeof name);
        result.subject = name;
        return result;
    }

    std::optional<std::string> reload() {
        std::promise<std::optional<std::string>> reason;
        boost::asio::post(running->context(), [&] {
            reason.set_value(running->server().reload());
        });
        return reason.get_future().get();
    }

    std::filesystem::path folder_;
    TlsFiles files_;
};

TEST_F(TlsTest, SEC_H4_speaks_1_3_and_1_2_and_nothing_older) {
    start();
    EXPECT_EQ(shake([](SSL_CTX*) {}).version, "TLSv1.3");
    const auto only = [](int version) {
        return [version](SSL_CTX* context) {
            SSL_CTX_set_min_proto_version(context, version);
            SSL_CTX_set_max_proto_version(context, version);
        };
    };
    EXPECT_EQ(shake(only(TLS1_2_VERSION)).version, "TLSv1.2");
    EXPECT_FALSE(shake(only(TLS1_1_VERSION)).done);
    EXPECT_FALSE(shake(only(TLS1_VERSION)).done);
}

TEST_F(TlsTest, SEC_H4_takes_only_forward_secret_authenticated_suites_and_good_curves) {
    start();
    const auto suite = [](const char* cipher) {
        return [cipher](SSL_CTX* context) {
            SSL_CTX_set_max_proto_version(context, TLS1_2_VERSION);
            SSL_CTX_set_cipher_list(context, cipher);
        };
    };
    EXPECT_TRUE(shake(suite("ECDHE-ECDSA-AES128-GCM-SHA256")).done);
    EXPECT_TRUE(shake(suite("ECDHE-ECDSA-AES256-GCM-SHA384")).done);
    EXPECT_TRUE(shake(suite("ECDHE-ECDSA-CHACHA20-POLY1305")).done);
    EXPECT_FALSE(shake(suite("ECDHE-ECDSA-AES128-SHA256")).done);
    EXPECT_FALSE(shake(suite("ECDHE-ECDSA-AES128-SHA")).done);
    EXPECT_FALSE(shake(suite("AES128-GCM-SHA256")).done);
    const auto curve = [](const char* name) {
        return [name](SSL_CTX* context) { SSL_CTX_set1_groups_list(context, name); };
    };
    EXPECT_TRUE(shake(curve("X25519")).done);
    EXPECT_TRUE(shake(curve("P-384")).done);
    EXPECT_FALSE(shake(curve("P-521")).done);
}

TEST_F(TlsTest, requests_streams_and_large_bodies_work) {
    start();
    auto client = testing::RawClient::tls(running->port());
    EXPECT_EQ(client.request("POST", "/echo", "hello").body, "hello");
    EXPECT_EQ(client.request("GET", "/ip").body, "127.0.0.1 tls");
    EXPECT_EQ(client.request("GET", "/big").body.size(), 8U * 1024 * 1024);
    EXPECT_EQ(client.request("POST", "/echo", std::string(60'000, 'y')).body.size(), 60'000U);
    client.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(client.read_head().status, 200U);
    EXPECT_THAT(client.read_event(), ::testing::ElementsAre("id: 1", "event: tick", "data: hello"));
}

TEST_F(TlsTest, SEC_H2_a_handshake_that_does_not_go_on_is_cut_off) {
    start();
    testing::RawClient client{running->port()};
    client.send("\x16\x03\x01");
    EXPECT_TRUE(client.closed_by_server());
    EXPECT_EQ(running->server().counters().handshakes_failed.value(), 1);
}

TEST_F(TlsTest, plain_http_to_the_tls_port_is_refused) {
    start();
    testing::RawClient client{running->port()};
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(client.read_response().status, 0U);
    EXPECT_EQ(handled(), 0);
}

TEST_F(TlsTest, reload_takes_the_new_certificate_and_keeps_connections) {
    start();
    auto before = testing::RawClient::tls(running->port());
    EXPECT_EQ(shake([](SSL_CTX*) {}).subject, "first");
    write_pair(files_, "second");
    EXPECT_EQ(reload(), std::nullopt);
    EXPECT_EQ(shake([](SSL_CTX*) {}).subject, "second");
    EXPECT_EQ(before.request("GET", "/still").body, "/still");
}

TEST_F(TlsTest, reload_of_a_broken_pair_keeps_the_old_one_and_says_why) {
    start();
    std::ofstream{files_.key_file} << "nonsense";
    const auto reason = reload();
    ASSERT_TRUE(reason);
    EXPECT_THAT(*reason, ::testing::HasSubstr("key.pem"));
    EXPECT_EQ(shake([](SSL_CTX*) {}).subject, "first");
}

TEST_F(TlsTest, a_server_without_its_certificate_does_not_start) {
    std::filesystem::remove(files_.certificate_file);
    EXPECT_THROW(start(), std::runtime_error);
}

}  // namespace
}  // namespace otpost::net
