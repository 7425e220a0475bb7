// SPDX-License-Identifier: Apache-2.0
// Turns what a PostgreSQL server answers into the exceptions of db/database.hpp.
#pragma once

#include "db/database.hpp"

#include <libpq-fe.h>

#include <exception>
#include <functional>
#include <string>
#include <string_view>

namespace otpost::db::postgres {

/// The connection is gone; what was not committed was undone by the server.
struct ConnectionLost : Unavailable {
    using Unavailable::Unavailable;
};

/// Two transactions stood in each other's way: this one was undone and may run again.
struct Collision : Unavailable {
    using Unavailable::Unavailable;
};

/// What a failed result means; `what` says which statement it was. `columns_of` finds the
/// `table.column[,column]` behind the name of a unique index.
std::exception_ptr error_of(
    const PGresult* result,
    std::string_view what,
    const std::function<std::string(const std::string&)>& columns_of
);

}  // namespace otpost::db::postgres
