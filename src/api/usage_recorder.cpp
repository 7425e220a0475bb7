// SPDX-License-Identifier: Apache-2.0
#include "api/usage_recorder.hpp"

#include "base/log.hpp"
#include "db/async.hpp"

#include <utility>

namespace otpost::api {

using boost::asio::awaitable;

namespace {

constexpr std::chrono::seconds write_interval{3};
constexpr std::chrono::milliseconds write_on{250};

std::string endpoint_of(const RouteSpec& spec) {
    std::string text{net::to_string(spec.method)};
    return text.append(" ").append(spec.path);
}

}  // namespace

void UsageRecorder::note(
    AccountId account, const RouteSpec& spec, unsigned status, std::string_view ip, Time now
) {
    auto ring = rings_.find(account.value());
    const bool is_full = ring != rings_.end() && ring->second.noted.size() == limits_.each;
    if (!is_full && count_ == limits_.all) {
        ++dropped_;
        return;
    }
    if (is_full) {
        auto& [noted, oldest] = ring->second;
        noted[oldest] = {&spec, status, std::string{ip}, now};
        oldest = (oldest + 1) % limits_.each;
        return;
    }
    if (ring == rings_.end()) ring = rings_.try_emplace(account.value()).first;
    ring->second.noted.push_back({&spec, status, std::string{ip}, now});
    ++count_;
}

std::vector<identity::ApiRequest> UsageRecorder::take_some() {
    std::vector<identity::ApiRequest> batch;
    while (!rings_.empty() && batch.size() < limits_.in_a_commit) {
        auto taken = rings_.extract(rings_.begin());
        auto& [noted, oldest] = taken.mapped();
        for (std::size_t i = 0; i < noted.size(); ++i) {
            auto& [spec, status, ip, at] = noted[(oldest + i) % noted.size()];
            batch.push_back(
                {AccountId{taken.key()}, endpoint_of(*spec), status, Personal{std::move(ip)}, at}
            );
        }
    }
    count_ -= batch.size();
    return batch;
}

awaitable<void> UsageRecorder::write_some() {
    const auto batch = take_some();
    auto work = [&](db::Tx& tx) { identity::record_api_requests(tx, batch, ids_); };
    co_await db::async_write(database_, std::move(work));
}

awaitable<Duration> UsageRecorder::write() {
    const auto dropped = std::exchange(dropped_, 0);
    if (dropped > 0) log::warning("API requests not on record", {{"requests", dropped}});
    if (!rings_.empty()) co_await write_some();
    co_return rings_.empty() ? Duration{write_interval} : Duration{write_on};
}

awaitable<void> UsageRecorder::finish() {
    try {
        while (!rings_.empty()) co_await write_some();
    } catch (const std::exception& failure) {
        log::warning("API requests not on record", {{"reason", failure.what()}});
    }
}

}  // namespace otpost::api
