// SPDX-License-Identifier: Apache-2.0
#include "app/secrets.hpp"

#include "app/private_file.hpp"
#include "crypto/tokens.hpp"

#include <fmt/format.h>

#include <fstream>
#include <stdexcept>

namespace otpost::app {

namespace fs = std::filesystem;

namespace {

fs::path path_of(const fs::path& data, std::string_view name) {
    if (!is_secret_name(name))
        throw std::runtime_error(fmt::format(
            "'{}' can't name a secret: it is the name of a file, without a slash and not hidden",
            name
        ));
    return data / "secrets" / name;
}

}  // namespace

bool is_secret_name(std::string_view name) {
    return !name.empty() && !name.starts_with('.') && name.find('/') == std::string_view::npos;
}

std::vector<Secret> load_secrets(const fs::path& data, std::string_view name) {
    const fs::path path = path_of(data, name);
    if (!fs::exists(path)) return {};
    if (is_open_to_others(path))
        throw std::runtime_error(
            path.string() + " is open to others: chmod 600 it, and change it if they read it"
        );
    std::vector<Secret> secrets;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        if (line.ends_with('\r')) line.pop_back();
        if (!line.empty()) secrets.emplace_back(std::move(line));
    }
    if (secrets.empty())
        throw std::runtime_error(
            path.string() + " holds no secret: write one into it, or remove it"
        );
    return secrets;
}

void ensure_secret(const fs::path& data, std::string_view name, Random& random) {
    const fs::path path = path_of(data, name);
    if (fs::exists(path)) return;
    make_private_folder(path.parent_path());
    const Secret line{crypto::random_token(random).reveal() + "\n"};
    write_private_file(path, line.reveal());
}

}  // namespace otpost::app
