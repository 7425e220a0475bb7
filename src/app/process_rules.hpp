// SPDX-License-Identifier: Apache-2.0
// What the serving process asks of the system before it holds anything of anybody.
#pragma once

namespace otpost::app {

/// No core dump and no debugger of the same user: memory holds keys and content (M6). A limit on
/// the size of files is an error to answer, not a signal to die of.
void apply_process_rules();

}  // namespace otpost::app
