// SPDX-License-Identifier: Apache-2.0
// What belongs to somebody is not there for anybody else: every operation on an object is tried
// with the real ids of another account, of every kind that its lists show (A6, SEC-A1). That the
// same calls find something for their owner shows that the ids were right.
#include "browser.hpp"
#include "published_policy.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

namespace otpost::api_test {
namespace {

using identity::Role;

class OwnershipApi : public BrowserTest {
protected:
    Person newcomer(Role role) {
        return add_person({.name = fmt::format("person{}", ++people_), .role = role});
    }

    /// Somebody with something of everything: a lease that waits, one with a code, one that is
    /// over, transfers, API keys, a session; an operator has numbers and what they served.
    Person owner(Role role) {
        const Person person = newcomer(role);
        if (role == Role::operator_) give_numbers_to(person);
        for (const char* service : {"whatsapp", "telegram", "signal"}) {
            const Reply lease = open_lease(person, service);
            EXPECT_EQ(lease.status, 201U) << lease;
            const auto path = fmt::format("/v1/leases/{}", lease["/id"]);
            if (service == std::string_view{"telegram"}) as(person).post(path + "/cancel");
            if (service == std::string_view{"signal"})
                deliver({.to = lease["/number"], .text = "Signal code: 271828", .from = "Signal"});
        }
        return person;
    }

    Reply call(const Operation& operation, std::string_view id, const std::string& headers) {
        return Caller{port(), headers}.send(
            operation.method,
            operation.path_with(id),
            sample_body(operation),
            fmt::format("Idempotency-Key: {}\r\n", new_idempotency_key())
        );
    }

    /// From every list and object that needs no id to be asked for.
    std::vector<std::string> ids_of(const Person& person, Role role) {
        const std::string session = session_of(person);
        std::vector<std::string> ids{to_string(person.id), to_string(person.key)};
        for (const Operation& operation : operations_) {
            const auto& least = operation.policy->role;
            if (operation.method != "GET" || operation.has_parameters() || operation.is_stream)
                continue;
            if (!least || role < *least) continue;
            const Reply answer = Caller{port(), session}.get(operation.path);
            EXPECT_TRUE(answer.status == 200 || answer.status == 404) << operation.id << answer;
            collect_ids(answer.json, ids);
        }
        return {ids.begin(), ids.end()};
    }

    void SetUp() override {
        operations_ = operations_of(stranger().get("/openapi.json").json);
        add_numbers("GB", "+4478008", 400);
    }

    std::vector<Operation> operations_;

private:
    int people_ = 0;
};

INSTANTIATE_TEST_SUITE_P(Engines, OwnershipApi, testing::all_engines, testing::engine_name);

TEST_P(OwnershipApi, SEC_A1_ObjectsOfOthersAreNotThere) {
    std::map<std::string, int> kinds;
    int calls = 0;
    int covered = 0;
    for (const Operation& operation : operations_) {
        const auto& least = operation.policy->role;
        // Administrators have business with everybody's objects.
        if (!operation.has_parameters() || !least || *least == Role::admin) continue;
        SCOPED_TRACE(operation.id);
        const Person victim = owner(*least);
        const auto ids = ids_of(victim, *least);
        std::vector<std::string> others;
        for (const Role role : {Role::user, Role::operator_, Role::admin}) {
            if (role < *least) continue;
            const Person other = newcomer(role);
            others.push_back(session_of(other));
            if (operation.policy->api_keys) others.push_back(other.headers);
        }
        for (const std::string& id : ids) {
            for (const std::string& headers : others) {
                const Reply answer = call(operation, id, headers);
                EXPECT_EQ(answer.status, 404U) << id << answer;
                ++calls;
            }
            ++kinds[id.substr(0, id.find('_'))];
        }
        const std::string session = session_of(victim);
        const bool is_found = std::ranges::any_of(ids, [&](const std::string& id) {
            return call(operation, id, session).status != 404;
        });
        EXPECT_TRUE(is_found) << "the owner has nothing that this finds: give owner() some";
        ++covered;
    }
    EXPECT_GE(kinds.size(), 3U);
    std::string told;
    for (const auto& [kind, count] : kinds) told += fmt::format(" {} {}", count, kind);
    fmt::print("ownership: {} operations, {} calls, ids:{}\n", covered, calls, told);
}

}  // namespace
}  // namespace otpost::api_test
