// SPDX-License-Identifier: Apache-2.0
// The adapters there are. A new one is a folder beside this file and a line in registry.cpp.
#pragma once

#include "suppliers/adapter.hpp"

#include <memory>
#include <string_view>
#include <vector>

namespace otpost::suppliers {

/// The adapter of the setup's supplier; null if its kind is not known.
std::unique_ptr<Adapter> make_adapter(const AdapterSetup& setup);

std::vector<std::string_view> adapter_names();

}  // namespace otpost::suppliers
