// SPDX-License-Identifier: Apache-2.0
#include "lease_load.hpp"

#include "connection.hpp"
#include "load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <thread>

namespace otpost::bench {

namespace {

constexpr int connections = 128;
constexpr auto warming_up = std::chrono::milliseconds{300};

}  // namespace

LeaseLoad::LeaseLoad(const Server& server, const Stock& stock) : server_(server), stock_(stock) {
    std::string request;
    append_lease_request(stock, chance_, request);
    answer_bytes_ = fetch(server.port(), request).body.size();
    run(warming_up);
    tally_ = {};
    total_ = {};
}

int LeaseLoad::run(std::chrono::milliseconds length) {
    const Written before = written();
    const auto result = run_load(
        {.port = server_.port(),
         .connections = connections,
         .depth = 1,
         .length = length,
         .status = 201,
         .next = [this](std::string& out) { append_lease_request(stock_, chance_, out); }}
    );
    note_failures("leases", result);
    tally_.add(result.good);
    // What was in flight at the end is still being written.
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
    const Written after = written();
    const double works = after.works - before.works;
    const double commits = std::max(after.commits - before.commits, 1.0);
    total_.works += works;
    total_.commits += commits;
    total_.bytes += after.bytes - before.bytes;
    total_.cpu_seconds += after.cpu_seconds - before.cpu_seconds;
    return std::max(1, static_cast<int>(std::lround(works / commits)));
}

LeaseLoad::Written LeaseLoad::written() const {
    return {
        server_.metric("otpost_store_works_total"),
        server_.metric("otpost_store_commits_total"),
        server_.process().written_bytes(),
        server_.process().cpu_seconds()
    };
}

void LeaseLoad::print_details(std::string_view engine) const {
    print_figure(
        fmt::format("{}_batch", engine),
        total_.works / std::max(total_.commits, 1.0),
        "leases/commit"
    );
    print_figure(
        fmt::format("{}_cpu", engine),
        total_.cpu_seconds * 1e6 / std::max(total_.works, 1.0),
        "us/lease"
    );
    if (total_.bytes > 0) {
        print_figure(
            fmt::format("{}_bytes", engine),
            total_.bytes / std::max(total_.works, 1.0),
            "bytes/lease"
        );
    }
}

}  // namespace otpost::bench
