// SPDX-License-Identifier: Apache-2.0
#include "connection.hpp"
#include "measures.hpp"
#include "server.hpp"
#include "stock.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <sys/resource.h>
#include <thread>

namespace otpost::bench {

namespace {

namespace fs = std::filesystem;

constexpr unsigned sources = 20;
/// Of the server's own: the store, the log, the listener.
constexpr std::size_t other_files = 200;

/// As many files as the system lets this process and its children have.
std::size_t files_allowed(std::size_t wanted) {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    const rlimit raised{
        std::max<rlim_t>(wanted, limit.rlim_max), std::max<rlim_t>(wanted, limit.rlim_max)
    };
    if (setrlimit(RLIMIT_NOFILE, &raised) != 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
    getrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur;
}

/// Until the server says that it has as many, for at most half a minute.
void await_streams(const Server& server, std::size_t count) {
    const auto start = SteadyClock::now();
    while (seconds_since(start) < 30) {
        if (server.metric("otpost_event_streams_open") >= static_cast<double>(count)) return;
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
    note("not all streams opened");
}

}  // namespace

void measure_idle_streams(const fs::path& folder, const Length& length) {
    const auto wanted = static_cast<std::size_t>(length.idle_streams);
    const auto count = std::min(wanted, files_allowed(wanted + other_files) - other_files);
    note(fmt::format("{} idle streams ...", count));
    const fs::path data = folder / "streams";
    const Stock stock = fill_store(data, {}, {.customers = 1000, .numbers_per_country = 1});
    const Server server(data, {}, Start::production);
    const double before = server.process().resident_megabytes();
    std::vector<std::unique_ptr<Connection>> streams;
    const auto start = SteadyClock::now();
    for (std::size_t i = 0; i < count; ++i) {
        const auto source = 2 + static_cast<unsigned>(i) % sources;
        streams.push_back(std::make_unique<Connection>(server.port(), source));
        const auto& key = stock.customers[i % stock.customers.size()].api_key;
        streams.back()->send(get_request("/v1/events", key));
    }
    await_streams(server, count);
    const double opened = seconds_since(start);
    const double after = server.process().resident_megabytes();
    const auto streams_open = static_cast<double>(count);
    print_figure("idle_streams", streams_open, "streams");
    print_figure("idle_streams_opened", streams_open / opened, "streams/s");
    print_figure("idle_streams_resident", after, "MB");
    print_figure("idle_stream_memory", (after - before) * 1024 / streams_open, "kB/stream");
    print_figure("idle_streams_per_megabyte", streams_open / (after - before), "streams/MB");
}

}  // namespace otpost::bench
