// SPDX-License-Identifier: Apache-2.0
// Whether a house serves in earnest or shows itself.
#pragma once

namespace otpost::app {

enum class Mode { production, demo };

}  // namespace otpost::app
