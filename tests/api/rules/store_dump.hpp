// SPDX-License-Identifier: Apache-2.0
// What somebody has who has stolen the store alone: every text and every blob of every table,
// whatever tables there are.
#pragma once

#include "db/database.hpp"

#include <set>
#include <string>

namespace otpost::api_test {

struct StoreDump {
    std::set<std::string> values;
    std::size_t columns = 0;
};

StoreDump dump_of(db::Tx& tx, db::Engine engine);

}  // namespace otpost::api_test
