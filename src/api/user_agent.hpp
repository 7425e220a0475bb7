// SPDX-License-Identifier: Apache-2.0
// What a browser calls itself, made fit for the list of devices. A guess for people to know their
// own devices by: nothing depends on it.
#pragma once

#include <string_view>

namespace otpost::api {

/// `Chrome`, `Windows`; empty where it is unknown.
struct Device {
    std::string_view browser;
    std::string_view system;
};

Device device_of(std::string_view user_agent);

}  // namespace otpost::api
