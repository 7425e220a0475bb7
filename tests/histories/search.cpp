// SPDX-License-Identifier: Apache-2.0
#include "search.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>
#include <vector>

namespace otpost::histories {

namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

/// Calls and returns in the order of time as a list from which events are lifted out and put back.
class Timeline {
public:
    explicit Timeline(std::span<const Interval> events) {
        struct Point {
            Nanos time;
            bool is_return;
            std::size_t event;
        };

        std::vector<Point> points;
        for (std::size_t i = 0; i < events.size(); ++i) {
            points.push_back({events[i].called, false, i});
            points.push_back({events[i].returned, true, i});
        }
        // Of one instant the calls come first: such events may stand in any order.
        std::ranges::sort(points, {}, [](const Point& point) {
            return std::tuple{point.time, point.is_return, point.event};
        });
        nodes_.resize(points.size() + 2);
        ends_.resize(events.size());
        for (std::size_t i = 0; i < nodes_.size(); ++i)
            nodes_[i] = {.before = i - 1, .after = i + 1};
        for (std::size_t i = 0; i < points.size(); ++i) {
            nodes_[i + 1].event = points[i].event;
            nodes_[i + 1].is_return = points[i].is_return;
            if (points[i].is_return) ends_[points[i].event] = i + 1;
        }
    }

    std::size_t first() const { return nodes_[0].after; }

    std::size_t next(std::size_t node) const { return nodes_[node].after; }

    bool is_empty() const { return first() + 1 == nodes_.size(); }

    bool is_return(std::size_t node) const { return nodes_[node].is_return; }

    std::size_t event(std::size_t node) const { return nodes_[node].event; }

    void lift(std::size_t call) {
        unlink(call);
        unlink(ends_[nodes_[call].event]);
    }

    void put_back(std::size_t call) {
        link(ends_[nodes_[call].event]);
        link(call);
    }

private:
    struct Node {
        std::size_t before = 0;
        std::size_t after = 0;
        std::size_t event = none;
        bool is_return = false;
    };

    void unlink(std::size_t node) {
        nodes_[nodes_[node].before].after = nodes_[node].after;
        nodes_[nodes_[node].after].before = nodes_[node].before;
    }

    void link(std::size_t node) {
        nodes_[nodes_[node].before].after = node;
        nodes_[nodes_[node].after].before = node;
    }

    std::vector<Node> nodes_;
    std::vector<std::size_t> ends_;
};

}  // namespace

Search search_order(
    std::span<const Interval> events, const std::string& initial, const Step& step
) {
    struct Choice {
        std::size_t call;
        std::string state;  ///< before it
    };

    Timeline timeline(events);
    std::string placed(events.size(), '0');
    std::unordered_set<std::string> tried;
    std::vector<Choice> choices;
    std::string state = initial;
    Search result;
    std::size_t node = timeline.first();
    while (!timeline.is_empty()) {
        if (!timeline.is_return(node)) {
            const auto event = timeline.event(node);
            auto after = step(state, event);
            placed[event] = '1';
            if (after && tried.insert(placed + *after).second) {
                choices.push_back({node, std::exchange(state, *std::move(after))});
                timeline.lift(node);
                node = timeline.first();
                result.placed = std::max(result.placed, choices.size());
                continue;
            }
            placed[event] = '0';
            node = timeline.next(node);
            continue;
        }
        // Whatever comes later can't stand before an event that had returned.
        if (choices.empty()) return {false, result.placed};
        auto [call, before] = std::move(choices.back());
        choices.pop_back();
        placed[timeline.event(call)] = '0';
        timeline.put_back(call);
        state = std::move(before);
        node = timeline.next(call);
    }
    return result;
}

}  // namespace otpost::histories
