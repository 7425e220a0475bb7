// SPDX-License-Identifier: Apache-2.0
#include "sim/run.hpp"

#include "base/log.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <system_error>

namespace otpost::sim {

namespace {

constexpr double year_seconds = 365.25 * 86'400;

/// In memory where the machine has such a folder: only keys are kept there.
class Folder {
public:
    Folder() {
        const bool has_shm = std::filesystem::is_directory("/dev/shm");
        const auto base =
            has_shm ? std::filesystem::path{"/dev/shm"} : std::filesystem::temp_directory_path();
        auto pattern = (base / "otpost-sim-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr)
            throw std::system_error(errno, std::generic_category(), "can't make " + pattern);
        path_ = pattern;
    }

    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// What the houses log goes to a file; in a long run it tells nothing but the faults.
class LogFile {
public:
    explicit LogFile(const std::string& path)
        : file_(std::fopen(path.empty() ? "/dev/null" : path.c_str(), "w")) {
        const auto level = path.empty() ? log::Level::error : log::Level::debug;
        if (file_ == nullptr) throw std::system_error(errno, std::generic_category(), path);
        log::configure({.level = level, .format = log::Format::text, .output = file_});
    }

    LogFile(const LogFile&) = delete;
    LogFile& operator=(const LogFile&) = delete;

    ~LogFile() {
        log::configure({});
        std::fclose(file_);
    }

private:
    std::FILE* file_;
};

/// Of this process: what the machine does besides does not count.
double cpu_seconds() {
    timespec used{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

struct Sum {
    std::uint64_t runs = 0;
    RunResult all;

    void add(const RunResult& run) {
        ++runs;
        all.operations += run.operations;
        all.simulated += run.simulated;
        all.restarts += run.restarts;
        all.commits += run.commits;
        all.leases += run.leases;
        all.events_streamed += run.events_streamed;
        for (std::size_t i = 0; i < fault_count; ++i) all.faults[i] += run.faults[i];
    }

    double years() const {
        return std::chrono::duration<double>(all.simulated).count() / year_seconds;
    }

    std::string as_json(const SimOptions& options, double seconds, int violations) const {
        std::string faults;
        for (std::size_t i = 0; i < fault_count; ++i)
            faults += fmt::format(
                "{}\"{}\":{}", i == 0 ? "" : ",", to_string(static_cast<Fault>(i)), all.faults[i]
            );
        return fmt::format(
            R"({{"first_seed":{},"runs":{},"operations":{},"simulated_years":{:.2f},"commits":{},)"
            R"("leases":{},"events_streamed":{},"restarts":{},"violations":{},"seconds":{:.1f},)"
            R"("cpu_seconds":{:.1f},"operations_per_cpu_second":{:.0f},"faults":{{{}}}}})",
            options.seed,
            runs,
            all.operations,
            years(),
            all.commits,
            all.leases,
            all.events_streamed,
            all.restarts,
            violations,
            seconds,
            cpu_seconds(),
            static_cast<double>(all.operations) / cpu_seconds(),
            faults
        );
    }
};

void report_violation(
    const SimOptions& options, std::uint64_t seed, const World& world, const char* what
) {
    fmt::print(
        stderr,
        "\nviolation: {}\nseed={} commit={} operations_per_run={} operation={}\nlast events:\n{}"
        "again: otpost sim --seed {} --runs 1 --operations-per-run {} --faults {}\n",
        what,
        seed,
        options.commit,
        options.operations_per_run,
        world.operations(),
        world.last_events(),
        seed,
        options.operations_per_run,
        options.faults
    );
}

}  // namespace

int simulate(const SimOptions& options) {
    const Folder folder;
    const LogFile log(options.log);
    const auto start = std::chrono::steady_clock::now();
    double told = 0;
    Sum sum;
    for (std::uint64_t seed = options.seed;; ++seed) {
        World world(
            {.seed = seed,
             .operations = options.operations_per_run,
             .intensity = options.faults,
             .folder = folder.path(),
             .planted = options.planted}
        );
        try {
            sum.add(world.run());
        } catch (const std::exception& failure) {
            report_violation(options, seed, world, failure.what());
            fmt::print("{}\n", sum.as_json(options, seconds_since(start), 1));
            return 1;
        }
        const double seconds = seconds_since(start);
        if (seconds - told > 5) {
            told = seconds;
            fmt::print(
                stderr,
                "seed {}: {} operations, {:.1f} years, {:.0f} operations per CPU second\n",
                seed,
                sum.all.operations,
                sum.years(),
                static_cast<double>(sum.all.operations) / cpu_seconds()
            );
        }
        const bool enough_runs = options.runs != 0 && sum.runs >= options.runs;
        const bool enough_work =
            sum.all.operations >= options.operations && sum.years() >= options.years;
        if (options.runs != 0 ? enough_runs : enough_work) break;
    }
    fmt::print("{}\n", sum.as_json(options, seconds_since(start), 0));
    return 0;
}

}  // namespace otpost::sim
