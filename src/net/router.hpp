// SPDX-License-Identifier: Apache-2.0
// From method and path to a route's index: a trie of segments, with a hash of whole paths for
// templates without parameters. What is 404 and what is 405 falls out of the data.
#pragma once

#include "net/http.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace otpost::net {

enum class RouteResult : std::uint8_t { found, not_found, method_not_allowed };

struct RouteMatch {
    RouteResult result = RouteResult::not_found;
    std::size_t route = 0;  ///< as given to add(); only when found
    PathParams params;      ///< percent-decoded
    std::string allow;      ///< value of the Allow header; only when method_not_allowed
};

class Router {
public:
    Router();
    ~Router();
    Router(Router&&) noexcept;
    Router& operator=(Router&&) noexcept;

    /// `/v1/leases/{id}/cancel`. A fixed segment wins over a parameter. Adding the same method
    /// and shape twice, or a template that does not start with `/`, is a bug.
    void add(Method method, std::string_view path_template, std::size_t route);

    /// HEAD is answered by the GET route if it has none of its own.
    RouteMatch match(Method method, std::string_view path) const;

private:
    struct Tree;
    std::unique_ptr<Tree> tree_;
};

}  // namespace otpost::net
