// SPDX-License-Identifier: Apache-2.0
// ASSERT: states what must hold unless our own code is wrong. Always on; prints and aborts.
// Never assert on anything a client, a supplier, the system or stored rows can cause.
#pragma once

namespace otpost::base {

[[noreturn]] void assertion_failed(const char* expression, const char* file, int line) noexcept;

}  // namespace otpost::base

#define ASSERT(condition)         \
    (static_cast<bool>(condition) \
         ? static_cast<void>(0)   \
         : ::otpost::base::assertion_failed(#condition, __FILE__, __LINE__))
