// SPDX-License-Identifier: Apache-2.0
// A customer looks for leases of his own: by status, service, country, time, number or name.
#pragma once

#include "leases/leases.hpp"

#include <optional>
#include <string>
#include <vector>

namespace otpost::leases {

/// What is left out asks for nothing.
struct Search {
    ListLeases list{};                        ///< whose, of which status, which page
    std::optional<std::string> text = {};     ///< digits of the number, or a name or its part
    std::optional<std::string> service = {};  ///< slug
    std::optional<std::string> country = {};
    std::optional<Time> opened_from = {};
    std::optional<Time> opened_before = {};
};

/// Newest first.
std::vector<Lease> search(db::Tx& tx, const Search& query);

}  // namespace otpost::leases
