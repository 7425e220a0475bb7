// SPDX-License-Identifier: Apache-2.0
#include "sim/actors/admin.hpp"

#include <fmt/format.h>

namespace otpost::sim {

using namespace std::chrono_literals;
using net::Method;

void Admin::think() {
    stage_.later(100ms + stage_.draw(setup_.think_max), [this] { act(); });
}

void Admin::act() {
    if (!stage_.one_in(8)) {
        recharge();
        return;
    }
    send(
        {.method = Method::get,
         .target = "/v1/admin/accounts?limit=3",
         .authorization = setup_.authorization,
         .actor = setup_.actor}
    );
}

void Admin::recharge() {
    const std::string& account = setup_.accounts[next_++ % setup_.accounts.size()];
    const CallSpec spec{
        .method = Method::post,
        .target = fmt::format("/v1/admin/accounts/{}/recharge", account),
        .body = fmt::format(
            R"({{"amount":"{}.{:02}","reason":"paid in cash"}})",
            stage_.below(20),
            stage_.below(100)
        ),
        .authorization = setup_.authorization,
        .idempotency_key = fmt::format("admin-{}-{}", setup_.actor, ++keys_),
        .actor = setup_.actor
    };
    if (stage_.one_in(4)) stage_.network.call(spec, [](const Answer*) {});
    send(spec);
}

void Admin::send(const CallSpec& spec) {
    stage_.network.call(spec, [this, spec](const Answer* answer) {
        const bool is_unknown = answer == nullptr || answer->status == 503;
        if (is_unknown && spec.method == Method::post)
            stage_.later(500ms + stage_.draw(3s), [this, spec] { send(spec); });
        else
            think();
    });
}

}  // namespace otpost::sim
