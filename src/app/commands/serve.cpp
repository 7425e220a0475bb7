// SPDX-License-Identifier: Apache-2.0
#include "app/commands/shared.hpp"
#include "app/demo.hpp"
#include "app/house.hpp"
#include "app/process_rules.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace otpost::app {

namespace {

class TemporaryFolder {
public:
    TemporaryFolder() {
        auto pattern = (std::filesystem::temp_directory_path() / "otpost-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr)
            throw std::system_error(errno, std::generic_category(), "can't make " + pattern);
        path_ = pattern;
    }

    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

int run_house(const Config& config, const db::StoreOptions& options, Mode mode) {
    net::SystemTimer timer;
    SystemRandom random;
    const auto database = open_store(options, config, timer.now());
    House house(config, *database, mode, {timer, random});
    if (mode == Mode::production) {
        house.run([](const std::string& url) { log::info("serving", {{"url", url}}); });
        return 0;
    }
    const Demo demo = prepare_demo(
        *database, config, house.hasher(), house.server_key(), {timer.now(), house.ids(), random}
    );
    house.run([&](const std::string& url) {
        write_demo_file(demo, config, url);
        print_demo(demo, config, url);
    });
    return 0;
}

/// What the command line says goes before the file; a demo sends nothing anywhere by itself.
void choose_mail_folder(Config& config, const ServeOptions& options, Mode mode) {
    if (!options.mail_folder.empty()) {
        config.mail.folder = options.mail_folder;
        config.mail.smtp.clear();
    } else if (mode == Mode::demo && config.mail.smtp.empty()) {
        config.mail.folder = config.data / "mail";
    }
}

}  // namespace

int serve(const CommonOptions& common, const ServeOptions& options, Mode mode) {
    Config defaults = default_config();
    if (mode == Mode::demo) {
        defaults.data = "otpost-demo";
        apply_demo_defaults(defaults);
    }
    auto config = resolve_config(common, defaults);
    if (!config) return complain(config.error());
    if (!options.listen.empty()) {
        const auto set = set_listen(*config, options.listen);
        if (!set) return complain({set.error().code, "--listen " + set.error().message, {}, {}});
    }
    choose_mail_folder(*config, options, mode);
    if (complain_of(check_config(*config))) return 2;
    log::configure(config->log);
    return guarded([&] {
        apply_process_rules();
        const auto store = store_options(*config, db::Access::read_write);
        return store ? run_house(*config, *store, mode) : complain(store.error());
    });
}

int print_openapi() {
    return guarded([] {
        // The routes are the same whatever the store: an empty one in a temporary folder will do.
        const TemporaryFolder folder;
        Config config = default_config();
        config.data = folder.path();
        net::SystemTimer timer;
        SystemRandom random;
        const auto options = store_options(config, db::Access::read_write);
        if (!options) return complain(options.error());
        const auto database = open_store(*options, config, timer.now());
        const House house(config, *database, Mode::production, {timer, random});
        fmt::print("{}\n", house.openapi());
        return 0;
    });
}

}  // namespace otpost::app
