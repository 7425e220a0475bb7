// SPDX-License-Identifier: Apache-2.0
// The few words in which the engines' SQL differs, written as tokens in statements and
// migrations and expanded when they are prepared:
//   {{int64}}        INTEGER / BIGINT
//   {{blob}}         BLOB / BYTEA
//   {{identity}}     the whole type of a primary key that the store numbers: `id {{identity}}`
//   {{for_update}}   nothing / FOR UPDATE
//   {{skip_locked}}  nothing / SKIP LOCKED
#pragma once

#include "db/database.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace otpost::db {

/// Throws BadStatement for a token that is none of the five.
std::string expand_tokens(std::string_view sql, Engine engine);

/// The statements of a script without their semicolons and comments; knows quotes, dollar quotes
/// and the bodies of SQLite's triggers.
std::vector<std::string> split_script(std::string_view script);

/// What the engine needs to read a schema statement written for both: tokens are expanded,
/// tables of SQLite become STRICT.
std::string adapt_schema(std::string_view statement, Engine engine);

}  // namespace otpost::db
