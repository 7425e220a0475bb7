// SPDX-License-Identifier: Apache-2.0
// Who may call what, as the published document says it: the tests of access know nothing else of
// the routes, so a route that is added is covered without a line of theirs.
#pragma once

#include "identity/principal.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::api_test {

struct Policy {
    std::optional<identity::Role> role;  ///< at least; none: for strangers too
    std::optional<identity::Scope> scope;
    bool api_keys = true;
};

struct Operation {
    std::string id;
    std::string method;
    std::string path;
    std::optional<Policy> policy;  ///< none: the document does not say, which no operation may
    boost::json::value body;       ///< schema; null where there is none
    bool is_stream = false;

    bool has_parameters() const { return path.find('{') != std::string::npos; }

    /// With `value` for each parameter.
    std::string path_with(std::string_view value) const;
};

std::vector<Operation> operations_of(const boost::json::value& document);

/// A body that the operation accepts as far as its form goes.
std::string sample_body(const Operation& operation);

/// The ids in an answer, wherever they stand.
void collect_ids(const boost::json::value& answer, std::vector<std::string>& ids);

}  // namespace otpost::api_test
