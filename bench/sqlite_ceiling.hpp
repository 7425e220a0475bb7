// SPDX-License-Identifier: Apache-2.0
// What SQLite itself can do: the very statements of a lease opened over HTTP, in a bare loop on
// its C interface, in batches as large as the server's were. No savepoints, no JSON, no hashing.
#pragma once

#include "figures.hpp"
#include "stock.hpp"

#include <filesystem>
#include <memory>

namespace otpost::bench {

class SqliteCeiling {
public:
    /// `file` is a filled store that no server has open. `answer_bytes`: of the stored answer.
    SqliteCeiling(const std::filesystem::path& file, const Stock& stock, std::size_t answer_bytes);
    ~SqliteCeiling();

    /// Opens leases for this long, `batch` in each transaction.
    Tally run(std::chrono::milliseconds length, int batch);

private:
    class Loop;
    std::unique_ptr<Loop> loop_;
};

}  // namespace otpost::bench
