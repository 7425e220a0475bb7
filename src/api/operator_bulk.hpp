// SPDX-License-Identifier: Apache-2.0
// An operator pauses, resumes or retires many numbers at once: those named, or those that match a
// filter, a bounded batch for each request. What can't be done with one number is told, and the
// others are done all the same.
#pragma once

#include "api/route.hpp"

namespace otpost::api {

void add_operator_bulk_routes(Routes& routes);

}  // namespace otpost::api
