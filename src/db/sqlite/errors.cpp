// SPDX-License-Identifier: Apache-2.0
#include "db/sqlite/errors.hpp"

#include "db/database.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace otpost::db::sqlite {

namespace {

/// `t.a, t.b` -> `t.a,b`
std::string join_columns(std::string_view columns) {
    std::string joined;
    while (!columns.empty()) {
        const auto end = columns.find(", ");
        auto column = columns.substr(0, end);
        if (!joined.empty()) {
            column.remove_prefix(column.find('.') + 1);
            joined += ',';
        }
        joined += column;
        columns = end == std::string_view::npos ? std::string_view{} : columns.substr(end + 2);
    }
    return joined;
}

}  // namespace

std::string constraint_name(std::string_view message) {
    constexpr std::string_view separator = " constraint failed: ";
    const auto found = message.find(separator);
    if (found == std::string_view::npos) return "foreign_key";
    auto subject = message.substr(found + separator.size());
    constexpr std::string_view index = "index '";
    if (subject.starts_with(index)) {
        subject.remove_prefix(index.size());
        return std::string{subject.substr(0, subject.find('\''))};
    }
    if (message.starts_with("CHECK")) return std::string{subject};
    return join_columns(subject);
}

void raise(sqlite3* handle, int code, std::string_view what) {
    const std::string reason = handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
    const auto text = fmt::format("{}: {} (SQLite {})", what, reason, code);
    switch (code & 0xff) {
        case SQLITE_CONSTRAINT:
            throw Conflict(constraint_name(reason), text);
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw Unavailable("the store is locked by another process, try again: " + text);
        case SQLITE_FULL:
            throw Unavailable("no space left for the store: " + text);
        case SQLITE_INTERRUPT:
            throw Unavailable("took longer than allowed: " + text);
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            throw Corruption("the store's file is damaged: " + text);
        case SQLITE_IOERR:
        case SQLITE_CANTOPEN:
        case SQLITE_NOMEM:
        case SQLITE_PROTOCOL:
        case SQLITE_PERM:
            throw Unavailable("the store's file can't be used: " + text);
        case SQLITE_READONLY:
            // With an extended code the file went away or lost its permission.
            if (code == SQLITE_READONLY) throw BadStatement("writes in a read: " + text);
            throw Unavailable("the store's file can't be written: " + text);
        default:
            throw BadStatement(text);
    }
}

}  // namespace otpost::db::sqlite
