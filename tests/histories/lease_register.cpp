// SPDX-License-Identifier: Apache-2.0
#include "lease_register.hpp"

#include "search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace otpost::histories {

namespace {

enum class Kind { open, cancel, finish, another_code, leave_for_other, message, read, deadline };

/// Something that happens to one lease of the register, or to whichever is live.
struct Event {
    Kind kind = Kind::open;
    std::size_t lease = 0;
    const Operation* operation = nullptr;  ///< null: the deadline
};

/// One lease in a state of the register, three characters long.
struct Slot {
    char status = '-';  ///< the first letter of its status, `-` before it opens, `d` when completed
    char messages = '0';
    char awaits = 'n';

    bool is_live() const { return status == 'w' || status == 'r'; }

    bool has_code() const { return status == 'r' || status == 'd'; }
};

char letter_of(const std::string& status) {
    if (status == "completed") return 'd';
    if (status == "expired") return 'x';
    return status.empty() ? '-' : status.front();
}

constexpr std::size_t slot_size = 3;

Slot slot_at(const std::string& state, std::size_t lease) {
    const auto at = lease * slot_size;
    return {state[at], state[at + 1], state[at + 2]};
}

std::string with(std::string state, std::size_t lease, Slot slot) {
    state[lease * slot_size] = slot.status;
    state[lease * slot_size + 1] = slot.messages;
    state[lease * slot_size + 2] = slot.awaits;
    return state;
}

std::string closed(const std::string& state, std::size_t lease, char status) {
    Slot slot = slot_at(state, lease);
    slot.status = status;
    slot.awaits = 'n';
    return with(state, lease, slot);
}

/// A number and a service with all that was asked of their leases.
class Register {
public:
    std::size_t lease_of(const LeaseSight& sight) {
        const auto [place, is_new] = places_.try_emplace(sight.id, deadlines_.size());
        if (is_new) deadlines_.push_back(sight.expires_at);
        return place->second;
    }

    void add(Event event, Interval when) {
        events_.push_back(event);
        intervals_.push_back(when);
    }

    bool has_leases() const { return !deadlines_.empty(); }

    Search search() {
        add_deadlines();
        std::string start(deadlines_.size() * slot_size, '-');
        for (std::size_t i = 0; i < deadlines_.size(); ++i) start = with(start, i, Slot{});
        return search_order(intervals_, start, [&](const std::string& states, std::size_t index) {
            return step(states, index);
        });
    }

    std::string story() const {
        std::vector<std::size_t> order(events_.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::ranges::sort(order, {}, [&](std::size_t i) { return intervals_[i].called; });
        std::string text;
        for (const std::size_t i : order) {
            text += "\n    ";
            if (events_[i].operation != nullptr)
                text += describe(*events_[i].operation);
            else
                text += fmt::format(
                    "deadline {:.3f} ms", static_cast<double>(intervals_[i].called) / 1e6
                );
        }
        return text;
    }

private:
    void add_deadlines() {
        for (std::size_t i = 0; i < deadlines_.size(); ++i)
            add({Kind::deadline, i, nullptr},
                {deadlines_[i] - clock_slack, deadlines_[i] + closing_patience});
    }

    /// Where two outcomes are possible the register is in both states until one is ruled out.
    std::optional<std::string> step(const std::string& states, std::size_t index) const {
        const std::size_t size = deadlines_.size() * slot_size;
        std::set<std::string> after;
        for (std::size_t at = 0; at < states.size(); at += size)
            for (std::string& state : outcomes(states.substr(at, size), events_[index]))
                after.insert(std::move(state));
        if (after.empty()) return std::nullopt;
        std::string all;
        for (const std::string& state : after) all += state;
        return all;
    }

    std::vector<std::string> outcomes(const std::string& state, const Event& event) const {
        switch (event.kind) {
            case Kind::open:
                return open(state, event.lease);
            case Kind::cancel:
                return cancel(state, event);
            case Kind::finish:
                return finish(state, event);
            case Kind::another_code:
                return ask_another_code(state, event);
            case Kind::leave_for_other:
                return leave_for_other(state, event);
            case Kind::message:
                return take_message(state, *event.operation);
            case Kind::read:
                if (!fits(slot_at(state, event.lease), event.operation->sight)) return {};
                return {state};
            case Kind::deadline:
                return pass_deadline(state, event.lease);
        }
        return {};
    }

    static bool fits(const Slot& slot, const std::optional<LeaseSight>& sight) {
        return sight && slot.status == letter_of(sight->status) &&
               slot.messages - '0' == sight->messages && (slot.awaits == 'y') == sight->awaits_code;
    }

    std::vector<std::string> open(const std::string& state, std::size_t lease) const {
        for (std::size_t i = 0; i < deadlines_.size(); ++i) {
            const Slot other = slot_at(state, i);
            if (other.is_live() || other.has_code()) return {};
        }
        if (slot_at(state, lease).status != '-') return {};
        return {with(state, lease, {.status = 'w'})};
    }

    bool may_be_past_deadline(const Event& event) const {
        return event.operation->returned >= deadlines_[event.lease] - clock_slack;
    }

    bool may_be_before_deadline(const Event& event) const {
        return event.operation->invoked < deadlines_[event.lease] + clock_slack;
    }

    std::vector<std::string> cancel(const std::string& state, const Event& event) const {
        const Slot slot = slot_at(state, event.lease);
        const Operation& asked = *event.operation;
        const std::string done = closed(state, event.lease, 'c');
        if (!asked.is_answered())
            return slot.status == 'w' ? std::vector{state, done} : std::vector{state};
        bool fits_answer = false;
        if (asked.has_succeeded()) {
            if (slot.status != 'w' || !asked.sight) return {};
            if (asked.sight->status == "cancelled") return {done};
            if (asked.sight->status == "expired" && may_be_past_deadline(event))
                return {closed(state, event.lease, 'x')};
        } else if (asked.refusal == "cancel_after_code") {
            fits_answer = slot.has_code();
        } else if (asked.refusal == "lease_closed") {
            fits_answer = slot.status == 'c' || slot.status == 'x' ||
                          (slot.status == 'w' && may_be_past_deadline(event));
        }
        return fits_answer ? std::vector{state} : std::vector<std::string>{};
    }

    /// Both finish and another code are for a lease that has its code.
    std::vector<std::string> refused_without_code(const std::string& state, const Event& event)
        const {
        const Slot slot = slot_at(state, event.lease);
        const auto& refusal = event.operation->refusal;
        const bool is_over = !slot.is_live() || (slot.status == 'r' && may_be_past_deadline(event));
        if (refusal == "lease_not_received" && slot.status == 'w') return {state};
        if (refusal == "lease_closed" && slot.status != '-' && is_over) return {state};
        return {};
    }

    std::vector<std::string> finish(const std::string& state, const Event& event) const {
        const Slot slot = slot_at(state, event.lease);
        const std::string done = closed(state, event.lease, 'd');
        if (!event.operation->is_answered())
            return slot.status == 'r' ? std::vector{state, done} : std::vector{state};
        if (!event.operation->has_succeeded()) return refused_without_code(state, event);
        return slot.status == 'r' ? std::vector{done} : std::vector<std::string>{};
    }

    std::vector<std::string> ask_another_code(const std::string& state, const Event& event) const {
        Slot slot = slot_at(state, event.lease);
        const bool is_received = slot.status == 'r';
        slot.awaits = 'y';
        const std::string asked = with(state, event.lease, slot);
        if (!event.operation->is_answered())
            return is_received ? std::vector{state, asked} : std::vector{state};
        if (!event.operation->has_succeeded()) return refused_without_code(state, event);
        if (!is_received || !may_be_before_deadline(event)) return {};
        return {asked};
    }

    std::vector<std::string> leave_for_other(const std::string& state, const Event& event) const {
        const Slot slot = slot_at(state, event.lease);
        const Operation& asked = *event.operation;
        const std::string left = closed(state, event.lease, slot.status == 'w' ? 'c' : 'd');
        if (!asked.is_answered())
            return slot.is_live() ? std::vector{state, left} : std::vector{state};
        if (asked.has_succeeded())
            return slot.is_live() && may_be_before_deadline(event) ? std::vector{left}
                                                                   : std::vector<std::string>{};
        if (asked.refusal == "lease_closed") {
            const bool is_over = !slot.is_live() || may_be_past_deadline(event);
            return slot.status != '-' && is_over ? std::vector{state} : std::vector<std::string>{};
        }
        // The new one can't be had: nothing was done to the old one, which was live.
        return slot.is_live() ? std::vector{state} : std::vector<std::string>{};
    }

    std::vector<std::string> take_message(const std::string& state, const Operation& message)
        const {
        for (std::size_t i = 0; i < deadlines_.size(); ++i) {
            Slot slot = slot_at(state, i);
            if (!slot.is_live()) continue;
            const bool may_miss =
                !message.is_answered() || message.returned >= deadlines_[i] - clock_slack;
            const bool may_hit = message.invoked < deadlines_[i] + clock_slack;
            slot.status = 'r';
            slot.awaits = 'n';
            ++slot.messages;
            std::vector<std::string> both;
            if (may_hit) both.push_back(with(state, i, slot));
            if (may_miss) both.push_back(state);
            return both;
        }
        return {state};
    }

    static std::vector<std::string> pass_deadline(const std::string& state, std::size_t lease) {
        const Slot slot = slot_at(state, lease);
        if (slot.status == '-') return {};
        if (!slot.is_live()) return {state};
        return {closed(state, lease, slot.status == 'w' ? 'x' : 'd')};
    }

    std::map<std::int64_t, std::size_t> places_;
    std::vector<Nanos> deadlines_;
    std::vector<Event> events_;
    std::vector<Interval> intervals_;
};

using PairName = std::pair<std::string, std::string>;

class Registers {
public:
    explicit Registers(const std::vector<Operation>& operations) {
        for (const Operation& operation : operations) {
            if (!operation.sight) continue;
            const auto& sight = *operation.sight;
            Register& pair = pairs_[{sight.number, sight.service}];
            homes_.try_emplace(sight.id, Home{&pair, pair.lease_of(sight)});
        }
        for (const Operation& operation : operations) add(operation);
    }

    std::vector<Anomaly> check() {
        std::vector<Anomaly> anomalies;
        for (auto& [name, pair] : pairs_) {
            const Search found = pair.search();
            if (found.is_linearizable) continue;
            anomalies.push_back(
                {"leases",
                 fmt::format(
                     "{} {}: {} events have an order, not all:{}",
                     name.first,
                     name.second,
                     found.placed,
                     pair.story()
                 )}
            );
        }
        return anomalies;
    }

private:
    struct Home {
        Register* pair;
        std::size_t lease;
    };

    void add(const Operation& operation) {
        switch (operation.act) {
            case Act::open:
                add_opened(operation);
                return;
            case Act::cancel:
                add_acted(operation, Kind::cancel);
                return;
            case Act::finish:
                add_acted(operation, Kind::finish);
                return;
            case Act::another_code:
                add_acted(operation, Kind::another_code);
                return;
            case Act::switch_to:
                add_acted(operation, Kind::leave_for_other);
                add_opened(operation);
                return;
            case Act::read_lease:
                if (operation.sight) add_acted(operation, Kind::read);
                return;
            case Act::message:
                add_message(operation);
                return;
            case Act::recharge:
            case Act::read_wallet:
            case Act::read_statement:
                return;
        }
    }

    static Interval when(const Operation& operation) {
        return {operation.invoked, operation.returned};
    }

    void add_opened(const Operation& operation) {
        if (!operation.sight) return;
        const Home home = homes_.at(operation.sight->id);
        home.pair->add({Kind::open, home.lease, &operation}, when(operation));
    }

    void add_acted(const Operation& operation, Kind kind) {
        const auto home = homes_.find(operation.lease);
        if (home == homes_.end()) return;
        home->second.pair->add({kind, home->second.lease, &operation}, when(operation));
    }

    void add_message(const Operation& operation) {
        const auto pair = pairs_.find({operation.number, operation.service});
        if (pair == pairs_.end()) return;
        pair->second.add({Kind::message, 0, &operation}, when(operation));
    }

    std::map<PairName, Register> pairs_;
    std::map<std::int64_t, Home> homes_;
};

}  // namespace

std::vector<Anomaly> check_leases(const History& history) {
    const auto operations = fold_repeated(history.operations);
    return Registers(operations).check();
}

}  // namespace otpost::histories
