// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/config.hpp"
#include "site/routes.hpp"

namespace otpost::app {

/// The pages for everybody as the configuration wants them; the files of its texts are read here.
site::Setup site_setup(const Config& config, db::Database& database);

}  // namespace otpost::app
