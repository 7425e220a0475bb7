// SPDX-License-Identifier: Apache-2.0
#include "connection.hpp"
#include "growth.hpp"
#include "lease_load.hpp"
#include "measures.hpp"
#include "server.hpp"

#include <fmt/format.h>

#include <cmath>
#include <functional>
#include <stdexcept>

namespace otpost::bench {

namespace {

namespace fs = std::filesystem;

constexpr int requests = 2'000;

/// One size of the store, named by its percentage in the figures.
class Size {
public:
    Size(const fs::path& data, double share)
        : data_(data),
          name_(fmt::format("growth_{:g}%", share * 100)),
          stock_(grow_store(data, GrowthPlan{}.scaled(share))),
          server_(data, {}, Start::production),
          connection_(server_.port()) {}

    bool measure(const Length& length) {
        const auto bytes = static_cast<double>(fs::file_size(data_ / "otpost.db"));
        print("store", bytes / 1e9, "GB");
        print("start", server_.seconds_to_ready() * 1000, "ms");
        time("offers_page", [] { return std::string{"/v1/offers?limit=50"}; });
        time("offers_of_service", [this] { return "/v1/offers?service=" + any_offer().service; });
        time("statement_page", [] { return std::string{"/v1/wallet/transfers?limit=50"}; });
        time("lease_history_page", [] { return std::string{"/v1/leases?limit=50"}; });
        time("wallet", [] { return std::string{"/v1/wallet"}; });
        time_requests("lease_alone", 201, [this] {
            std::string request;
            append_lease_request(stock_, chance_, request);
            return request;
        });
        LeaseLoad load(server_, stock_);
        for (int i = 0; i < length.rounds; ++i) load.run(length.round);
        print("leases", load.tally().rate(), "leases/s");
        load.print_details(name_);
        print("resident", server_.process().resident_megabytes(), "MB");
        server_.stop();
        const auto start = SteadyClock::now();
        const bool is_whole = ledger_verifies(data_, {});
        print("ledger_verify", seconds_since(start), "s");
        return is_whole;
    }

private:
    void print(std::string_view what, double value, std::string_view unit) {
        print_figure(fmt::format("{}_{}", name_, what), value, unit);
    }

    const Offer& any_offer() { return stock_.any_offer(chance_); }

    /// Each request by another customer.
    void time(std::string_view what, const std::function<std::string()>& path) {
        time_requests(what, 200, [&] {
            return get_request(path(), stock_.any_customer(chance_).api_key);
        });
    }

    /// One after the other, so that a latency is the server's own.
    void time_requests(
        std::string_view what, unsigned status, const std::function<std::string()>& next
    ) {
        std::vector<double> times;
        for (int i = 0; i < requests; ++i) {
            const std::string request = next();
            const auto start = SteadyClock::now();
            const auto answer = connection_.ask(request);
            times.push_back(seconds_since(start) * 1000);
            if (answer.status != status) throw std::runtime_error(answer.body);
        }
        print(fmt::format("{}_p50", what), percentile(times, 0.50), "ms");
        print(fmt::format("{}_p99", what), percentile(times, 0.99), "ms");
    }

    fs::path data_;
    std::string name_;
    Stock stock_;
    std::mt19937_64 chance_{7};
    Server server_;
    Connection connection_;
};

}  // namespace

bool measure_growth(const fs::path& folder, const Length& length) {
    bool all_whole = true;
    for (const double share : length.growth) {
        const fs::path data = folder / "grown";
        all_whole = Size{data, share}.measure(length) && all_whole;
        fs::remove_all(data);
    }
    return all_whole;
}

}  // namespace otpost::bench
