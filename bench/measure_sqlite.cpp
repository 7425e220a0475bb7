// SPDX-License-Identifier: Apache-2.0
#include "connection.hpp"
#include "lease_load.hpp"
#include "measures.hpp"
#include "sqlite_ceiling.hpp"

#include <fmt/format.h>

#include <cmath>

namespace otpost::bench {

namespace fs = std::filesystem;

bool measure_sqlite_leases(const fs::path& folder, const Length& length) {
    note("leases on SQLite ...");
    const fs::path data = folder / "leases";
    const Stock stock = fill_store(data, {}, {});
    const fs::path copy = folder / "direct.db";
    fs::copy_file(data / "otpost.db", copy);
    Server server(data, {}, Start::production);
    LeaseLoad load(server, stock);
    SqliteCeiling ceiling(copy, stock, load.answer_bytes());
    Tally direct;
    for (int i = 0; i < length.rounds; ++i) {
        const int batch = load.run(length.round);
        direct.add(ceiling.run(length.round, batch));
    }
    print_figure("sqlite_leases", load.tally().rate(), "leases/s", direct.rate());
    load.print_details("sqlite");
    server.stop();
    return ledger_verifies(data, {});
}

}  // namespace otpost::bench
