// SPDX-License-Identifier: Apache-2.0
// What domain code gets by the door besides its transaction: the time of the call, the maker of
// ids and chance. Borrowed for the call.
#pragma once

#include "base/id.hpp"
#include "base/random.hpp"
#include "base/time.hpp"

namespace otpost {

struct Moment {
    Time now;
    IdGenerator& ids;
    Random& random;
};

}  // namespace otpost
