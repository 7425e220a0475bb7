// SPDX-License-Identifier: Apache-2.0
#include "delivery/mail/postman.hpp"

#include "base/log.hpp"
#include "db/async.hpp"
#include "delivery/mail/mime.hpp"

namespace otpost::delivery::mail {

using boost::asio::awaitable;

namespace {

using namespace std::chrono_literals;

constexpr Duration look_again = 500ms;
constexpr Duration finish_max = 8s;
constexpr int put_down_tries = 30;

}  // namespace

/// However the round ends, whoever waits for its end is told.
class Postman::Busy {
public:
    explicit Busy(Postman& postman) : postman_(postman) { postman_.busy_ = true; }

    ~Busy() {
        postman_.busy_ = false;
        postman_.done_->ring();
    }

    Busy(const Busy&) = delete;
    Busy& operator=(const Busy&) = delete;

private:
    Postman& postman_;
};

Postman::Postman(
    const Parts& parts,
    Sender sender,
    std::unique_ptr<Carrier> carrier,
    const boost::asio::any_io_executor& executor
)
    : parts_(parts),
      sender_(std::move(sender)),
      courier_(std::move(carrier)),
      done_(parts.timer.make_alarm(executor)) {}

awaitable<Duration> Postman::send_one() {
    if (finishing_) co_return look_again;
    const Busy busy{*this};
    auto claim = [this](db::Tx& tx) {
        return outbox::claim_email(tx, parts_.key, parts_.timer.now());
    };
    auto email = co_await db::async_write(parts_.database, std::move(claim));
    if (!email) co_return look_again;
    Carried carried = co_await carry(*email);
    co_await put_down(*std::move(email), std::move(carried));
    co_return Duration{0};
}

awaitable<Carried> Postman::carry(const outbox::ClaimedEmail& email) {
    const Letter letter = write_letter(email.order, sender_.letterhead);
    const Envelope envelope{
        .id = email.id,
        .date = email.created_at,
        .from_name = sender_.letterhead.brand,
        .from = sender_.from,
        .to = email.order.to
    };
    auto message = compose(envelope, letter);
    if (!message) co_return Carried{Fate::refused, "its address is none"};
    Parcel parcel{email.id, sender_.from, email.order.to, *std::move(message)};
    auto carried = co_await courier_.carry(std::move(parcel));
    co_return carried;
}

awaitable<void> Postman::put_down(outbox::ClaimedEmail email, Carried carried) {
    auto& counter = carried.fate == Fate::delivered ? parts_.counters.sent
                    : carried.fate == Fate::failed  ? parts_.counters.failed
                                                    : parts_.counters.refused;
    counter.add();
    if (carried.fate != Fate::delivered)
        log::warning(
            carried.fate == Fate::refused ? "email given up" : "email not sent yet",
            {{"email", email.id}, {"attempt", email.attempt}, {"reason", carried.reason}}
        );
    auto work = [&](db::Tx& tx) {
        switch (carried.fate) {
            case Fate::delivered:
                return outbox::email_sent(tx, email);
            case Fate::failed:
                return outbox::email_failed(tx, email, parts_.timer.now());
            case Fate::refused:
                return outbox::email_refused(tx, email, carried.reason, parts_.timer.now());
        }
    };
    // A store that is busy for a while must not make it go out twice.
    for (int i = 1;; ++i) {
        try {
            co_await db::async_write(parts_.database, work);
            co_return;
        } catch (const db::Unavailable&) {
            if (i == put_down_tries || finishing_) throw;
        }
        co_await parts_.timer.sleep_for(1s);
    }
}

awaitable<void> Postman::finish() {
    finishing_ = true;
    if (!busy_) co_return;
    courier_.hurry();
    co_await done_->wait(finish_max);
}

}  // namespace otpost::delivery::mail
