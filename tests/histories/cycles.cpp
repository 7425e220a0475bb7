// SPDX-License-Identifier: Apache-2.0
#include "cycles.hpp"

#include "graph.hpp"
#include "versions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace otpost::histories {

namespace {

using Node = Graph::Node;

class Dependencies {
public:
    explicit Dependencies(const History& history)
        : operations_(fold_repeated(history.operations)),
          wallets_(versions_of(history)) {
        for (const Versions& versions : wallets_) add_chain(versions);
        for (const Operation& operation : operations_)
            if (operation.has_succeeded()) add(operation);
        add_real_time();
    }

    std::vector<Anomaly> check() const {
        std::vector<Anomaly> anomalies;
        for (const auto& cycle : graph_.cycles()) {
            std::string text;
            for (const auto& [from, why] : cycle) {
                const auto name = names_.find(from);
                if (name != names_.end()) text += fmt::format("\n    {}", name->second);
                if (why != in_time) text += fmt::format(" ={}=>", why);
            }
            anomalies.push_back({"cycles", text});
        }
        return anomalies;
    }

private:
    static constexpr std::string_view in_time = "time";

    struct Timed {
        Nanos invoked;
        Nanos returned;
        Node node;
    };

    /// A node for each transaction: version 0, and each last version that a transaction wrote.
    void add_chain(const Versions& versions) {
        std::vector<Node> writers;
        for (Version version = 0; version <= versions.last(); ++version) {
            const bool goes_on = version > 0 && versions.is_inner(version - 1);
            writers.push_back(goes_on ? writers.back() : graph_.add_node());
            if (version == 0) continue;
            graph_.add_edge(writers[version - 1], writers[version], "ww");
            const Transfer& transfer = versions.transfer(version);
            names_[writers[version]] +=
                fmt::format("[{} of lease {}]", transfer.kind, transfer.lease);
        }
        writers_.push_back(std::move(writers));
    }

    void add(const Operation& operation) {
        if (const auto written = version_written(operation)) {
            add_timed(operation, writers_[operation.account][*written]);
            return;
        }
        const bool is_reader = operation.sight || operation.wallet || !operation.lines.empty();
        if (!is_reader || operation.act == Act::message) return;
        const Node reader = graph_.add_node();
        add_timed(operation, reader);
        const Versions& versions = wallets_[operation.account];
        const auto& writers = writers_[operation.account];
        if (operation.wallet) {
            // One that the wallet held several times says too little.
            const auto& with = versions.with(*operation.wallet);
            if (with.size() == 1) add_read(reader, writers, with.front(), with.front() + 1);
        } else if (!operation.lines.empty()) {
            const auto newest = versions.of_transfer(operation.lines.front().transfer);
            if (newest) add_read(reader, writers, *newest, versions.next_line(*newest + 1));
        } else {
            add_lease_read(reader, *operation.sight, operation.account);
        }
    }

    void add_read(
        Node reader,
        const std::vector<Node>& writers,
        Version read,
        std::optional<Version> overwritten
    ) {
        graph_.add_edge(writers[read], reader, "wr");
        if (overwritten && *overwritten < writers.size())
            graph_.add_edge(reader, writers[*overwritten], "rw");
    }

    void add_lease_read(Node reader, const LeaseSight& sight, std::size_t account) {
        const auto& writers = writers_[account];
        const auto opening = wallets_[account].opening(sight.id);
        const auto outcome = wallets_[account].outcome(sight.id);
        if (opening) graph_.add_edge(writers[*opening], reader, "wr");
        if (!outcome) return;
        if (sight.status == "waiting")
            graph_.add_edge(reader, writers[*outcome], "rw");
        else
            graph_.add_edge(writers[*outcome], reader, "wr");
    }

    std::optional<Version> version_written(const Operation& operation) const {
        const Versions& versions = wallets_[operation.account];
        if (operation.act == Act::recharge) return versions.recharge(operation.key);
        if (!operation.sight) return std::nullopt;
        if (operation.act == Act::open || operation.act == Act::switch_to)
            return versions.opening(operation.sight->id);
        if (operation.act == Act::cancel && operation.sight->is_refunded)
            return versions.outcome(operation.sight->id);
        return std::nullopt;
    }

    void add_timed(const Operation& operation, Node node) {
        timed_.push_back({operation.invoked, operation.returned, node});
        names_[node] += describe(operation);
    }

    /// A chain of nodes, one per return, instead of an edge for every pair: who returned leads to
    /// its own, and the newest one before a call leads to who was called.
    void add_real_time() {
        std::ranges::sort(timed_, {}, &Timed::returned);
        std::vector<std::pair<Nanos, Node>> returns;
        for (const auto& [invoked, returned, node] : timed_) {
            if (returned == never) continue;
            const Node passed = graph_.add_node();
            graph_.add_edge(node, passed, in_time);
            if (!returns.empty()) graph_.add_edge(returns.back().second, passed, in_time);
            returns.emplace_back(returned, passed);
        }
        for (const auto& [invoked, returned, node] : timed_) {
            const auto later =
                std::ranges::lower_bound(returns, invoked, {}, &std::pair<Nanos, Node>::first);
            if (later != returns.begin()) graph_.add_edge(std::prev(later)->second, node, in_time);
        }
    }

    std::vector<Operation> operations_;
    std::vector<Versions> wallets_;
    std::vector<std::vector<Node>> writers_;
    std::vector<Timed> timed_;
    std::map<Node, std::string> names_;
    Graph graph_;
};

}  // namespace

std::vector<Anomaly> check_cycles(const History& history) {
    return Dependencies(history).check();
}

}  // namespace otpost::histories
