// SPDX-License-Identifier: Apache-2.0
#include "net/router.hpp"

#include "base/assert.hpp"
#include "net/query.hpp"

#include <array>
#include <functional>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace otpost::net {

namespace {

struct TextHash {
    using is_transparent = void;

    std::size_t operator()(std::string_view text) const noexcept {
        return std::hash<std::string_view>{}(text);
    }
};

template <class T>
using ByText = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

struct Endpoint {
    std::size_t route;
    std::vector<std::string> names;  ///< of the parameters, from left to right
};

struct Node {
    ByText<std::unique_ptr<Node>> fixed;
    std::unique_ptr<Node> any;
    std::array<std::optional<Endpoint>, method_count> endpoints;

    bool is_end() const {
        for (const auto& endpoint : endpoints) {
            if (endpoint) return true;
        }
        return false;
    }
};

/// Cuts the first segment off a path that starts with a slash.
std::string_view pop_segment(std::string_view& path) {
    path.remove_prefix(1);
    const auto end = path.find('/');
    const auto segment = path.substr(0, end);
    path.remove_prefix(end == std::string_view::npos ? path.size() : end);
    return segment;
}

bool is_parameter(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

/// Finds the end of the path; `values` get the raw segments that parameters stand for.
const Node* find(const Node& node, std::string_view path, std::vector<std::string_view>& values) {
    if (path.empty()) return node.is_end() ? &node : nullptr;
    const auto segment = pop_segment(path);
    if (const auto child = node.fixed.find(segment); child != node.fixed.end()) {
        if (const auto* const end = find(*child->second, path, values)) return end;
    }
    if (!node.any || segment.empty()) return nullptr;
    values.push_back(segment);
    if (const auto* const end = find(*node.any, path, values)) return end;
    values.pop_back();
    return nullptr;
}

std::string allowed(const Node& node) {
    std::string allow;
    const auto append = [&allow](std::string_view name) {
        if (!allow.empty()) allow += ", ";
        allow += name;
    };
    for (std::size_t i = 0; i < method_count; ++i) {
        const auto method = static_cast<Method>(i);
        const auto& get = node.endpoints[static_cast<std::size_t>(Method::get)];
        if (node.endpoints[i] || (method == Method::head && get)) append(to_string(method));
    }
    return allow;
}

const std::optional<Endpoint>& endpoint_for(const Node& node, Method method) {
    const auto& own = node.endpoints[static_cast<std::size_t>(method)];
    if (own || method != Method::head) return own;
    return node.endpoints[static_cast<std::size_t>(Method::get)];
}

}  // namespace

struct Router::Tree {
    Node root;
    ByText<const Node*> whole;  ///< paths without parameters
};

Router::Router() : tree_(std::make_unique<Tree>()) {}

Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::add(Method method, std::string_view path_template, std::size_t route) {
    ASSERT(path_template.starts_with('/'));
    Endpoint endpoint{route, {}};
    Node* node = &tree_->root;
    for (auto rest = path_template; !rest.empty();) {
        const auto segment = pop_segment(rest);
        auto& child = is_parameter(segment) ? node->any : node->fixed[std::string{segment}];
        if (is_parameter(segment))
            endpoint.names.emplace_back(segment.substr(1, segment.size() - 2));
        if (!child) child = std::make_unique<Node>();
        node = child.get();
    }
    if (endpoint.names.empty()) tree_->whole.emplace(path_template, node);
    auto& place = node->endpoints[static_cast<std::size_t>(method)];
    ASSERT(!place);
    place = std::move(endpoint);
}

RouteMatch Router::match(Method method, std::string_view path) const {
    RouteMatch match;
    if (!path.starts_with('/')) return match;
    std::vector<std::string_view> values;
    const auto whole = tree_->whole.find(path);
    const Node* const node =
        whole != tree_->whole.end() ? whole->second : find(tree_->root, path, values);
    if (node == nullptr) return match;
    const auto& endpoint = endpoint_for(*node, method);
    if (!endpoint) {
        match.result = RouteResult::method_not_allowed;
        match.allow = allowed(*node);
        return match;
    }
    for (std::size_t i = 0; i < endpoint->names.size(); ++i) {
        auto value = percent_decode(values[i], PlusSign::literal);
        if (!value) return RouteMatch{};
        match.params.emplace_back(endpoint->names[i], std::move(*value));
    }
    match.result = RouteResult::found;
    match.route = endpoint->route;
    return match;
}

}  // namespace otpost::net
