// SPDX-License-Identifier: Apache-2.0
#include "app/mail_config.hpp"

#include "app/private_file.hpp"
#include "delivery/mail/mime.hpp"

#include <fmt/format.h>

namespace otpost::app {

namespace fs = std::filesystem;

namespace {

void check_smtp_settings(const MailConfig& config, std::vector<std::string>& faults) {
    if (const auto fault = delivery::mail::check_smtp(smtp_settings(config)); !fault.empty())
        faults.push_back("mail.smtp " + fault);
    if (config.from.empty())
        faults.emplace_back("mail.from is missing: the address that emails are sent from");
    if (config.username.empty() != config.password_file.empty())
        faults.emplace_back("mail.username and mail.password_file go together: set both");
}

void check_mail_files(const MailConfig& config, std::vector<std::string>& faults) {
    std::error_code ignored;
    if (!config.password_file.empty()) {
        if (!fs::is_regular_file(config.password_file, ignored))
            faults.push_back(
                fmt::format("mail.password_file: there is no file {}", config.password_file)
            );
        else if (is_open_to_others(config.password_file))
            faults.push_back(fmt::format(
                "{} is open to others: chmod 600 it, and change it if they read it",
                config.password_file
            ));
    }
    if (!config.ca_file.empty() && !fs::is_regular_file(config.ca_file, ignored))
        faults.push_back(fmt::format("mail.ca_file: there is no file {}", config.ca_file));
}

}  // namespace

std::string sender_address(const MailConfig& config) {
    return config.from.empty() ? "no-reply@otpost.example" : config.from;
}

delivery::mail::SmtpSettings smtp_settings(const MailConfig& config) {
    const std::string from = sender_address(config);
    delivery::mail::SmtpSettings settings;
    settings.url = config.smtp;
    settings.starttls = config.starttls;
    settings.username = config.username;
    settings.ca_file = config.ca_file;
    settings.hello = from.substr(from.rfind('@') + 1);
    return settings;
}

void check_mail(
    const MailConfig& config, std::string_view brand, std::vector<std::string>& faults
) {
    if (!config.is_on()) {
        if (!config.from.empty() || !config.username.empty())
            faults.emplace_back(
                "mail.smtp is missing: the server that sends emails, such as "
                "smtps://mail.example.com:465"
            );
        return;
    }
    if (!config.smtp.empty()) check_smtp_settings(config, faults);
    check_mail_files(config, faults);
    if (!delivery::mail::is_plain_address(sender_address(config)))
        faults.emplace_back("mail.from must be one address such as no-reply@example.com");
    if (!delivery::mail::is_header_text(brand) || brand.empty())
        faults.emplace_back("house.brand must be a name of one line: emails are sent under it");
    if (!delivery::mail::is_header_text(config.support))
        faults.emplace_back("mail.support must be one line, such as an address");
}

}  // namespace otpost::app
