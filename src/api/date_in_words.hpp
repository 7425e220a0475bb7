// SPDX-License-Identifier: Apache-2.0
// A time as emails tell it, in UTC, since nobody knows where they are read.
#pragma once

#include "base/time.hpp"

#include <string>
#include <string_view>

namespace otpost::api {

/// `23 November 2026, 01:53 UTC`; in English where `language` is none of ours.
std::string date_in_words(Time time, std::string_view language);

}  // namespace otpost::api
