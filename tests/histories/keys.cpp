// SPDX-License-Identifier: Apache-2.0
#include "keys.hpp"

#include <fmt/format.h>

#include <map>

namespace otpost::histories {

namespace {

class KeyRegister {
public:
    void see(const Operation& operation) {
        if (operation.act == Act::message)
            see_message(operation);
        else if (operation.refusal != "conflict")
            see_request(operation);
    }

    /// A key is refused only to a request that is not the one it stands for.
    void check_refused() {
        for (const auto& [name, operation] : refused_) {
            const auto owner = owners_.find(name);
            if (owner != owners_.end() && owner->second->request == operation->request)
                note("was refused to its owner", *owner->second, *operation);
        }
    }

    std::vector<Anomaly> take_anomalies() { return std::move(anomalies_); }

private:
    using Name = std::pair<std::size_t, std::string_view>;

    void note(std::string_view what, const Operation& first, const Operation& second) {
        anomalies_.push_back(
            {"keys",
             fmt::format("key {} {}: {}; {}", first.key, what, describe(first), describe(second))}
        );
    }

    /// Of several copies at most one is new, and it is the message that the others name.
    void see_message(const Operation& operation) {
        const Name name{0, operation.key};
        const auto [copy, is_first] = messages_.try_emplace(name, &operation);
        if (!is_first && copy->second->answer != operation.answer)
            note("names two messages", *copy->second, operation);
        if (operation.was_known) return;
        const auto [accepted, is_new] = accepted_.try_emplace(name, &operation);
        if (!is_new) note("was accepted twice", *accepted->second, operation);
    }

    void see_request(const Operation& operation) {
        const Name name{operation.account, operation.key};
        if (operation.refusal == "idempotency_key_reused") {
            refused_.emplace_back(name, &operation);
            return;
        }
        const auto [owner, is_first] = owners_.try_emplace(name, &operation);
        if (is_first) return;
        const Operation& known = *owner->second;
        if (known.request != operation.request)
            note("did two things", known, operation);
        else if (known.status != operation.status || known.answer != operation.answer)
            note("gave two answers", known, operation);
    }

    std::map<Name, const Operation*> owners_;
    std::map<Name, const Operation*> messages_;
    std::map<Name, const Operation*> accepted_;
    std::vector<std::pair<Name, const Operation*>> refused_;
    std::vector<Anomaly> anomalies_;
};

}  // namespace

std::vector<Anomaly> check_keys(const History& history) {
    KeyRegister keys;
    for (const Operation& operation : history.operations)
        if (is_change(operation.act) && operation.is_answered()) keys.see(operation);
    keys.check_refused();
    return keys.take_anomalies();
}

}  // namespace otpost::histories
