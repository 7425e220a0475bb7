// SPDX-License-Identifier: Apache-2.0
#include "suppliers/intake.hpp"

#include "db/async.hpp"

namespace otpost::suppliers {

boost::asio::awaitable<Result<messages::Received>> Intake::take(messages::InboundMessage message) {
    const messages::Prepared prepared = inbox_.prepare(std::move(message));
    const Moment moment{clock_.now(), ids_, random_};
    auto work = [&](db::Tx& tx) { return inbox_.receive(tx, prepared, moment); };
    auto received = co_await db::async_write(database_, std::move(work));
    if (received) {
        ++taken_;
        if (received->times == messages::Received::Times::again) ++duplicates_;
    }
    co_return received;
}

}  // namespace otpost::suppliers
