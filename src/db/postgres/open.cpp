// SPDX-License-Identifier: Apache-2.0
#include "db/postgres/open.hpp"

namespace otpost::db::postgres {

std::unique_ptr<Database> open(const StoreOptions&) {
    throw Unavailable("PostgreSQL is not there yet");
}

}  // namespace otpost::db::postgres
