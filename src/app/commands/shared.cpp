// SPDX-License-Identifier: Apache-2.0
#include "app/commands/shared.hpp"

#include "db/migrate.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

namespace otpost::app {

int complain(const Error& error) {
    fmt::print(stderr, "otpost: {}\n", error.message);
    for (const FieldError& fault : error.fields)
        fmt::print(stderr, "  {}: {}\n", fault.field, fault.message);
    return 2;
}

bool complain_of(const std::vector<std::string>& faults) {
    for (const std::string& fault : faults) fmt::print(stderr, "otpost: {}\n", fault);
    return !faults.empty();
}

Result<std::string> read_file(const std::string& path) {
    std::stringstream content;
    if (path == "-") {
        content << std::cin.rdbuf();
        return content.str();
    }
    std::error_code error;
    std::ifstream file(path);
    if (!file || std::filesystem::is_directory(path, error))
        return refuse(ErrorCode::not_found, path + ": there is no such file, or it can't be read");
    content << file.rdbuf();
    return content.str();
}

int guarded(const std::function<int()>& work) {
    try {
        return work();
    } catch (const std::exception& error) {
        std::string_view reason = error.what();
        while (reason.ends_with('\n')) reason.remove_suffix(1);
        fmt::print(stderr, "otpost: {}\n", reason);
        return 1;
    }
}

Result<Config> resolve_config(const CommonOptions& common, const Config& defaults) {
    Config config = defaults;
    if (!common.config_file.empty()) {
        TRY(config, load_config(common.config_file, defaults));
    }
    if (!common.data.empty()) config.data = common.data;
    if (!common.store.empty()) config.store = common.store;
    return config;
}

Result<std::unique_ptr<OpenedStore>> open_for_command(
    const CommonOptions& common, db::Access access
) {
    auto opened = std::make_unique<OpenedStore>();
    TRY(opened->config, resolve_config(common, default_config()));
    TRY(const auto options, store_options(opened->config, access));
    opened->ids = std::make_unique<IdGenerator>(opened->clock, command_line_node);
    if (access == db::Access::read_only) {
        opened->database = db::open(options);
        db::check_schema(*opened->database);
    } else {
        opened->database = open_store(options, opened->config, opened->clock.now());
        continue_ids(*opened->database, *opened->ids);
    }
    return opened;
}

int with_store(
    const CommonOptions& common, db::Access access, const std::function<int(OpenedStore&)>& work
) {
    return guarded([&] {
        const auto opened = open_for_command(common, access);
        if (!opened) return complain(opened.error());
        const int status = work(**opened);
        (*opened)->database->stop();
        return status;
    });
}

}  // namespace otpost::app
