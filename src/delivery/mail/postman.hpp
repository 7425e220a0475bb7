// SPDX-License-Identifier: Apache-2.0
// Sends what is in the outbox of emails, one after the other: claims one in a transaction, has it
// carried, and takes it out in another. What fails is tried again later; what dies in between is
// claimed again, perhaps by another node. Several postmen share the work. Lives on the edge's
// thread.
#pragma once

#include "db/database.hpp"
#include "delivery/mail/courier.hpp"
#include "delivery/mail/letter.hpp"
#include "net/counters.hpp"
#include "net/timer.hpp"
#include "outbox/email.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <memory>
#include <string>

namespace otpost::delivery::mail {

struct Sender {
    Letterhead letterhead;
    std::string from;  ///< its address
};

struct MailCounters {
    net::Counter sent;
    net::Counter failed;   ///< attempts
    net::Counter refused;  ///< for good
};

class Postman {
public:
    /// They outlive it.
    struct Parts {
        db::Database& database;
        net::Timer& timer;
        const crypto::Key& key;
        MailCounters& counters;
    };

    Postman(
        const Parts& parts,
        Sender sender,
        std::unique_ptr<Carrier> carrier,
        const boost::asio::any_io_executor& executor
    );

    /// The email that is due for longest, if any; how long to pause until the next.
    boost::asio::awaitable<Duration> send_one();

    /// The end: nothing more is begun, and what is on its way has a few seconds.
    boost::asio::awaitable<void> finish();

private:
    class Busy;

    boost::asio::awaitable<Carried> carry(const outbox::ClaimedEmail& email);
    boost::asio::awaitable<void> put_down(outbox::ClaimedEmail email, Carried carried);

    Parts parts_;
    Sender sender_;
    Courier courier_;
    std::unique_ptr<net::Alarm> done_;
    bool busy_ = false;
    bool finishing_ = false;
};

}  // namespace otpost::delivery::mail
