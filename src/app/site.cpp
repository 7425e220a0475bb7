// SPDX-License-Identifier: Apache-2.0
#include "app/site.hpp"

#include "crypto/vault_keys.hpp"

#include <chrono>
#include <fstream>
#include <sstream>

namespace otpost::app {

namespace {

std::string text_of(const std::filesystem::path& file) {
    std::stringstream text;
    if (!file.empty()) text << std::ifstream(file).rdbuf();
    return text.str();
}

}  // namespace

site::Setup site_setup(const Config& config, db::Database& database) {
    using std::chrono::duration_cast;
    using std::chrono::minutes;
    return {
        .database = database,
        .profile =
            {.brand = config.brand,
             .tagline = config.site.tagline,
             .public_url = config.public_url,
             .support_email = config.support.email,
             .terms_version = config.terms_version,
             .window_minutes = duration_cast<minutes>(config.terms.window).count(),
             .cancel_after_seconds = config.terms.cancel_after.count(),
             .content_minutes = duration_cast<minutes>(crypto::delivered_life).count(),
             .minimum_age = config.minimum_age},
        .terms = text_of(config.site.terms_file),
        .privacy = text_of(config.site.privacy_file)
    };
}

}  // namespace otpost::app
