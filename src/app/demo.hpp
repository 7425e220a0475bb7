// SPDX-License-Identifier: Apache-2.0
// What `serve --demo` puts into an empty store: one account of each role with an API key and a
// filled wallet, a demo supplier that answers by itself, and an `http` supplier whose numbers
// wait for your own signed messages. Written to DATA/demo.json and printed; found again at the
// next start.
#pragma once

#include "app/config.hpp"
#include "base/moment.hpp"
#include "crypto/key.hpp"
#include "crypto/password_hash.hpp"
#include "db/database.hpp"

#include <string>
#include <vector>

namespace otpost::app {

struct DemoAccount {
    std::string role;
    std::string email;
    Secret password;
    Secret api_key;
};

struct Demo {
    std::vector<DemoAccount> accounts;
    Secret ingest_secret;
};

/// Demo limits and a short data path over the defaults.
void apply_demo_defaults(Config& config);

/// What the demo put there before, or now.
Demo prepare_demo(
    db::Database& database,
    const Config& config,
    const crypto::PasswordHasher& hasher,
    const crypto::Key& server_key,
    const Moment& moment
);

/// Writes demo.json (0600), which tells that the server is ready.
void write_demo_file(const Demo& demo, const Config& config, const std::string& url);

void print_demo(const Demo& demo, const Config& config, const std::string& url);

}  // namespace otpost::app
