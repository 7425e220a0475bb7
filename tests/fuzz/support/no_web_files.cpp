// SPDX-License-Identifier: Apache-2.0
// The dashboard's files, which no target reads.
#include "api/static_files.hpp"

namespace otpost::api {

std::span<const WebFile> web_files() {
    return {};
}

}  // namespace otpost::api
