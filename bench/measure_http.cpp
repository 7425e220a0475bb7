// SPDX-License-Identifier: Apache-2.0
#include "connection.hpp"
#include "load.hpp"
#include "measures.hpp"
#include "server.hpp"
#include "stock.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <fstream>

namespace otpost::bench {

namespace {

namespace fs = std::filesystem;

LoadPlan same_request(std::uint16_t port, const std::string& request, int depth) {
    return {.port = port, .connections = 64, .depth = depth, .next = [&request](std::string& out) {
                out += request;
            }};
}

Tally run(const LoadPlan& plan, std::chrono::milliseconds length, std::string_view what) {
    LoadPlan timed = plan;
    timed.length = length;
    const auto result = run_load(timed);
    note_failures(what, result);
    return result.good;
}

/// Two loads by turns, so that both see the same disturbances.
void compare(
    std::string_view name, const LoadPlan& measured, const LoadPlan& ceiling, const Length& length
) {
    note(fmt::format("{} ...", name));
    Tally own;
    Tally best;
    const auto turn = length.round / 2;
    for (int i = 0; i < 2 * length.rounds; ++i) {
        own.add(run(measured, turn, name));
        best.add(run(ceiling, turn, "ceiling"));
    }
    print_figure(name, own.rate(), "requests/s", best.rate());
}

std::string open_one_lease(const Server& server, const Stock& stock, std::string& api_key) {
    std::mt19937_64 chance{1};
    std::mt19937_64 same{1};
    std::string request;
    append_lease_request(stock, chance, request);
    same();
    api_key = stock.any_customer(same).api_key;
    const auto opened = fetch(server.port(), request);
    const auto lease = boost::json::parse(opened.body);
    return lease.at("id").as_string().c_str();
}

}  // namespace

void measure_http(const fs::path& folder, const Length& length) {
    const fs::path data = folder / "http";
    const Stock stock = fill_store(data, {}, {.customers = 10, .numbers_per_country = 10});
    Server server(data, {}, Start::production);
    const std::string health = get_request("/healthz");
    const fs::path answer = folder / "healthz";
    std::ofstream(answer) << fetch(server.port(), health).bytes;
    FixedServer fixed(answer, folder / "fixed.log");
    compare(
        "healthz",
        same_request(server.port(), health, 1),
        same_request(fixed.port(), health, 1),
        length
    );
    compare(
        "healthz_pipelined",
        same_request(server.port(), health, 16),
        same_request(fixed.port(), health, 16),
        length
    );
    std::string api_key;
    const std::string lease = open_one_lease(server, stock, api_key);
    const std::string status = get_request("/v1/leases/" + lease, api_key);
    const double before = server.process().cpu_seconds();
    const Tally polls = run(same_request(server.port(), status, 1), length.round, "lease_status");
    const double used = server.process().cpu_seconds() - before;
    print_figure("lease_status_cpu", used * 1e6 / static_cast<double>(polls.count), "us/request");
    compare(
        "lease_status",
        same_request(server.port(), status, 1),
        same_request(server.port(), health, 1),
        length
    );
}

}  // namespace otpost::bench
