// SPDX-License-Identifier: Apache-2.0
// The measures that need little: extraction, start-up, the disk.
#include "api/limits.hpp"
#include "measures.hpp"
#include "messages/extract/extract.hpp"
#include "net/timer.hpp"
#include "server.hpp"
#include "stock.hpp"

#include <boost/json.hpp>

#include <ctime>
#include <fcntl.h>
#include <fstream>
#include <stdexcept>
#include <unistd.h>

namespace otpost::bench {

namespace {

namespace fs = std::filesystem;

struct Message {
    std::string sender;
    std::string text;
};

std::vector<Message> labelled_messages() {
    std::ifstream file(OTPOST_SOURCE_DIR "/tests/data/extract/dev.jsonl");
    std::vector<Message> messages;
    for (std::string line; std::getline(file, line);) {
        const auto value = boost::json::parse(line);
        messages.push_back(
            {value.at("sender").as_string().c_str(), value.at("text").as_string().c_str()}
        );
    }
    return messages;
}

double processor_seconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

}  // namespace

void measure_extraction() {
    note("extraction ...");
    const auto messages = labelled_messages();
    if (messages.empty()) throw std::runtime_error("no labelled messages");
    const auto extractor = messages::Extractor::from_embedded();
    std::size_t done = 0;
    std::size_t codes = 0;
    const auto start = processor_seconds();
    while (processor_seconds() - start < 2) {
        for (const auto& message : messages)
            codes += extractor.extract(message.sender, message.text).code ? 1 : 0;
        done += messages.size();
    }
    const double rate = static_cast<double>(done) / (processor_seconds() - start);
    if (codes == 0) throw std::runtime_error("no codes found");
    print_figure("extraction", rate, "messages/s of one core");
}

void measure_limits() {
    note("rate limits ...");
    api::LimitSettings settings;
    settings.raise();
    const net::SystemTimer timer;
    const net::SteadyClock clock{timer};
    api::Limits limits{settings, clock, 1};
    constexpr std::uint64_t callers = 1000;
    std::int64_t done = 0;
    std::size_t headers = 0;
    const auto start = processor_seconds();
    while (processor_seconds() - start < 1) {
        for (std::uint64_t caller = 0; caller < callers; ++caller) {
            api::LimitStanding standing = limits.begin(api::LimitClass::reads);
            for (const auto subject :
                 {api::LimitSubject::address, api::LimitSubject::account, api::LimitSubject::key})
                limits.admit(standing, subject, caller);
            net::Response response;
            api::Limits::tell(standing, response);
            headers += response.headers.size();
        }
        done += callers;
    }
    const double seconds = processor_seconds() - start;
    if (headers == 0) throw std::runtime_error("no limit was told");
    print_figure("limits", seconds / static_cast<double>(done) * 1e9, "ns of a processor");
}

void measure_start(const fs::path& folder) {
    note("start-up ...");
    const fs::path demo = folder / "demo";
    {
        const Server fresh(demo, {}, Start::demo);
        print_figure("start_fresh_demo", fresh.seconds_to_ready() * 1000, "ms");
        print_figure("start_fresh_demo_resident", fresh.process().resident_megabytes(), "MB");
    }
    const fs::path data = folder / "existing";
    fill_store(data, {}, {});
    std::vector<double> times;
    std::vector<double> sizes;
    for (int i = 0; i < 5; ++i) {
        const Server server(data, {}, Start::production);
        times.push_back(server.seconds_to_ready() * 1000);
        sizes.push_back(server.process().resident_megabytes());
    }
    print_figure("start_existing", percentile(times, 0.5), "ms");
    print_figure("start_existing_resident", percentile(sizes, 0.5), "MB");
}

void measure_disk(const fs::path& folder) {
    note("flushes of the disk ...");
    constexpr std::size_t page = 4096;
    constexpr off_t pages = 256;
    const fs::path path = folder / "flush";
    const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) throw std::runtime_error("can't write " + path.string());
    const std::string bytes(page, 'x');
    std::vector<double> times;
    for (off_t i = 0; i < 4 * pages; ++i) {
        const auto start = SteadyClock::now();
        const auto written =
            pwrite(file, bytes.data(), page, (i % pages) * static_cast<off_t>(page));
        const bool flushed = written == static_cast<ssize_t>(page) && fdatasync(file) == 0;
        if (!flushed) throw std::runtime_error("the disk refuses");
        // The first round makes the file grow, which a log that is reused does not.
        if (i >= pages) times.push_back(seconds_since(start) * 1e6);
    }
    close(file);
    print_figure("disk_flush_p50", percentile(times, 0.50), "us");
    print_figure("disk_flush_p99", percentile(times, 0.99), "us");
}

}  // namespace otpost::bench
