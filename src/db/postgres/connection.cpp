// SPDX-License-Identifier: Apache-2.0
#include "db/postgres/connection.hpp"

#include "base/assert.hpp"
#include "db/dialect.hpp"
#include "db/postgres/parameters.hpp"
#include "db/postgres/session_sql.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <poll.h>
#include <utility>

namespace otpost::db::postgres {

namespace {

constexpr int binary_results = 1;

/// Unprepared commands are all called this in errors.
constexpr Statement unprepared{"unprepared", ""};

}  // namespace

Connection::Connection(const StoreOptions& options, ColumnsOf columns_of)
    : columns_of_(std::move(columns_of)) {
    // A statement that takes longer is given up by the server, which says so. One that is silent
    // for much longer is gone, whatever the network makes us believe.
    patience_ = options.statement_timeout * 3 / 2;
    connect(options);
}

void Connection::connect(const StoreOptions& options) {
    // Later keys win over the URL's. A peer that vanished is noticed after the user time-out.
    const std::array<const char*, 8> keys{
        "dbname",
        "application_name",
        "client_encoding",
        "tcp_user_timeout",
        "keepalives_idle",
        "keepalives_interval",
        "connect_timeout",
        nullptr
    };
    const std::array<const char*, 8> values{
        options.location.c_str(),
        options.application_name.c_str(),
        "UTF8",
        "10000",
        "10",
        "3",
        "5",
        nullptr
    };
    handle_.reset(PQconnectdbParams(keys.data(), values.data(), 1));
    if (PQstatus(handle_.get()) != CONNECTION_OK) {
        throw ConnectionLost(fmt::format("can't reach the store: {}", PQerrorMessage(handle_.get()))
        );
    }
    // Plans are kept: one made while a table was empty must not read all of it for ever. Every
    // statement of ours has its index; where one has none the scan is still taken.
    const auto settings = fmt::format(
        "SET enable_seqscan = off; SET jit = off; SET statement_timeout = {0}; SET lock_timeout = "
        "{1}; "
        "SET idle_in_transaction_session_timeout = {2}; SET client_min_messages = warning; "
        "SET log_parameter_max_length_on_error = 0",
        options.statement_timeout.count(),
        options.lock_timeout.count(),
        2 * options.statement_timeout.count()
    );
    check_sent(PQsendQuery(handle_.get(), settings.c_str()));
    while (const Result result = next_result())
        if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
            std::rethrow_exception(error_of(result.get(), "settings", columns_of_));
    if (PQenterPipelineMode(handle_.get()) != 1) lose("no pipeline mode");
}

void Connection::begin(const Statement& opening) {
    ASSERT(opening_ == nullptr);
    opening_ = &opening;
    failed_ = 0;
}

std::int64_t Connection::run(
    const Statement& statement,
    std::span<const Param> params,
    const std::function<void(const Row&)>& on_row
) {
    send(statement, params, Kind::wanted);
    const auto result = receive_all();
    if (on_row) {
        const int rows = PQntuples(result.get());
        for (int row = 0; row < rows; ++row) on_row(PostgresRow(result.get(), row, statement));
    }
    return std::strtoll(PQcmdTuples(result.get()), nullptr, 10);
}

void Connection::post(const Statement& statement, std::span<const Param> params) {
    send(statement, params, Kind::command);
}

void Connection::run_unprepared(std::string_view sql) {
    send_opening();
    const std::string text{sql};
    check_sent(PQsendQueryParams(
        handle_.get(), text.c_str(), 0, nullptr, nullptr, nullptr, nullptr, binary_results
    ));
    owe(Kind::wanted, &unprepared);
    receive_all();
}

void Connection::prepare(const Statement& statement) {
    send_opening();
    prepared_name(statement, 0, nullptr);
    receive_all();
}

void Connection::settle() {
    if (!owed_.empty()) receive_all();
}

void Connection::commit() {
    if (opening_ != nullptr) {
        opening_ = nullptr;
        return;
    }
    Result result;
    try {
        send(sql::session::commit, {}, Kind::wanted);
        result = receive_all();
    } catch (const ConnectionLost& lost) {
        throw CommitUnknown(lost.what());
    }
    // A transaction that the server had given up answers a COMMIT with ROLLBACK.
    if (std::string_view{PQcmdStatus(result.get())} != "COMMIT") {
        throw Unavailable("the store did not commit");
    }
}

void Connection::rollback() noexcept {
    if (opening_ != nullptr) {
        opening_ = nullptr;
        return;
    }
    if (is_broken_) return;
    try {
        // A failure among what was posted would make the server skip all up to the next sync.
        if (!owed_.empty()) sync();
        send(sql::session::rollback, {}, Kind::command);
        sync();
        for (auto& owed : owed_) owed.is_ignored = true;
        // Whether these statements are prepared now must be known before they are used again.
        const auto is_prepare = [](const Owed& owed) { return owed.kind == Kind::prepare; };
        if (std::ranges::any_of(owed_, is_prepare)) receive_all();
    } catch (...) {
        is_broken_ = true;
    }
}

bool Connection::is_alive() {
    // What hangs up says so first: the message and the end come as separate events.
    for (int events = 0; events < 4 && !is_broken_; ++events) {
        pollfd socket{.fd = PQsocket(handle_.get()), .events = POLLIN, .revents = 0};
        if (poll(&socket, 1, 0) <= 0) break;
        if (PQconsumeInput(handle_.get()) != 1 || PQstatus(handle_.get()) != CONNECTION_OK) {
            is_broken_ = true;
        }
    }
    return !is_broken_;
}

void Connection::send_opening() {
    if (opening_ == nullptr) return;
    const auto* opening = opening_;
    opening_ = nullptr;
    send(*opening, {}, Kind::command);
}

void Connection::send(const Statement& statement, std::span<const Param> params, Kind kind) {
    const Parameters parameters(statement, params);
    send_opening();
    const auto& name = prepared_name(statement, parameters.count(), parameters.types());
    check_sent(PQsendQueryPrepared(
        handle_.get(),
        name.c_str(),
        parameters.count(),
        parameters.values(),
        parameters.lengths(),
        parameters.formats(),
        binary_results
    ));
    owe(kind, &statement);
}

const std::string& Connection::prepared_name(
    const Statement& statement, int count, const Oid* types
) {
    auto& name = names_[&statement];
    if (!name.empty()) return name;
    name = fmt::format("s{}", ++names_given_);
    const auto sql = expand_tokens(statement.sql, Engine::postgres);
    check_sent(PQsendPrepare(handle_.get(), name.c_str(), sql.c_str(), count, types));
    owe(Kind::prepare, &statement);
    return name;
}

void Connection::owe(Kind kind, const Statement* statement) {
    owed_.push_back({kind, statement, ++sent_});
}

void Connection::sync() {
    check_sent(PQpipelineSync(handle_.get()));
    owe(Kind::sync, nullptr);
}

// Reads up to the sync that it sends; the result of the wanted command, if there was one.
Result Connection::receive_all() {
    sync();
    failure_ = nullptr;
    Result wanted;
    while (!owed_.empty()) {
        const auto owed = owed_.front();
        owed_.pop_front();
        auto result = receive_one(owed);
        if (owed.kind == Kind::wanted && !owed.is_ignored) wanted = std::move(result);
    }
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    return wanted;
}

Result Connection::next_result() {
    using Clock = std::chrono::steady_clock;
    const auto deadline = Clock::now() + patience_;
    while (PQisBusy(handle_.get()) == 1) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
        pollfd socket{.fd = PQsocket(handle_.get()), .events = POLLIN, .revents = 0};
        const int events = poll(&socket, 1, std::max(0, static_cast<int>(left.count())));
        if (events < 0 && errno == EINTR) continue;
        if (events <= 0) lose("no answer in time");
        if (PQconsumeInput(handle_.get()) != 1) break;
    }
    return Result(PQgetResult(handle_.get()));
}

Result Connection::receive_one(const Owed& owed) {
    auto result = next_result();
    if (!result) lose("no answer");
    const auto status = PQresultStatus(result.get());
    if (owed.kind == Kind::sync) {
        if (status != PGRES_PIPELINE_SYNC) lose(PQresultErrorMessage(result.get()));
        return result;
    }
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) {
        if (next_result()) lose("an answer too many");
        return result;
    }
    if (owed.kind == Kind::prepare) names_.erase(owed.statement);
    if (status == PGRES_PIPELINE_ABORTED) {
        if (next_result()) lose("an answer too many");
        return result;
    }
    if (PQstatus(handle_.get()) != CONNECTION_OK) lose(PQresultErrorMessage(result.get()));
    const auto error = error_of(result.get(), owed.statement->name, columns_of_);
    try {
        std::rethrow_exception(error);
    } catch (const ConnectionLost& lost) {
        lose(lost.what());
    } catch (...) {
        if (!failure_ && !owed.is_ignored) {
            failure_ = error;
            failed_ = owed.number;
        }
    }
    if (next_result()) lose("an answer too many");
    return result;
}

void Connection::check_sent(int was_sent) {
    if (was_sent != 1) lose(PQerrorMessage(handle_.get()));
}

// Whatever failed for certain before the connection broke is the better answer.
void Connection::lose(std::string_view reason) {
    is_broken_ = true;
    owed_.clear();
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    throw ConnectionLost(fmt::format("the connection to the store was lost: {}", reason));
}

}  // namespace otpost::db::postgres
