// SPDX-License-Identifier: Apache-2.0
#include "sim/witness.hpp"

#include "sim/demand.hpp"

#include <functional>

namespace otpost::sim {

namespace {

/// Content dies at most so long after it was first shown.
constexpr Duration content_life = std::chrono::minutes{5};

/// Whether it was decided, so that the same key must give the same again. Others say: come again,
/// or refuse what never reached the command.
bool is_final(const Answer& answer, std::string_view code) {
    if (answer.status < 300) return true;
    const bool is_decision = answer.status == 402 || answer.status == 403 || answer.status == 404 ||
                             answer.status == 409;
    return is_decision && code != "conflict" && code != "forbidden";
}

}  // namespace

void Witness::saw(const CallSpec& spec, Duration started, const Answer& answer) {
    demand(
        answer.status < 500 || answer.status == 503,
        "an answer with status {} to {}: {}",
        answer.status,
        spec.target,
        answer.body
    );
    if (!spec.idempotency_key.empty()) check_outcome(spec, answer);
    if (answer.status >= 300) return;
    const bool is_fresh = spec.method == net::Method::get;
    for (const SeenLease& lease : leases_in(answer.body)) check_lease(lease, started, is_fresh);
    if (spec.target.ends_with("/recharge")) {
        const std::int64_t transfer = id_in(answer.body, "tr");
        demand(auditor_.has_transfer(transfer), "I6: recharge {} is not in the book", transfer);
    }
    if (spec.target == "/v1/wallet")
        demand(!answer.body.contains("\"-"), "I2: a wallet shows less than nothing");
}

void Witness::check_outcome(const CallSpec& spec, const Answer& answer) {
    const std::string_view code = text_after(answer.body, "code");
    if (!is_final(answer, answer.status >= 400 ? code : std::string_view{})) return;
    if (code == "idempotency_key_reused") return;
    const std::size_t request = std::hash<std::string>{}(spec.target + "\n" + spec.body) +
                                static_cast<unsigned>(spec.method);
    const std::int64_t lease = id_in(answer.body, "ls");
    std::string told =
        answer.status >= 400
            ? fmt::format("{} {}", answer.status, code)
            : fmt::format("{} {} {}", answer.status, lease, id_in(answer.body, "tr"));
    const auto [known, is_new] = outcomes_.try_emplace(
        spec.authorization + " " + spec.idempotency_key, Outcome{request, told}
    );
    if (is_new) return;
    demand(
        known->second.request == request,
        "I7: key {} answers '{}' to one request and '{}' to another",
        spec.idempotency_key,
        known->second.answer,
        told
    );
    demand(
        known->second.answer == told,
        "I7: key {} answered '{}', now '{}'",
        spec.idempotency_key,
        known->second.answer,
        told
    );
}

void Witness::check_lease(const SeenLease& lease, Duration started, bool is_fresh) {
    const auto* const booked = auditor_.lease(lease.id);
    demand(booked != nullptr, "I6: lease {} was told of and is not in the book", lease.id);
    const int rank = rank_of(lease.status);
    demand(
        rank <= rank_of(booked->status),
        "I6: lease {} is told to be {} and booked as {}",
        lease.id,
        lease.status,
        booked->status
    );
    demand(
        !lease.refunded || lease.code.empty(),
        "I12: lease {} is refunded and shows a code",
        lease.id
    );
    SeenState& seen = leases_[lease.id];
    demand(
        !lease.refunded || !seen.had_code, "I12: lease {} showed a code and is refunded", lease.id
    );
    if (!lease.code.empty()) seen.had_code = true;
    if (is_fresh)
        demand(
            rank >= seen.rank || seen.since > started,
            "a read of lease {} says {} after a later state was told",
            lease.id,
            lease.status
        );
    if (rank > seen.rank) {
        seen.rank = rank;
        seen.since = clock_.elapsed();
    }
    if (lease.has_content) check_content(lease, started);
}

void Witness::check_content(const SeenLease& lease, Duration started) {
    const auto [known, is_new] = shown_.try_emplace(lease.message, clock_.elapsed());
    if (is_new) return;
    const Duration first = known->second;
    // The first answer with it may have been lost, and the clock set back before the one seen here.
    const Duration set_back =
        set_back_until(clock_.elapsed()) - set_back_until(first - content_life);
    demand(
        started <= first + content_life + set_back,
        "I11: message {} is shown {} s after its delivery",
        lease.message,
        std::chrono::duration_cast<std::chrono::seconds>(started - first).count()
    );
}

void Witness::wall_was_set(Duration by) {
    if (by.count() >= 0) return;
    const Duration before = set_back_until(clock_.elapsed());
    set_back_.insert_or_assign(clock_.elapsed(), before - by);
}

Duration Witness::set_back_until(Duration moment) const {
    const auto after = set_back_.upper_bound(moment);
    return after == set_back_.begin() ? Duration{0} : std::prev(after)->second;
}

void Witness::saw_event(std::string_view data) {
    for (const SeenLease& lease : leases_in(data)) check_lease(lease, Duration{0}, false);
}

void Witness::saw_receipt(const std::string& name, std::string_view body) {
    const std::string_view status = text_after(body, "status");
    const std::int64_t message = id_in(body, "ms");
    if (message == 0) return;
    Receipt& receipt = receipts_[name];
    demand(
        receipt.message == 0 || receipt.message == message,
        "I8: message {} is {} and {}",
        name,
        receipt.message,
        message
    );
    demand(status != "accepted" || !receipt.accepted, "I8: message {} is accepted twice", name);
    receipt.message = message;
    if (status == "accepted") receipt.accepted = true;
}

}  // namespace otpost::sim
