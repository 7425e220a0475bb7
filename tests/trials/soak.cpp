// SPDX-License-Identifier: Apache-2.0
// Does it grow? Resident memory and open descriptors of the house over a long time at a steady
// pace: the slope of a straight line with its confidence, in the second half: the first fills its
// caches.
#include "patrol.hpp"
#include "statistics.hpp"
#include "trials.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sys/types.h>
#include <thread>

namespace otpost::trials {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds sample_interval{5};
constexpr double seconds_per_hour = 3600;

double resident_kib(pid_t process) {
    std::ifstream status(fmt::format("/proc/{}/status", process));
    for (std::string word; status >> word;) {
        double kib = 0;
        if (word == "VmRSS:" && status >> kib) return kib;
    }
    return 0;
}

double descriptors(pid_t process) {
    const fs::directory_iterator entries(fmt::format("/proc/{}/fd", process));
    return static_cast<double>(std::distance(begin(entries), end(entries)));
}

struct Samples {
    std::vector<Sample> resident;
    std::vector<Sample> descriptors;
    std::vector<Sample> p99;
    std::vector<double> first_half;
    std::vector<double> second_half;
};

void add_slope(json::object& figures, const std::string& name, std::vector<Sample> samples) {
    samples.erase(
        samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(samples.size() / 5)
    );
    if (samples.empty()) return;
    const Line line = fit(samples);
    figures[name + "_first"] = samples.front().y;
    figures[name + "_last"] = samples.back().y;
    figures[name + "_per_hour"] = line.slope;
    figures[name + "_per_hour_margin"] = line.margin;
}

}  // namespace

int run_soak(const TrialOptions& options, const SoakOptions& soak) {
    crash::House house(options.engine);
    house.configure("[leases]\nquarantine_seconds = 1\n[log]\nlevel = \"error\"\n");
    house.start();
    Samples samples;
    std::size_t requests = 0;
    std::size_t failures = 0;
    {
        Patrol patrol(house, "soak", {.requests_per_second = soak.requests_per_second});
        const auto begin = Clock::now();
        const auto duration = std::chrono::duration<double>{soak.minutes * 60};
        for (auto next = begin; Clock::now() < begin + duration;) {
            next += sample_interval;
            std::this_thread::sleep_until(next);
            const std::chrono::duration<double> since = Clock::now() - begin;
            const double hours = since.count() / seconds_per_hour;
            const auto latencies = patrol.take_latencies();
            requests += latencies.size();
            samples.resident.push_back({hours, resident_kib(house.process().id())});
            samples.descriptors.push_back({hours, descriptors(house.process().id())});
            samples.p99.push_back({hours, percentile(latencies, 0.99)});
            auto& half = since < duration / 2 ? samples.first_half : samples.second_half;
            half.insert(half.end(), latencies.begin(), latencies.end());
        }
        failures = patrol.failures();
    }
    json::object figures{
        {"minutes", soak.minutes}, {"requests", requests}, {"failed_requests", failures}
    };
    add_slope(figures, "rss_kib", samples.resident);
    add_slope(figures, "descriptors", samples.descriptors);
    add_slope(figures, "p99_ms", samples.p99);
    add_percentiles(figures, "first_half", samples.first_half);
    add_percentiles(figures, "second_half", samples.second_half);
    EXPECT_EQ(house.terminate(), 0) << house.process().errors();
    EXPECT_GT(house.verified_leases(), 0);
    EXPECT_LT(failures * 100, requests) << "too much was refused to be a soak";
    return conclude("soak", options, figures);
}

}  // namespace otpost::trials
