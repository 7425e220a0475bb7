// SPDX-License-Identifier: Apache-2.0
#include "sim/seen.hpp"

#include <charconv>

namespace otpost::sim {

namespace {

std::int64_t number_at(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

SeenLease read_lease(std::string_view part) {
    SeenLease lease;
    lease.id = number_at(part);
    lease.status = text_after(part, "status");
    lease.number = text_after(part, "number");
    lease.refunded = part.find(R"("refunded":true)") != std::string_view::npos;
    const auto messages = part.find(R"("messages":[)");
    const std::string_view own = part.substr(0, messages);
    lease.code = text_after(own, "code");
    const auto text = part.find(R"("text":")");
    if (text == std::string_view::npos) return lease;
    lease.has_content = true;
    const auto id = part.rfind(R"("id":"ms_)", text);
    if (id != std::string_view::npos) lease.message = number_at(part.substr(id + 9));
    return lease;
}

}  // namespace

std::string_view text_after(std::string_view body, std::string_view name) {
    for (std::size_t at = body.find(name); at != std::string_view::npos;
         at = body.find(name, at + 1)) {
        const std::size_t end = at + name.size();
        const bool is_name = at > 0 && body[at - 1] == '"' && body.substr(end, 3) == R"(":")";
        if (!is_name) continue;
        const std::string_view value = body.substr(end + 3);
        return value.substr(0, value.find('"'));
    }
    return {};
}

std::int64_t id_in(std::string_view body, std::string_view prefix) {
    for (std::size_t at = body.find(prefix); at != std::string_view::npos;
         at = body.find(prefix, at + 1)) {
        if (at == 0 || body[at - 1] != '"') continue;
        if (body.substr(at + prefix.size(), 1) != "_") continue;
        return number_at(body.substr(at + prefix.size() + 1));
    }
    return 0;
}

std::vector<SeenLease> leases_in(std::string_view body) {
    std::vector<SeenLease> leases;
    constexpr std::string_view mark = R"(id":"ls_)";
    std::size_t at = body.find(mark);
    while (at != std::string_view::npos) {
        // switched_from names another lease, but not by `id`.
        const std::size_t next = body.find(mark, at + mark.size());
        const auto lease = read_lease(body.substr(at + mark.size(), next - at - mark.size()));
        if (!lease.status.empty()) leases.push_back(lease);  // others only name one
        at = next;
    }
    return leases;
}

int rank_of(std::string_view status) {
    if (status == "waiting") return 0;
    return status == "received" ? 1 : 2;
}

}  // namespace otpost::sim
