// SPDX-License-Identifier: Apache-2.0
// The house's emails: postmen with their carriers, as the configuration wants them, and the duties
// that keep the outbox small. Off when no way out is configured; then nothing may be ordered.
#pragma once

#include "app/duties.hpp"
#include "app/mail_config.hpp"
#include "delivery/mail/postman.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::app {

class Mail {
public:
    /// They outlive it.
    struct Parts {
        db::Database& database;
        net::Timer& timer;
        boost::asio::any_io_executor executor;
    };

    /// Throws if the password or the folder can't be had.
    Mail(const Parts& parts, MailConfig config, const crypto::Key& server_key);

    bool is_on() const { return config_.is_on(); }

    /// What emails in the outbox are sealed with.
    const crypto::Key& key() const { return key_; }

    /// From here on emails go out; they name `url`.
    void start(std::string_view brand, std::string_view url, Duties& duties);

    /// The end of the duties: what is on its way has a few seconds.
    boost::asio::awaitable<void> finish();

    const delivery::mail::MailCounters& counters() const { return counters_; }

    /// Of the whole store, some seconds old.
    const outbox::EmailCounts& stored() const { return stored_; }

private:
    std::unique_ptr<delivery::mail::Carrier> make_carrier() const;
    boost::asio::awaitable<Duration> count();

    Parts parts_;
    MailConfig config_;
    crypto::Key key_;
    Secret password_;
    delivery::mail::MailCounters counters_;
    outbox::EmailCounts stored_;
    std::vector<std::unique_ptr<delivery::mail::Postman>> postmen_;
};

}  // namespace otpost::app
