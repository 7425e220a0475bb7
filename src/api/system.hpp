// SPDX-License-Identifier: Apache-2.0
// For those who run the house: is it alive, is it ready, metrics, the API document, and what the
// page must know before anyone signs in.
#pragma once

#include "api/route.hpp"
#include "api/views.hpp"

#include <functional>
#include <memory>
#include <string>

namespace otpost::api {

struct SystemSetup {
    db::Database& database;
    SettingsView settings;
    std::function<bool()> draining;         ///< not ready any more
    std::function<std::string()> metrics;   ///< in Prometheus' text format
    std::shared_ptr<std::string> document;  ///< filled once all routes are known
};

void add_system_routes(Routes& routes, const SystemSetup& setup);

}  // namespace otpost::api
