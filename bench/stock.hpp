// SPDX-License-Identifier: Apache-2.0
// A store to measure on: customers with money and an API key, a supplier with numbers.
#pragma once

#include "base/id.hpp"
#include "base/secret.hpp"

#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

namespace otpost::bench {

struct Customer {
    AccountId account;
    WalletId wallet;
    std::string api_key;
};

struct Offer {
    std::string country;
    std::string service;
    std::string service_name;
    std::int64_t service_id = 0;
};

struct StockPlan {
    int customers = 1000;
    int numbers_per_country = 200;
    /// Slugs; empty: every service that is sold.
    std::vector<std::string> services{};
};

struct Stock {
    std::vector<Customer> customers;
    std::vector<Offer> offers;
    std::string ingest_secret;

    const Customer& any_customer(std::mt19937_64& chance) const {
        return customers[chance() % customers.size()];
    }

    const Offer& any_offer(std::mt19937_64& chance) const {
        return offers[chance() % offers.size()];
    }
};

inline constexpr std::string_view ingest_path = "/ingest/http/bench";

/// Fills the store, which is made if it is not there. `store` is empty for SQLite in `data`.
Stock fill_store(
    const std::filesystem::path& data, const std::string& store, const StockPlan& plan
);

/// A request that leases a number of any offer for any customer.
void append_lease_request(const Stock& stock, std::mt19937_64& chance, std::string& out);

}  // namespace otpost::bench
