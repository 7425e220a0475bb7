// SPDX-License-Identifier: Apache-2.0
#include "app/commands/shared.hpp"
#include "app/demo.hpp"
#include "app/house.hpp"

#include <fmt/format.h>

namespace otpost::app {

namespace {

int run_house(const Config& config, const db::StoreOptions& options, Mode mode) {
    net::SystemTimer timer;
    SystemRandom random;
    const auto database = open_store(options, config, timer.now());
    House house(config, *database, mode, {timer, random});
    if (mode == Mode::production) {
        house.run([](const std::string& url) { log::info("serving", {{"url", url}}); });
        return 0;
    }
    IdGenerator ids(timer, config.node);
    const Demo demo = prepare_demo(
        *database, config, house.hasher(), house.server_key(), {timer.now(), ids, random}
    );
    house.run([&](const std::string& url) {
        write_demo_file(demo, config, url);
        print_demo(demo, config, url);
    });
    return 0;
}

}  // namespace

int serve(const CommonOptions& common, const std::string& listen, bool demo) {
    Config defaults = default_config();
    if (demo) {
        defaults.data = "otpost-demo";
        apply_demo_defaults(defaults);
    }
    auto config = resolve_config(common, defaults);
    if (!config) return complain(config.error());
    if (!listen.empty()) {
        const auto set = set_listen(*config, listen);
        if (!set) return complain({set.error().code, "--listen " + set.error().message, {}, {}});
    }
    for (const std::string& fault : check_config(*config)) {
        fmt::print(stderr, "otpost: {}\n", fault);
        return 2;
    }
    log::configure(config->log);
    const auto options = store_options(*config, db::Access::read_write);
    if (!options) return complain(options.error());
    try {
        return run_house(*config, *options, demo ? Mode::demo : Mode::production);
    } catch (const std::exception& error) {
        fmt::print(stderr, "otpost: {}\n", error.what());
        return 1;
    }
}

int print_openapi() {
    // The routes are the same whatever the store; one in memory is enough to wire them.
    const auto folder =
        std::filesystem::temp_directory_path() / fmt::format("otpost-openapi-{}", ::getpid());
    Config config = default_config();
    config.data = folder;
    net::SystemTimer timer;
    SystemRandom random;
    const auto options = store_options(config, db::Access::read_write);
    if (!options) return complain(options.error());
    {
        const auto database = open_store(*options, config, timer.now());
        const House house(config, *database, Mode::production, {timer, random});
        fmt::print("{}\n", house.openapi());
        database->stop();
    }
    std::filesystem::remove_all(folder);
    return 0;
}

}  // namespace otpost::app
