// SPDX-License-Identifier: Apache-2.0
#include "api/operator_bulk.hpp"

#include "api/audit_entries.hpp"
#include "api/cursor.hpp"
#include "api/operator_bulk_views.hpp"
#include "api/operator_numbers.hpp"
#include "inventory/states.hpp"
#include "leases/supply.hpp"

#include <fmt/format.h>

#include <set>
#include <utility>

namespace otpost::api {

namespace {

using inventory::NumberStatus;
using leases::SuppliedNumber;

/// Each of them may free or withhold a row for every service.
constexpr std::size_t numbers_at_most = 200;

struct NumberAct {
    std::string_view word;
    NumberStatus status;  ///< after it
    Result<> (*run)(db::Tx&, NumberId, Time);
};

constexpr NumberAct acts[] = {
    {"pause", NumberStatus::paused, inventory::pause_number},
    {"resume", NumberStatus::active, inventory::resume_number},
    {"retire", NumberStatus::retired, inventory::retire_number}
};

const NumberAct& act_named(std::string_view word) {
    for (const auto& act : acts)
        if (act.word == word) return act;
    std::unreachable();
}

std::unexpected<Error> wrong(std::string field, std::string message) {
    return std::unexpected{schema::validation_error({{std::move(field), std::move(message)}})};
}

/// One request's numbers, and what became of them.
class Change {
public:
    Change(db::Tx& tx, const Call& call, const NumberAct& act) : tx_(tx), call_(call), act_(act) {}

    Result<ChangedNumbersView> of_named(const std::vector<std::string>& ids) {
        if (ids.empty() || ids.size() > numbers_at_most)
            return wrong("ids", fmt::format("must be 1 to {}", numbers_at_most));
        for (const auto& id : std::set<std::string>{ids.begin(), ids.end()}) {
            const auto parsed = parse<NumberTag>(id);
            const auto number = parsed
                                    ? leases::find_supplied(tx_, call_.principal.account, *parsed)
                                    : std::nullopt;
            if (!number) {
                view_.refused.push_back({.id = id, .number = {}, .reason = "not_found"});
                continue;
            }
            CHECK(apply(*number));
        }
        return std::move(view_);
    }

    Result<ChangedNumbersView> of_matching(
        const NumberFilterRequest& filter, const std::optional<std::string>& cursor
    ) {
        TRY(const auto before, position_of(cursor));
        auto search = number_search(filter.state, filter.country, filter.search);
        search.limit = std::int64_t{numbers_at_most} + 1;
        if (before) search.before = NumberId{*before};
        auto found = leases::list_supplied(tx_, call_.principal.account, search);
        if (found.size() > numbers_at_most) {
            found.pop_back();
            view_.next_cursor = position_cursor(found.back().id.value());
        }
        for (const auto& number : found) CHECK(apply(number));
        return std::move(view_);
    }

private:
    Result<> apply(const SuppliedNumber& number) {
        if (number.status == act_.status) {
            ++view_.unchanged;
            return {};
        }
        if (number.status == NumberStatus::retired) {
            view_.refused.push_back(
                {.id = to_string(number.id), .number = number.e164, .reason = "retired"}
            );
            return {};
        }
        CHECK(act_.run(tx_, number.id, call_.moment.now));
        ++view_.changed;
        auto entry = entry_of(call_, audit::Action::number_status_changed);
        entry.object = {"number", to_string(number.id)};
        entry.detail = inventory::to_string(act_.status);
        audit::append(tx_, entry, call_.moment);
        return {};
    }

    db::Tx& tx_;
    const Call& call_;
    const NumberAct& act_;
    ChangedNumbersView view_;
};

Result<ChangedNumbersView> change_numbers(
    db::Tx& tx, const Call& call, const ChangeOperatorNumbersRequest& request
) {
    if (request.ids.has_value() == request.matching.has_value())
        return wrong("ids", "either ids or matching says which numbers");
    Change change{tx, call, act_named(request.act)};
    if (request.ids) return change.of_named(*request.ids);
    return change.of_matching(*request.matching, request.cursor);
}

}  // namespace

void add_operator_bulk_routes(Routes& routes) {
    routes.command<ChangeOperatorNumbersRequest, ChangedNumbersView>(
        {.method = net::Method::post,
         .path = "/v1/operator/numbers/change",
         .operation = "change_operator_numbers",
         .summary = "Pause, resume or retire many numbers at once",
         .access = Access::operators,
         .scope = identity::Scope::operator_write},
        change_numbers
    );
}

}  // namespace otpost::api
