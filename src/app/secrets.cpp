// SPDX-License-Identifier: Apache-2.0
#include "app/secrets.hpp"

#include "crypto/tokens.hpp"

#include <fstream>
#include <stdexcept>

namespace otpost::app {

namespace fs = std::filesystem;

namespace {

fs::path path_of(const fs::path& data, std::string_view name) {
    if (name.empty() || name.find('/') != std::string_view::npos || name.starts_with('.'))
        throw std::runtime_error("bad name of a secret: " + std::string{name});
    return data / "secrets" / name;
}

}  // namespace

std::vector<Secret> load_secrets(const fs::path& data, std::string_view name) {
    const fs::path path = path_of(data, name);
    if (!fs::exists(path)) return {};
    const auto others = fs::perms::others_all | fs::perms::group_all;
    if ((fs::status(path).permissions() & others) != fs::perms::none)
        throw std::runtime_error(path.string() + " can be read by others; chmod 600 it");
    std::vector<Secret> secrets;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);)
        if (!line.empty()) secrets.emplace_back(std::move(line));
    return secrets;
}

void ensure_secret(const fs::path& data, std::string_view name, Random& random) {
    const fs::path path = path_of(data, name);
    if (fs::exists(path)) return;
    fs::create_directories(path.parent_path());
    fs::permissions(path.parent_path(), fs::perms::owner_all);
    std::ofstream file(path);
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
    file << crypto::random_token(random).reveal() << '\n';
    if (!file.flush()) throw std::runtime_error("can't write " + path.string());
}

}  // namespace otpost::app
