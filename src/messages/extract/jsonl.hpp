// SPDX-License-Identifier: Apache-2.0
// The command 'extract': messages as JSON lines in, codes and services as JSON lines out. One
// output line per input line, in order; a malformed line gives nulls and an error on stderr.
#pragma once

#include <iosfwd>

namespace otpost::messages {

// Returns the exit status: 0, or 1 when a line was malformed.
int run_extract(std::istream& in, std::ostream& out);
int run_extract(std::istream& in, std::ostream& out, std::ostream& errors);

}  // namespace otpost::messages
