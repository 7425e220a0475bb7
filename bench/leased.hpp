// SPDX-License-Identifier: Apache-2.0
// Leases that wait for their code, and the webhook calls that bring it.
#pragma once

#include "server.hpp"
#include "stock.hpp"

#include <string>
#include <vector>

namespace otpost::bench {

struct Leased {
    std::string id;
    std::string number;
    std::string service_name;
};

/// Opens leases over HTTP for the first `customers` of the stock.
std::vector<Leased> open_leases(
    const Server& server, const Stock& stock, std::size_t count, std::size_t customers
);

/// The signed call with the code for a lease; good for five minutes.
std::string code_request(const Leased& lease, const std::string& secret);

}  // namespace otpost::bench
