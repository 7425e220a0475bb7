// SPDX-License-Identifier: Apache-2.0
#include "lease_load.hpp"
#include "measures.hpp"
#include "testing/postgres_server.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <stdexcept>

namespace otpost::bench {

namespace {

namespace fs = std::filesystem;

constexpr int clients = 16;

/// What a command prints; throws when it fails.
std::string output_of(const std::string& command) {
    std::FILE* const pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) throw std::runtime_error("can't run " + command);
    std::string output;
    std::array<char, 4096> chunk{};
    while (const auto size = std::fread(chunk.data(), 1, chunk.size(), pipe))
        output.append(chunk.data(), size);
    if (pclose(pipe) != 0) throw std::runtime_error(command + ": " + output);
    return output;
}

/// Customers and offers in tables, by number, so that pgbench can draw them.
void write_tables(const fs::path& file, const Stock& stock) {
    std::ofstream out(file);
    out << "BEGIN;\n"
           "CREATE TABLE bench_customer (n BIGINT PRIMARY KEY, account BIGINT, wallet BIGINT);\n"
           "CREATE TABLE bench_offer (n BIGINT PRIMARY KEY, country TEXT, service TEXT);\n";
    for (std::size_t i = 0; i < stock.customers.size(); ++i) {
        out << fmt::format(
            "INSERT INTO bench_customer VALUES ({}, {}, {});\n",
            i,
            stock.customers[i].account.value(),
            stock.customers[i].wallet.value()
        );
    }
    for (std::size_t i = 0; i < stock.offers.size(); ++i) {
        out << fmt::format(
            "INSERT INTO bench_offer VALUES ({}, '{}', '{}');\n",
            i,
            stock.offers[i].country,
            stock.offers[i].service
        );
    }
    out << "COMMIT;\nANALYZE bench_customer;\nANALYZE bench_offer;\n";
}

class Pgbench {
public:
    Pgbench(const fs::path& folder, std::string url, const Stock& stock)
        : url_(std::move(url)),
          script_(folder / "lease.pgbench") {
        const fs::path tables = folder / "tables.sql";
        write_tables(tables, stock);
        const std::string function = OTPOST_SOURCE_DIR "/bench/lease_function.sql";
        for (const std::string& file : {tables.string(), function})
            output_of(fmt::format("psql -qX -v ON_ERROR_STOP=1 -f {} '{}' 2>&1", file, url_));
        std::ofstream(script_) << fmt::format(
            "\\set customer random(0, {})\n\\set offer random(0, {})\n"
            "\\set pick random(0, 2147483647)\n\\set answer_key random(1, 9000000000000000000)\n"
            "SELECT bench_lease(:customer, :offer, :pick, :answer_key);\n",
            stock.customers.size() - 1,
            stock.offers.size() - 1
        );
    }

    Tally run(std::chrono::milliseconds length) const {
        const auto seconds = std::max<std::int64_t>(1, length.count() / 1000);
        const auto output = output_of(fmt::format(
            "pgbench -n -M prepared -c {} -j 1 -T {} -f {} '{}' 2>&1",
            clients,
            seconds,
            script_.string(),
            url_
        ));
        constexpr std::string_view before_rate = "tps = ";
        const auto at = output.find(before_rate);
        if (at == std::string::npos) throw std::runtime_error("pgbench: " + output);
        const double rate = std::strtod(output.c_str() + at + before_rate.size(), nullptr);
        const auto time = static_cast<double>(seconds);
        return {static_cast<std::int64_t>(rate * time), time};
    }

private:
    std::string url_;
    fs::path script_;
};

}  // namespace

bool measure_postgres_leases(const fs::path& folder, const Length& length) {
    note("leases on PostgreSQL ...");
    testing::PostgresServer postgres(testing::Medium::disk);
    postgres.run("CREATE DATABASE otpost");
    const std::string url = postgres.url("otpost");
    const fs::path data = folder / "postgres";
    const Stock stock = fill_store(data, url, {.numbers_per_country = 100});
    // Before the copy, so that both have the same statistics.
    output_of(fmt::format("psql -qX -c 'VACUUM ANALYZE' '{}' 2>&1", url));
    postgres.run("CREATE DATABASE direct TEMPLATE otpost");
    const Pgbench pgbench(folder, postgres.url("direct"), stock);
    Server server(data, url, Start::production);
    LeaseLoad load(server, stock);
    Tally ceiling;
    for (int i = 0; i < length.rounds; ++i) {
        load.run(length.round);
        ceiling.add(pgbench.run(length.round));
    }
    print_figure("postgres_leases", load.tally().rate(), "leases/s", ceiling.rate());
    server.stop();
    return ledger_verifies(data, url);
}

}  // namespace otpost::bench
