// SPDX-License-Identifier: Apache-2.0
#include "direct.hpp"

#include "db/dialect.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace otpost::bench {

namespace {

constexpr int pages_per_checkpoint = 2'000;

}  // namespace

Direct::Direct(const std::filesystem::path& file, Care care) {
    if (sqlite3_open(file.c_str(), &handle_) != SQLITE_OK) fail("open");
    script("PRAGMA temp_store = MEMORY");
    if (care == Care::none) {
        script("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = OFF");
        script("PRAGMA synchronous = OFF; PRAGMA cache_size = -6000000");
        return;
    }
    script("PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536");
    script("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    sqlite3_wal_autocheckpoint(handle_, pages_per_checkpoint);
}

Direct::~Direct() {
    for (const auto& [key, prepared] : statements_) sqlite3_finalize(prepared.handle);
    sqlite3_close(handle_);
}

void Direct::script(const char* text) {
    if (sqlite3_exec(handle_, text, nullptr, nullptr, nullptr) != SQLITE_OK) fail(text);
}

void Direct::finish(sqlite3_stmt* row) {
    while (sqlite3_step(row) == SQLITE_ROW) {
    }
    sqlite3_reset(row);
}

void Direct::fail(std::string_view what) const {
    throw std::runtime_error(fmt::format("{}: {}", what, sqlite3_errmsg(handle_)));
}

const Direct::Prepared& Direct::prepare(const db::Statement& statement) {
    auto& prepared = statements_[&statement];
    if (prepared.handle != nullptr) return prepared;
    const auto sql = db::expand_tokens(statement.sql, db::Engine::sqlite);
    constexpr auto persistent = SQLITE_PREPARE_PERSISTENT;
    sqlite3_stmt** const into = &prepared.handle;
    if (sqlite3_prepare_v3(handle_, sql.c_str(), -1, persistent, into, nullptr) != SQLITE_OK)
        fail(statement.name);
    for (int n = 1; n <= sqlite3_bind_parameter_count(*into); ++n) {
        const auto name = fmt::format("${}", n);
        prepared.places.push_back(sqlite3_bind_parameter_index(*into, name.c_str()));
    }
    return prepared;
}

void Direct::bind(sqlite3_stmt* handle, int place, std::int64_t value) {
    sqlite3_bind_int64(handle, place, value);
}

void Direct::bind(sqlite3_stmt* handle, int place, std::string_view text) {
    sqlite3_bind_text(handle, place, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
}

void Direct::bind(sqlite3_stmt* handle, int place, const Blob& blob) {
    const int size = static_cast<int>(blob.bytes.size());
    sqlite3_bind_blob(handle, place, blob.bytes.data(), size, SQLITE_STATIC);
}

void Direct::bind(sqlite3_stmt* handle, int place, std::nullptr_t) {
    sqlite3_bind_null(handle, place);
}

}  // namespace otpost::bench
