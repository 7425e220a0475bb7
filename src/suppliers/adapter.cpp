// SPDX-License-Identifier: Apache-2.0
#include "suppliers/adapter.hpp"

namespace otpost::suppliers {

Result<Webhook> Adapter::read_webhook(const net::Request&, Time) const {
    return refuse(ErrorCode::not_found, "This supplier has no webhook.");
}

net::Response Adapter::acknowledge(const Webhook&, const std::vector<Result<messages::Received>>&)
    const {
    return {.status = 204};
}

boost::asio::awaitable<void> Adapter::run() {
    co_return;
}

}  // namespace otpost::suppliers
