// SPDX-License-Identifier: Apache-2.0
#include "api/ingest.hpp"

namespace otpost::api {

namespace {

/// Refusals that the sender should answer with another try; the rest are final for that message.
bool should_be_sent_again(const Error& error) {
    return error.code == ErrorCode::unavailable;
}

awaitable<net::Response> receive(
    const suppliers::Directory& directory,
    suppliers::Intake& intake,
    net::Request& request,
    Call& call
) {
    const auto* adapter = directory.find(request.param("adapter"), request.param("supplier"));
    if (adapter == nullptr) {
        const Error unknown{
            ErrorCode::supplier_unknown, "There is no such supplier. Check the URL.", {}, {}
        };
        co_return problem(unknown, call.moment.now);
    }
    auto webhook = adapter->read_webhook(request, call.moment.now);
    if (!webhook) co_return problem(webhook.error(), call.moment.now);
    std::vector<Result<messages::Received>> results;
    for (auto& message : webhook->messages) {
        auto received = co_await intake.take(std::move(message));
        if (!received && (should_be_sent_again(received.error()) || !webhook->is_batch))
            co_return problem(received.error(), call.moment.now);
        results.push_back(std::move(received));
    }
    co_return adapter->acknowledge(*webhook, results);
}

}  // namespace

void add_ingest_routes(
    Routes& routes, const suppliers::Directory& directory, suppliers::Intake& intake
) {
    routes.raw(
        {.method = net::Method::post,
         .path = "/ingest/{adapter}/{supplier}",
         .operation = "receive_messages",
         .summary = "Webhook of a supplier; signed as its adapter says",
         .access = Access::anyone,
         .limit = LimitClass::ingest},
        [&](net::Request& request, Call& call) { return receive(directory, intake, request, call); }
    );
}

}  // namespace otpost::api
