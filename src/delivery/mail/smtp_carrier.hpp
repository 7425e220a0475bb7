// SPDX-License-Identifier: Apache-2.0
// Hands messages to an SMTP server, over one connection as long as it holds. TLS from the start
// (smtps://) or before anything is said (STARTTLS), with the server's certificate checked; without
// TLS only to this machine itself.
#pragma once

#include "delivery/mail/carrier.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace otpost::delivery::mail {

enum class StartTls : std::uint8_t { required, off };

struct SmtpSettings {
    std::string url;  ///< smtps://host:port or smtp://host:port
    StartTls starttls = StartTls::required;
    std::string username;  ///< empty: without signing in
    Secret password;
    std::string ca_file;  ///< empty: the system's
    std::chrono::seconds connect_timeout{10};
    std::chrono::seconds timeout{60};  ///< of one message; less than outbox::email_claim
    std::string hello;                 ///< the domain we say we are; empty: the machine's name
    std::string resolve;               ///< `host:port:address`, instead of asking for the address
};

/// What is wrong with it; empty if nothing is. Files are not looked at.
std::string check_smtp(const SmtpSettings& settings);

class SmtpCarrier final : public Carrier {
public:
    /// For settings that check_smtp has nothing against.
    explicit SmtpCarrier(SmtpSettings settings);
    ~SmtpCarrier() override;

    Carried carry(const Parcel& parcel) override;
    void hurry() override;

private:
    struct Session;
    std::unique_ptr<Session> session_;
};

}  // namespace otpost::delivery::mail
