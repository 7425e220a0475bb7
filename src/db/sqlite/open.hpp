// SPDX-License-Identifier: Apache-2.0
// The door to the SQLite engine, without sqlite3.h.
#pragma once

#include "db/open.hpp"

#include <memory>

namespace otpost::db::sqlite {

std::unique_ptr<Database> open(const StoreOptions& options);

}  // namespace otpost::db::sqlite
