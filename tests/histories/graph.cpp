// SPDX-License-Identifier: Apache-2.0
#include "graph.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <set>

namespace otpost::histories {

namespace {

constexpr std::size_t unseen = static_cast<std::size_t>(-1);

}  // namespace

Graph::Node Graph::add_node() {
    edges_.emplace_back();
    return edges_.size() - 1;
}

void Graph::add_edge(Node from, Node to, std::string_view why) {
    if (from != to) edges_[from].push_back({to, why});
}

/// Tarjan's algorithm without recursion: histories are longer than the stack is deep.
std::vector<std::vector<Graph::Node>> Graph::connected_parts() const {
    struct Visit {
        Node node;
        std::size_t next_edge = 0;
    };

    std::vector<std::size_t> order(edges_.size(), unseen);
    std::vector<std::size_t> lowest(edges_.size(), unseen);
    std::vector<char> is_open(edges_.size(), 0);
    std::vector<Node> open;
    std::vector<Visit> path;
    std::vector<std::vector<Node>> parts;
    std::size_t seen = 0;
    const auto enter = [&](Node node) {
        order[node] = lowest[node] = seen++;
        is_open[node] = 1;
        open.push_back(node);
        path.push_back({node});
    };
    const auto leave = [&](Node node) {
        path.pop_back();
        if (!path.empty())
            lowest[path.back().node] = std::min(lowest[path.back().node], lowest[node]);
        if (lowest[node] != order[node]) return;
        const auto begin = std::ranges::find(open, node);
        if (open.end() - begin > 1) parts.emplace_back(begin, open.end());
        for (auto i = begin; i != open.end(); ++i) is_open[*i] = 0;
        open.erase(begin, open.end());
    };
    for (Node root = 0; root < edges_.size(); ++root) {
        if (order[root] == unseen) enter(root);
        while (!path.empty()) {
            auto& [node, next_edge] = path.back();
            if (next_edge == edges_[node].size()) {
                leave(node);
                continue;
            }
            const Node to = edges_[node][next_edge++].to;
            if (order[to] == unseen)
                enter(to);
            else if (is_open[to] != 0)
                lowest[node] = std::min(lowest[node], order[to]);
        }
    }
    return parts;
}

std::vector<Graph::Step> Graph::shortest_cycle(const std::vector<Node>& part) const {
    const std::set<Node> inside(part.begin(), part.end());
    const Node start = *inside.begin();
    std::map<Node, Step> reached;
    std::deque<Node> waiting{start};
    while (!waiting.empty() && !reached.contains(start)) {
        const Node node = waiting.front();
        waiting.pop_front();
        for (const auto& [to, why] : edges_[node]) {
            if (!inside.contains(to) || !reached.try_emplace(to, Step{node, why}).second) continue;
            waiting.push_back(to);
        }
    }
    std::vector<Step> cycle;
    for (Node node = start; cycle.empty() || node != start; node = cycle.back().from)
        cycle.push_back(reached.at(node));
    std::ranges::reverse(cycle);
    return cycle;
}

std::vector<std::vector<Graph::Step>> Graph::cycles() const {
    std::vector<std::vector<Step>> cycles;
    for (const auto& part : connected_parts()) cycles.push_back(shortest_cycle(part));
    return cycles;
}

}  // namespace otpost::histories
