// SPDX-License-Identifier: Apache-2.0
// A storm of sign-ins beside customers who poll a lease: what a password costs must not be paid by
// who is signed in already (SEC-P4).
#include "connection.hpp"
#include "leased.hpp"
#include "measures.hpp"
#include "server.hpp"
#include "stock.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace otpost::bench {

namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

constexpr int attackers = 200;
constexpr int pollers = 4;
constexpr milliseconds pace{4};  ///< of each poller: 1,000 polls a second in all
constexpr std::chrono::seconds retry_after{1};

std::string sign_in_request(int attacker, std::int64_t attempt) {
    const std::string body = fmt::format(
        R"({{"email":"stranger{}-{}@example.com","password":"not the right one at all"}})",
        attacker,
        attempt
    );
    return fmt::format(
        "POST /v1/auth/sign-in HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
        "Content-Length: {}\r\n\r\n{}",
        body.size(),
        body
    );
}

/// Two hundred who try to sign in, each again at once, or after a second where the server is busy.
class Storm {
public:
    explicit Storm(std::uint16_t port) {
        for (int i = 0; i < attackers; ++i)
            threads_.emplace_back([this, port, i](const std::stop_token& stop) {
                attack(port, i, stop);
            });
    }

    Storm(const Storm&) = delete;
    Storm& operator=(const Storm&) = delete;

    /// All at once: one after the other the rest would storm on meanwhile.
    ~Storm() {
        for (auto& thread : threads_) thread.request_stop();
    }

    std::int64_t hashed() const { return hashed_; }

    std::int64_t turned_away() const { return turned_away_; }

private:
    void attack(std::uint16_t port, int number, const std::stop_token& stop) {
        const auto source = 2 + static_cast<unsigned>(number % 50);
        Connection connection{port, source};
        try {
            for (std::int64_t attempt = 0; !stop.stop_requested(); ++attempt) {
                const auto answer = connection.ask(sign_in_request(number, attempt));
                if (answer.status == 503) {
                    ++turned_away_;
                    std::this_thread::sleep_for(retry_after);
                } else {
                    ++hashed_;
                }
            }
        } catch (const std::runtime_error& error) {
            note(fmt::format("attacker {} gave up: {}", number, error.what()));
        }
    }

    std::atomic<std::int64_t> hashed_ = 0;
    std::atomic<std::int64_t> turned_away_ = 0;
    std::vector<std::jthread> threads_;
};

/// Milliseconds of each poll at a steady pace. One that is late does not put off the next.
std::vector<double> poll_for(
    std::uint16_t port, const std::string& request, std::chrono::milliseconds length
) {
    std::mutex mutex;
    std::vector<double> all;
    std::vector<std::jthread> threads;
    threads.reserve(pollers);
    for (int i = 0; i < pollers; ++i)
        threads.emplace_back([&, port] {
            Connection connection{port};
            std::vector<double> times;
            const auto end = SteadyClock::now() + length;
            for (auto due = SteadyClock::now(); due < end; due += pace) {
                std::this_thread::sleep_until(due);
                if (connection.ask(request).status == 200)
                    times.push_back(seconds_since(due) * 1000);
            }
            const std::lock_guard lock{mutex};
            all.insert(all.end(), times.begin(), times.end());
        });
    threads.clear();
    return all;
}

}  // namespace

void measure_sign_in_storm(const fs::path& folder, const Length& length) {
    note("storm of sign-ins ...");
    const fs::path data = folder / "sign-in";
    const Stock stock = fill_store(data, {}, {.customers = 1, .numbers_per_country = 10});
    Server server(data, {}, Start::production);
    const auto lease = open_leases(server, stock, 1, 1).at(0);
    const auto request = get_request("/v1/leases/" + lease.id, stock.customers.at(0).api_key);
    const auto turn = length.round * length.rounds;
    auto calm = poll_for(server.port(), request, turn);
    std::optional<Storm> storm;
    storm.emplace(server.port());
    std::this_thread::sleep_for(std::chrono::seconds{2});
    const auto before = storm->hashed();
    auto stormy = poll_for(server.port(), request, turn);
    const auto hashed = storm->hashed() - before;
    const auto turned_away = storm->turned_away();
    storm.reset();
    server.stop();
    const double seconds = std::chrono::duration<double>(turn).count();
    print_figure("sign_in_storm_hashes", static_cast<double>(hashed) / seconds, "sign-ins/s");
    print_figure("sign_in_storm_turned_away", static_cast<double>(turned_away), "answers of 503");
    for (const auto& [name, share] : {std::pair{"p50", 0.5}, std::pair{"p99", 0.99}})
        print_figure(
            fmt::format("sign_in_storm_poll_{}", name),
            percentile(stormy, share),
            "ms",
            percentile(calm, share)
        );
}

}  // namespace otpost::bench
