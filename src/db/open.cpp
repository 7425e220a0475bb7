// SPDX-License-Identifier: Apache-2.0
#include "db/open.hpp"

#include "db/postgres/open.hpp"
#include "db/sqlite/open.hpp"

#include <utility>

namespace otpost::db {

Result<StoreOptions> parse_store_url(std::string_view url) {
    StoreOptions options;
    constexpr std::string_view file_scheme = "sqlite:";
    if (url.starts_with(file_scheme) && url.size() > file_scheme.size()) {
        options.engine = Engine::sqlite;
        options.location = url.substr(file_scheme.size());
        return options;
    }
    if (url.starts_with("postgres://") || url.starts_with("postgresql://")) {
        options.engine = Engine::postgres;
        options.location = url;
        return options;
    }
    // The text is not repeated: it may hold a password.
    return refuse(
        ErrorCode::invalid_request,
        "The store must be given as sqlite:PATH or postgresql://user@host/database."
    );
}

std::unique_ptr<Database> open(const StoreOptions& options) {
    switch (options.engine) {
        case Engine::sqlite:
            return sqlite::open(options);
        case Engine::postgres:
            return postgres::open(options);
    }
    std::unreachable();
}

}  // namespace otpost::db
