// SPDX-License-Identifier: Apache-2.0
#include "app/site.hpp"

#include "crypto/vault_keys.hpp"

#include <chrono>
#include <fstream>
#include <sstream>

namespace otpost::app {

namespace {

site::OwnTexts texts_of(const LocalText& setting, site::Language language) {
    site::OwnTexts texts = setting.each;
    if (!setting.for_all.empty()) texts[language] = setting.for_all;
    return texts;
}

/// What the files of a setting say.
site::OwnTexts read(site::OwnTexts files) {
    for (auto& [language, file] : files) {
        std::stringstream text;
        text << std::ifstream(file).rdbuf();
        file = text.str();
    }
    return files;
}

}  // namespace

site::Setup site_setup(const Config& config, db::Database& database) {
    using std::chrono::duration_cast;
    using std::chrono::minutes;
    return {
        .database = database,
        .profile =
            {.brand = config.brand,
             .language = config.site.language,
             .tagline = texts_of(config.site.tagline, config.site.language),
             .public_url = config.public_url,
             .support_email = config.support.email,
             .terms_version = config.terms_version,
             .window_minutes = duration_cast<minutes>(config.terms.window).count(),
             .cancel_after_seconds = config.terms.cancel_after.count(),
             .content_minutes = duration_cast<minutes>(crypto::delivered_life).count(),
             .minimum_age = config.minimum_age},
        .terms = read(texts_of(config.site.terms_file, config.site.language)),
        .privacy = read(texts_of(config.site.privacy_file, config.site.language))
    };
}

}  // namespace otpost::app
