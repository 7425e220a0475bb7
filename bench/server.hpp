// SPDX-License-Identifier: Apache-2.0
// The server under test: the real program as a child process, in a data folder given to it.
#pragma once

#include "figures.hpp"

#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

namespace otpost::bench {

/// A child process whose output goes to a file; ended by SIGTERM.
class Child {
public:
    Child(const std::vector<std::string>& command, const std::filesystem::path& output);
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    ~Child() { stop(); }

    void stop();

    pid_t id() const { return id_; }

    bool runs() const;

    double resident_megabytes() const;
    double written_bytes() const;  ///< to the disk, by its threads
    double cpu_seconds() const;    ///< of all its threads, the kernel's part included

private:
    pid_t id_ = -1;
};

enum class Start { production, demo };

/// Waits until the output of a server names its address; throws when it ends before.
std::uint16_t port_in(const std::filesystem::path& output, const Child& child);

/// The bare HTTP server that answers with the bytes of a file.
class FixedServer {
public:
    FixedServer(const std::filesystem::path& answer, const std::filesystem::path& output);

    std::uint16_t port() const { return port_; }

private:
    Child child_;
    std::uint16_t port_;
};

class Server {
public:
    /// Returns when it answers /readyz. `store` is empty for SQLite in the data folder.
    Server(const std::filesystem::path& data, const std::string& store, Start start);

    std::uint16_t port() const { return port_; }

    /// From the start of the process to the answer of /readyz.
    double seconds_to_ready() const { return seconds_to_ready_; }

    const Child& process() const { return child_; }

    /// A counter of /metrics.
    double metric(const std::string& name) const;

    void stop() { child_.stop(); }

private:
    SteadyClock::time_point started_ = SteadyClock::now();
    Child child_;
    std::uint16_t port_;
    double seconds_to_ready_ = 0;
};

/// The folder of this program, in which the server's program lies too.
std::filesystem::path program_folder();

/// What `otpost ledger verify` says of the data folder's store; true when all is right.
bool ledger_verifies(const std::filesystem::path& data, const std::string& store);

}  // namespace otpost::bench
