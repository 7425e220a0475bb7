// SPDX-License-Identifier: Apache-2.0
// A directed graph with named edges, and its cycles.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace otpost::histories {

class Graph {
public:
    using Node = std::size_t;

    struct Edge {
        Node to = 0;
        std::string_view why;
    };

    /// An edge of a cycle, with where it starts.
    struct Step {
        Node from = 0;
        std::string_view why;
    };

    Node add_node();
    void add_edge(Node from, Node to, std::string_view why);

    /// One shortest cycle of each strongly connected part.
    std::vector<std::vector<Step>> cycles() const;

private:
    std::vector<std::vector<Node>> connected_parts() const;
    std::vector<Step> shortest_cycle(const std::vector<Node>& part) const;

    std::vector<std::vector<Edge>> edges_;
};

}  // namespace otpost::histories
