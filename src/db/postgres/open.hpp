// SPDX-License-Identifier: Apache-2.0
// The door to the PostgreSQL engine, without libpq-fe.h.
#pragma once

#include "db/open.hpp"

#include <memory>

namespace otpost::db::postgres {

std::unique_ptr<Database> open(const StoreOptions& options);

}  // namespace otpost::db::postgres
