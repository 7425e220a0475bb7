// SPDX-License-Identifier: Apache-2.0
#include "leased.hpp"

#include "base/secret.hpp"
#include "base/time.hpp"
#include "connection.hpp"
#include "load.hpp"
#include "suppliers/http/http_supplier.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <poll.h>
#include <stdexcept>

namespace otpost::bench {

namespace {

namespace json = boost::json;

constexpr std::size_t in_flight_max = 64;

Leased leased_from(std::string_view body) {
    const auto lease = json::parse(json::string_view{body.data(), body.size()});
    return {
        lease.at("id").as_string().c_str(),
        lease.at("number").as_string().c_str(),
        lease.at("service_name").as_string().c_str()
    };
}

}  // namespace

std::vector<Leased> open_leases(
    const Server& server, const Stock& stock, std::size_t count, std::size_t customers
) {
    Stock few = stock;
    few.customers.resize(customers);
    std::mt19937_64 chance{std::random_device{}()};
    std::vector<std::unique_ptr<Connection>> connections;
    connections.reserve(in_flight_max);
    for (std::size_t i = 0; i < in_flight_max; ++i)
        connections.push_back(std::make_unique<Connection>(server.port()));
    std::vector<Leased> leased;
    std::string request;
    while (leased.size() < count) {
        for (const auto& connection : connections) {
            request.clear();
            append_lease_request(few, chance, request);
            connection->send(request);
        }
        for (const auto& connection : connections) {
            const auto answer = connection->ask({});
            if (answer.status == 201)
                leased.push_back(leased_from(answer.body));
            else
                throw std::runtime_error("no lease: " + answer.body);
        }
    }
    return leased;
}

std::string code_request(const Leased& lease, const std::string& secret) {
    const json::object message{
        {"id", "bench-" + lease.id},
        {"to", lease.number},
        {"from", lease.service_name},
        {"text", "Your " + lease.service_name + " code is 481927"}
    };
    const std::string body = json::serialize(message);
    const std::string now = std::to_string(to_micros(SystemClock{}.now()) / 1'000'000);
    return fmt::format(
        "POST {} HTTP/1.1\r\nHost: localhost\r\nX-Otpost-Timestamp: {}\r\n"
        "X-Otpost-Signature: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
        ingest_path,
        now,
        suppliers::http::signature(Secret{secret}, now, body),
        body.size(),
        body
    );
}

}  // namespace otpost::bench
