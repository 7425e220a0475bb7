// SPDX-License-Identifier: Apache-2.0
#include "house.hpp"

#include "testing/postgres_server.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <sqlite3.h>

#include <array>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace otpost::crash {

using otpost::testing::PostgresServer;

namespace fs = std::filesystem;
using namespace std::chrono_literals;

namespace {

constexpr auto start_patience = 60s;
constexpr std::string_view prepared_database = "otpost_prepared";

/// The store's address in the words of `--store`.
std::string store_in(db::Engine engine, const fs::path& data, std::string_view database) {
    if (engine == db::Engine::sqlite) return "sqlite:" + (data / "otpost.db").string();
    return PostgresServer::shared().url(database);
}

/// The address that the demo prints when it is ready; nothing before.
std::optional<unsigned short> printed_port(const std::string& output) {
    constexpr std::string_view announced = "Otpost demo: http://127.0.0.1:";
    const auto found = output.find(announced);
    if (found == std::string::npos || !output.ends_with("\n\n")) return std::nullopt;
    return static_cast<unsigned short>(
        std::strtoul(output.c_str() + found + announced.size(), nullptr, 10)
    );
}

unsigned short wait_until_ready(Process& process) {
    const auto deadline = std::chrono::steady_clock::now() + start_patience;
    while (std::chrono::steady_clock::now() < deadline) {
        if (const auto port = printed_port(process.output())) return *port;
        if (process.wait(2ms)) break;
    }
    const auto status = process.wait(0ms);
    throw std::runtime_error(fmt::format(
        "the house does not start, {}: {}",
        status ? fmt::format("it ended with {}", *status) : "it still tries",
        process.errors()
    ));
}

/// A demo house that ran once; its folder and database are copied for each test.
const fs::path& prepared_data(db::Engine engine) {
    static std::array<TempFolder, 2> folders;
    static std::array<bool, 2> is_made{};
    const auto index = static_cast<std::size_t>(engine);
    static std::array<fs::path, 2> data{folders[0].path() / "data", folders[1].path() / "data"};
    if (is_made[index]) return data[index];
    if (engine == db::Engine::postgres)
        PostgresServer::shared().run(fmt::format("CREATE DATABASE {}", prepared_database));
    const auto store = store_in(engine, data[index], prepared_database);
    Process process(
        {binary(),
         "serve",
         "--demo",
         "--listen",
         "127.0.0.1:0",
         "--data",
         data[index].string(),
         "--store",
         store}
    );
    wait_until_ready(process);
    process.send_signal(SIGTERM);
    if (process.wait(start_patience) != 0) throw std::runtime_error(process.errors());
    is_made[index] = true;
    return data[index];
}

void run_on_sqlite(const std::string& file, const std::string& sql) {
    sqlite3* handle = nullptr;
    sqlite3_open(file.c_str(), &handle);
    sqlite3_busy_timeout(handle, 5'000);
    char* message = nullptr;
    sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, &message);
    const std::string fault = message != nullptr ? message : "";
    sqlite3_free(message);
    sqlite3_close(handle);
    if (!fault.empty()) throw std::runtime_error(sql + ": " + fault);
}

void run_on_postgres(const std::string& url, const std::string& sql) {
    PGconn* const connection = PQconnectdb(url.c_str());
    PGresult* const result = PQexec(connection, sql.c_str());
    const bool is_good = PQresultStatus(result) == PGRES_COMMAND_OK;
    const std::string fault = PQerrorMessage(connection);
    PQclear(result);
    PQfinish(connection);
    if (!is_good) throw std::runtime_error(sql + ": " + fault);
}

}  // namespace

std::string binary() {
    const char* const path = std::getenv("OTPOST_BINARY");
    if (path == nullptr) throw std::runtime_error("OTPOST_BINARY is not set");
    return path;
}

House::House(db::Engine engine) : engine_(engine), data_(folder_.path() / "data") {
    static std::atomic<int> made = 0;
    fs::copy(prepared_data(engine), data_, fs::copy_options::recursive);
    if (engine == db::Engine::postgres) {
        database_ = fmt::format("house_{}", ++made);
        PostgresServer::shared().run(
            fmt::format("CREATE DATABASE {} TEMPLATE {}", database_, prepared_database)
        );
    }
    store_ = store_in(engine, data_, database_);
    read_demo_file();
}

House::House(const House& first, OtherNode)
    : engine_(first.engine_),
      data_(folder_.path() / "data"),
      store_(first.store_) {
    fs::copy(first.data_, data_, fs::copy_options::recursive);
    read_demo_file();
}

House::~House() {
    process_.reset();
    if (!database_.empty())
        PostgresServer::shared().run(fmt::format("DROP DATABASE {} WITH (FORCE)", database_));
}

void House::move_to(const fs::path& folder) {
    fs::copy(data_, folder, fs::copy_options::recursive);
    data_ = folder;
    store_ = store_in(engine_, data_, database_);
}

void House::configure(std::string_view toml) {
    std::ofstream(folder_.path() / "house.toml") << toml;
}

void House::start(const std::vector<std::string>& prefix) {
    launch(prefix);
    await_ready();
}

void House::launch(const std::vector<std::string>& prefix) {
    auto command = prefix;
    const auto words = command_line(
        {"serve", "--demo", "--listen", "127.0.0.1:0"},
        served_store_.empty() ? store_ : served_store_
    );
    command.insert(command.end(), words.begin(), words.end());
    const auto file = folder_.path() / "house.toml";
    if (fs::exists(file)) command.insert(command.end(), {"--config", file.string()});
    if (!mail_folder_.empty()) command.insert(command.end(), {"--mail-dir", mail_folder_.string()});
    process_ = std::make_unique<Process>(command);
}

void House::await_ready() {
    port_ = wait_until_ready(*process_);
}

void House::kill() {
    process_->send_signal(SIGKILL);
    process_->wait(10s);
}

int House::terminate() {
    process_->send_signal(SIGTERM);
    const auto status = process_->wait(15s);
    if (!status) throw std::runtime_error("the house does not stop");
    return *status;
}

Finished House::command(std::vector<std::string> words, std::string_view input) const {
    return run(command_line(std::move(words), store_), input);
}

std::int64_t House::verified_leases() const {
    const auto verified = command({"ledger", "verify"});
    EXPECT_EQ(verified.status, 0) << verified.output << verified.errors;
    const auto end = verified.output.find(" leases agree");
    const auto begin = verified.output.find_last_of(' ', end - 1);
    if (end == std::string::npos) return -1;
    return std::strtoll(verified.output.c_str() + begin, nullptr, 10);
}

void House::tamper(const std::string& sql) const {
    if (engine_ == db::Engine::sqlite)
        run_on_sqlite((data_ / "otpost.db").string(), sql);
    else
        run_on_postgres(store_, sql);
}

std::vector<std::string> House::command_line(
    std::vector<std::string> words, const std::string& store
) const {
    words.insert(words.begin(), binary());
    words.insert(words.end(), {"--data", data_.string(), "--store", store});
    return words;
}

void House::read_demo_file() {
    std::ifstream file(data_ / "demo.json");
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    const auto demo = json::parse(text).as_object();
    for (const json::value& account : demo.at("accounts").as_array())
        keys_.emplace_back(account.at("api_key").as_string());
    ingest_secret_ = demo.at("ingest").at("secret").as_string();
}

}  // namespace otpost::crash
