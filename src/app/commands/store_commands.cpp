// SPDX-License-Identifier: Apache-2.0
#include "app/commands/shared.hpp"
#include "db/migrate.hpp"
#include "leases/verify.hpp"
#include "ledger/verify.hpp"
#include "messages/extract/jsonl.hpp"

#include <fmt/format.h>

#include <iostream>

namespace otpost::app {

int migrate_store(const CommonOptions& common) {
    return guarded([&] {
        const auto config = resolve_config(common, default_config());
        if (!config) return complain(config.error());
        const auto options = store_options(*config, db::Access::read_write);
        if (!options) return complain(options.error());
        const int applied = db::migrate(*options, SystemClock{}.now());
        if (applied == 0)
            fmt::print("nothing to do: the store's schema is up to date\n");
        else
            fmt::print("{} migration{} applied\n", applied, applied == 1 ? "" : "s");
        return 0;
    });
}

int check_configuration(const CommonOptions& common) {
    const auto config = resolve_config(common, default_config());
    if (!config) return complain(config.error());
    if (complain_of(check_config(*config))) return 2;
    fmt::print("configuration: ok\n");
    return 0;
}

int verify_ledger(const CommonOptions& common) {
    return with_store(common, db::Access::read_only, [](OpenedStore& store) {
        const auto report = leases::verify(*store.database);
        fmt::print("{}\n", ledger::format(report));
        return report.ok() ? 0 : 1;
    });
}

int extract_codes() {
    std::ios::sync_with_stdio(false);
    return messages::run_extract(std::cin, std::cout);
}

}  // namespace otpost::app
