// SPDX-License-Identifier: Apache-2.0
// What libFuzzer calls: the one target of this program.
#include "support/fuzz.hpp"

// The engine's name for it. NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    otpost::fuzz::targets().front().run({reinterpret_cast<const char*>(data), size});
    return 0;
}
