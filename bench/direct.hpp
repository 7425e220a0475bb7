// SPDX-License-Identifier: Apache-2.0
// SQLite without anything between: what the engine is held against, and how stores are filled that
// are too large for the product's own ways. Statements are kept prepared, by their address.
#pragma once

#include "db/database.hpp"

#include <sqlite3.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace otpost::bench {

struct Blob {
    std::string_view bytes;
};

class Direct {
public:
    enum class Care { durable, none };

    /// Without care nothing is logged or flushed: a crash spoils the file.
    explicit Direct(const std::filesystem::path& file, Care care = Care::durable);
    Direct(const Direct&) = delete;
    Direct& operator=(const Direct&) = delete;
    ~Direct();

    void script(const char* text);

    /// Runs to the first row, which can be read until finish(); null when there is none.
    template <class... Args>
    sqlite3_stmt* first(const db::Statement& statement, const Args&... args) {
        const Prepared& prepared = prepare(statement);
        std::size_t parameter = 0;
        (bind(prepared.handle, prepared.places[parameter++], args), ...);
        const int code = sqlite3_step(prepared.handle);
        if (code == SQLITE_ROW) return prepared.handle;
        if (code != SQLITE_DONE) fail(statement.name);
        sqlite3_reset(prepared.handle);
        return nullptr;
    }

    template <class... Args>
    void run(const db::Statement& statement, const Args&... args) {
        if (auto* const row = first(statement, args...)) finish(row);
    }

    /// To the end, as the engine does.
    static void finish(sqlite3_stmt* row);

private:
    struct Prepared {
        sqlite3_stmt* handle = nullptr;
        std::vector<int> places;  ///< of $1, $2, ...: SQLite numbers them by first appearance
    };

    [[noreturn]] void fail(std::string_view what) const;
    const Prepared& prepare(const db::Statement& statement);
    static void bind(sqlite3_stmt* handle, int place, std::int64_t value);
    static void bind(sqlite3_stmt* handle, int place, std::string_view text);
    static void bind(sqlite3_stmt* handle, int place, const Blob& blob);
    static void bind(sqlite3_stmt* handle, int place, std::nullptr_t);

    template <class T>
    static void bind(sqlite3_stmt* handle, int place, const std::optional<T>& value) {
        if (value)
            bind(handle, place, *value);
        else
            bind(handle, place, nullptr);
    }

    sqlite3* handle_ = nullptr;
    std::unordered_map<const db::Statement*, Prepared> statements_;
};

}  // namespace otpost::bench
