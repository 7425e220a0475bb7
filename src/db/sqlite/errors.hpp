// SPDX-License-Identifier: Apache-2.0
// Turns SQLite's result codes into the exceptions of db/database.hpp.
#pragma once

#include <string>
#include <string_view>

struct sqlite3;

namespace otpost::db::sqlite {

/// Throws what the extended result `code` means; `what` says which statement it was.
[[noreturn]] void raise(sqlite3* handle, int code, std::string_view what);

/// `UNIQUE constraint failed: t.a, t.b` -> `t.a,b`; see Conflict.
std::string constraint_name(std::string_view message);

}  // namespace otpost::db::sqlite
