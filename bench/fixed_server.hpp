// SPDX-License-Identifier: Apache-2.0
// The ceiling of an HTTP server on Asio: one thread that finds the end of each head and answers
// fixed bytes. It checks nothing and knows no route.
#pragma once

#include <string>

namespace otpost::bench {

/// Serves until it is killed; prints its address first.
int serve_fixed_bytes(const std::string& answer_file);

}  // namespace otpost::bench
