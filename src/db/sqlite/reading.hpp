// SPDX-License-Identifier: Apache-2.0
// One read on a snapshot of its own.
#pragma once

#include "db/queue.hpp"
#include "db/sqlite/connection.hpp"

#include <exception>

namespace otpost::db::sqlite {

/// What the work threw, if it did; `done` is left to the caller.
std::exception_ptr read_once(Connection& connection, Job& job);

}  // namespace otpost::db::sqlite
