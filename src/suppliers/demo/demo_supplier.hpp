// SPDX-License-Identifier: Apache-2.0
// A supplier for trying things out: watches for leases of its own numbers and answers them with
// made-up messages after a while, in several languages. Some leases never get one, some get
// another platform's message, some the same message twice.
#pragma once

#include "suppliers/adapter.hpp"

namespace otpost::suppliers::demo {

std::unique_ptr<Adapter> make_adapter(const AdapterSetup& setup);

}  // namespace otpost::suppliers::demo
