// SPDX-License-Identifier: Apache-2.0
// The section [mail] of the configuration: how emails leave the house, if they do.
#pragma once

#include "base/secret.hpp"
#include "delivery/mail/smtp_carrier.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::app {

struct MailConfig {
    std::string smtp;  ///< smtps://host:port or smtp://host:port
    delivery::mail::StartTls starttls = delivery::mail::StartTls::required;
    std::string from;  ///< the sender's address
    std::string username;
    std::string password_file;
    std::string ca_file;  ///< empty: the system's
    std::string support;  ///< shown below every email; may be empty
    /// Where messages are written to instead of being sent.
    std::filesystem::path folder{};

    bool is_on() const { return !smtp.empty() || !folder.empty(); }
};

/// The sender's address; one that nobody has when messages only go into a folder.
std::string sender_address(const MailConfig& config);

/// Everything but the password.
delivery::mail::SmtpSettings smtp_settings(const MailConfig& config);

/// Adds what is wrong with it, for a person. `brand` is the sender's name.
void check_mail(const MailConfig& config, std::string_view brand, std::vector<std::string>& faults);

}  // namespace otpost::app
