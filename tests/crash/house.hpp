// SPDX-License-Identifier: Apache-2.0
// The real program as a child process: a demo house of its own on either engine, that can be
// killed, stopped and started again. All houses begin as copies of one that was made once.
#pragma once

#include "client.hpp"
#include "db/database.hpp"
#include "process.hpp"
#include "testing/temp_folder.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::crash {

using otpost::testing::TempFolder;

/// The program under test: $OTPOST_BINARY.
std::string binary();

/// Says that a house is a further node of another's store.
struct OtherNode {};

class House {
public:
    explicit House(db::Engine engine);

    /// With a copy of the other's folder, keys included. It outlives this one; configure() must
    /// give each its own `store.node`.
    House(const House& first, OtherNode);
    House(const House&) = delete;
    House& operator=(const House&) = delete;
    ~House();

    /// Moves to a folder of the caller's; before the first start().
    void move_to(const std::filesystem::path& folder);

    /// The configuration file of the next start.
    void configure(std::string_view toml);

    /// From the next start on; otherwise it sends none.
    void write_emails_to(const std::filesystem::path& folder) { mail_folder_ = folder; }

    /// Returns when it is ready. `prefix` is a command that runs it, such as prlimit.
    void start(const std::vector<std::string>& prefix = {});

    /// start() in two steps.
    void launch(const std::vector<std::string>& prefix = {});
    void await_ready();

    /// As a power cut for the process: no destructor runs.
    void kill();

    /// SIGTERM; the exit status.
    int terminate();

    Process& process() { return *process_; }

    unsigned short port() const { return port_; }

    Client client() const { return client_at(port_); }

    /// By another door, such as a proxy's.
    Client client_at(
        unsigned short port, std::chrono::milliseconds patience = std::chrono::seconds{20}
    ) const {
        return {port, keys_.at(0), ingest_secret_, patience};
    }

    /// Where the program finds its store from the next start on; ours stays what it was.
    void serve_from(std::string store) { served_store_ = std::move(store); }

    /// Of the user, the operator and the administrator.
    const std::vector<std::string>& api_keys() const { return keys_; }

    const std::string& ingest_secret() const { return ingest_secret_; }

    /// `otpost WORDS --data … --store …`
    Finished command(std::vector<std::string> words, std::string_view input = {}) const;

    /// `otpost ledger verify`, which must find nothing wrong; the number of leases it compared.
    std::int64_t verified_leases() const;

    /// Runs SQL past the program, as somebody with a shell on the machine could.
    void tamper(const std::string& sql) const;

    const std::filesystem::path& data() const { return data_; }

    const std::string& store() const { return store_; }

private:
    std::vector<std::string> command_line(std::vector<std::string> words, const std::string& store)
        const;
    void read_demo_file();

    db::Engine engine_;
    TempFolder folder_;
    std::filesystem::path data_;
    std::string store_;
    std::string served_store_;
    std::filesystem::path mail_folder_;
    std::string database_;  ///< PostgreSQL's name of it
    std::unique_ptr<Process> process_;
    unsigned short port_ = 0;
    std::vector<std::string> keys_;
    std::string ingest_secret_;
};

/// The fixture of tests that run on every engine.
class HouseTest : public ::testing::TestWithParam<db::Engine> {
protected:
    House& house() { return house_; }

private:
    House house_{GetParam()};
};

}  // namespace otpost::crash
