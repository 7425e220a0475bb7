// SPDX-License-Identifier: Apache-2.0
#include "server.hpp"

#include "connection.hpp"

#include <fmt/format.h>

#include <charconv>
#include <csignal>
#include <ctime>
#include <fcntl.h>
#include <fstream>
#include <spawn.h>
#include <sstream>
#include <stdexcept>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace otpost::bench {

namespace fs = std::filesystem;

namespace {

constexpr auto patience = std::chrono::seconds{60};

std::string read_file(const fs::path& path) {
    std::ifstream file(path);
    std::stringstream content;
    content << file.rdbuf();
    return content.str();
}

/// The number behind `name` in a file of lines like `VmRSS:   123 kB`.
double number_after(const std::string& text, std::string_view name) {
    const auto at = text.find(name);
    if (at == std::string::npos) return 0;
    return std::strtod(text.c_str() + at + name.size(), nullptr);
}

void write_config(const fs::path& data) {
    std::ofstream file(data / "bench.toml");
    file << "[server]\nconnections_per_ip_max = 100000\n"
            "[plans.free]\nopen_at_once = 1000\nper_hour = 1000000\n";
    // Counted as in earnest, but all the load comes from one address and a few accounts.
    for (const char* limit_class : {"reads", "writes", "leasing", "streams"}) {
        file << "[limits." << limit_class << "]\n";
        for (const char* subject : {"address", "account", "key"})
            file << subject << " = { requests = 1000000, seconds = 1 }\n";
    }
    file << "[limits.sign-in]\naddress = { requests = 1000000, seconds = 1 }\n";
}

std::vector<std::string> command_for(const fs::path& data, const std::string& store, Start start) {
    std::vector<std::string> command{
        (program_folder() / "otpost").string(),
        "serve",
        "--data",
        data.string(),
        "--listen",
        "127.0.0.1:0"
    };
    if (start == Start::demo) {
        command.emplace_back("--demo");
    } else {
        write_config(data);
        command.insert(command.end(), {"--config", (data / "bench.toml").string()});
    }
    if (!store.empty()) command.insert(command.end(), {"--store", store});
    return command;
}

}  // namespace

fs::path program_folder() {
    return fs::read_symlink("/proc/self/exe").parent_path();
}

Child::Child(const std::vector<std::string>& command, const fs::path& output) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    constexpr int flags = O_WRONLY | O_CREAT | O_TRUNC;
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.c_str(), flags, 0600);
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
    std::vector<std::string> words = command;
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const int error = posix_spawn(&id_, arguments[0], &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) throw std::system_error(error, std::generic_category(), command.front());
}

void Child::stop() {
    if (id_ <= 0) return;
    kill(id_, SIGTERM);
    waitpid(id_, nullptr, 0);
    id_ = -1;
}

bool Child::runs() const {
    siginfo_t info{};
    return waitid(P_PID, static_cast<id_t>(id_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           info.si_pid == 0;
}

double Child::resident_megabytes() const {
    return number_after(read_file(fmt::format("/proc/{}/status", id_)), "VmRSS:") / 1024;
}

double Child::written_bytes() const {
    return number_after(read_file(fmt::format("/proc/{}/io", id_)), "\nwrite_bytes:");
}

double Child::cpu_seconds() const {
    clockid_t clock{};
    timespec used{};
    if (clock_getcpuclockid(id_, &clock) != 0 || clock_gettime(clock, &used) != 0) return 0;
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

std::uint16_t port_in(const fs::path& output, const Child& child) {
    constexpr std::string_view before_port = "http://127.0.0.1:";
    const auto start = SteadyClock::now();
    while (SteadyClock::now() - start < patience) {
        const std::string text = read_file(output);
        const auto at = text.find(before_port);
        if (at != std::string::npos) {
            const char* const digits = text.c_str() + at + before_port.size();
            std::uint16_t port = 0;
            const auto [end, error] = std::from_chars(digits, text.c_str() + text.size(), port);
            // The last digit is there when something stands behind it.
            if (error == std::errc{} && *end != '\0') return port;
        }
        if (!child.runs()) throw std::runtime_error("the server ended: " + text);
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    throw std::runtime_error("the server does not start");
}

FixedServer::FixedServer(const fs::path& answer, const fs::path& output)
    : child_({fs::read_symlink("/proc/self/exe"), "fixed-server", answer.string()}, output),
      port_(port_in(output, child_)) {}

Server::Server(const fs::path& data, const std::string& store, Start start)
    : child_(command_for(data, store, start), data.string() + ".log"),
      port_(port_in(data.string() + ".log", child_)) {
    while (fetch(port_, get_request("/readyz")).status != 200)
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    seconds_to_ready_ = seconds_since(started_);
}

double Server::metric(const std::string& name) const {
    const auto metrics = fetch(port_, get_request("/metrics"));
    return number_after(metrics.body, "\n" + name + " ");
}

bool ledger_verifies(const fs::path& data, const std::string& store) {
    std::vector<std::string> command{
        (program_folder() / "otpost").string(), "ledger", "verify", "--data", data.string()
    };
    if (!store.empty()) command.insert(command.end(), {"--store", store});
    const fs::path output = data.string() + ".verify";
    const Child child(command, output);
    siginfo_t info{};
    waitid(P_PID, static_cast<id_t>(child.id()), &info, WEXITED | WNOWAIT);
    const bool right = info.si_code == CLD_EXITED && info.si_status == 0;
    note(fmt::format("ledger verify: {}", right ? "right" : read_file(output)));
    return right;
}

}  // namespace otpost::bench
