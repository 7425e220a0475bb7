// SPDX-License-Identifier: Apache-2.0
#include "api/limits.hpp"

#include "api/problem.hpp"
#include "base/assert.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace otpost::api {

namespace {

/// Sixteen bytes each. Who is forgotten among more than these begins anew.
constexpr std::size_t subjects_max = 131'072;

constexpr std::string_view policy_header = "RateLimit-Policy";
constexpr std::string_view standing_header = "RateLimit";

/// When there is more to be had, in whole seconds, never too early.
std::int64_t seconds_left(const LimitStanding& standing) {
    const RateDecision& decision = standing.decision;
    const Time until = decision.remaining == 0 ? decision.retry_at : decision.full_at;
    return std::chrono::ceil<std::chrono::seconds>(until - standing.now).count();
}

void append(std::string& text, std::string_view before, std::int64_t number) {
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.begin(), digits.end(), number).ptr;
    text.append(before).append(digits.data(), end);
}

void append_headers(const LimitStanding& standing, net::Response& response) {
    std::string left;
    left.reserve(standing.nearest->name.size() + 32);
    left.append("\"").append(standing.nearest->name);
    append(left, "\";r=", standing.decision.remaining);
    append(left, ";t=", seconds_left(standing));
    response.headers.reserve(response.headers.size() + 2);
    response.headers.emplace_back(policy_header, standing.nearest->described);
    response.headers.emplace_back(standing_header, std::move(left));
}

}  // namespace

Limits::Limits(const LimitSettings& settings, const Clock& clock, std::uint64_t seed)
    : clock_(clock),
      arrivals_(subjects_max, seed) {
    for (std::size_t i = 0; i < policies_.size(); ++i) {
        const auto limit_class = static_cast<LimitClass>(i / limit_subject_count);
        const auto subject = static_cast<LimitSubject>(i % limit_subject_count);
        const auto& quota = settings.of(limit_class, subject);
        if (!quota) continue;
        ASSERT(is_possible(*quota));
        LimitPolicy& policy = policies_[i];
        policy.rate = rate_of(*quota);
        policy.name = fmt::format("{}-{}", to_string(limit_class), to_string(subject));
        policy.described =
            fmt::format("\"{}\";q={};w={}", policy.name, quota->requests, quota->window.count());
    }
}

bool Limits::admit(LimitStanding& standing, LimitSubject subject, std::uint64_t id) {
    const std::size_t place = index(standing.limit_class, subject);
    LimitPolicy& policy = policies_[place];
    if (!policy.rate) return true;
    // Now, not when the request came: it may have waited for the store, and what others did in
    // the meantime must not be held against it.
    const Time now = clock_.now();
    const RateDecision decision = take(*policy.rate, arrivals_.of(place, id), now);
    if (!decision.allowed || standing.nearest == nullptr ||
        decision.remaining < standing.decision.remaining) {
        standing.nearest = &policy;
        standing.now = now;
        standing.decision = decision;
    }
    if (!decision.allowed) policy.refusals.add();
    return decision.allowed;
}

net::Response Limits::refusal(const LimitStanding& standing, Time now) {
    const Error error{
        ErrorCode::too_many_requests,
        "Too many requests. Wait as long as Retry-After says; RateLimit tells what is left.",
        now + (standing.decision.retry_at - standing.now),
        {}
    };
    net::Response response = problem(error, now, standing.nearest->name);
    append_headers(standing, response);
    return response;
}

bool Limits::is_news(LimitStanding& standing) {
    LimitPolicy& policy = *standing.nearest;
    if (policy.told_at != Time{} && standing.now - policy.told_at < std::chrono::seconds{1})
        return false;
    policy.told_at = standing.now;
    return true;
}

void Limits::tell(const LimitStanding& standing, net::Response& response) {
    if (standing.nearest == nullptr) return;
    const bool says_when = std::ranges::any_of(response.headers, [](const auto& header) {
        return header.first == "Retry-After";
    });
    if (!says_when) append_headers(standing, response);
}

std::int64_t Limits::refusals(LimitClass limit_class, LimitSubject subject) const {
    return policies_[index(limit_class, subject)].refusals.value();
}

}  // namespace otpost::api
