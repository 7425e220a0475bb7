// SPDX-License-Identifier: Apache-2.0
#include "api/refusal_recorder.hpp"

#include "base/log.hpp"
#include "db/async.hpp"

#include <algorithm>
#include <iterator>

namespace otpost::api {

using boost::asio::awaitable;

namespace {

constexpr std::chrono::minutes period{1};
constexpr std::chrono::seconds write_interval{1};

/// Who is counted: the account, or the address of who is none.
std::string source_of(const audit::Entry& entry) {
    const auto& ip = entry.personal.ip;
    const bool is_nobody = entry.actor.text() == audit::Actor::nobody().text();
    return is_nobody && ip ? ip->reveal() : entry.actor.text();
}

}  // namespace

bool RefusalRecorder::may_write_one() const {
    return written_ < limits_.all && noted_.size() < limits_.waiting;
}

void RefusalRecorder::note(audit::Entry entry, Time now) {
    // Set back, the clock would else keep a minute open for as long.
    if (now < minute_ || now - minute_ >= period) end_minute(now);
    const std::pair key{entry.action, source_of(entry)};
    auto source = sources_.find(key);
    if (source == sources_.end()) {
        if (sources_.size() == limits_.sources || !may_write_one()) {
            ++others_[entry.action];
            return;
        }
        source = sources_.emplace(key, Source{.first = entry}).first;
    }
    if (source->second.written == limits_.each || !may_write_one()) {
        ++source->second.rest;
        return;
    }
    ++source->second.written;
    ++written_;
    noted_.push_back({std::move(entry), now});
}

void RefusalRecorder::count_rest(audit::Entry entry, std::int64_t repeats, Time now) {
    entry.repeats = repeats;
    entry.detail = "more of them, not told one by one";
    entry.object = {};
    entry.request_id.clear();
    noted_.push_back({std::move(entry), now});
}

/// What does not fit stays counted.
void RefusalRecorder::end_minute(Time now) {
    for (auto& [key, source] : sources_) {
        if (source.rest == 0) continue;
        if (noted_.size() < limits_.waiting)
            count_rest(std::move(source.first), source.rest, now);
        else
            others_[key.first] += source.rest;
    }
    sources_.clear();
    if (noted_.size() < limits_.waiting) {
        for (const auto& [action, repeats] : others_)
            count_rest({.action = action, .result = "refused"}, repeats, now);
        others_.clear();
    }
    minute_ = now;
    written_ = 0;
}

awaitable<void> RefusalRecorder::write_some() {
    const auto count = std::min(noted_.size(), limits_.in_a_commit);
    const auto end = std::next(noted_.begin(), std::ptrdiff_t(count));
    // Taken out before it waits: at a shutdown the duty and finish() may be here at once.
    std::vector<Noted> batch(std::move_iterator{noted_.begin()}, std::move_iterator{end});
    noted_.erase(noted_.begin(), end);
    auto work = [&](db::Tx& tx) {
        for (const auto& [entry, at] : batch) audit::append(tx, entry, {at, ids_, random_});
    };
    try {
        co_await db::async_write(database_, std::move(work));
    } catch (...) {
        noted_.insert(
            noted_.begin(), std::move_iterator{batch.begin()}, std::move_iterator{batch.end()}
        );
        throw;
    }
}

awaitable<Duration> RefusalRecorder::write(Time now) {
    if (now < minute_ || now - minute_ >= period) end_minute(now);
    if (!noted_.empty()) co_await write_some();
    co_return write_interval;
}

awaitable<void> RefusalRecorder::finish(Time now) {
    end_minute(now);
    try {
        while (!noted_.empty()) co_await write_some();
    } catch (const std::exception& failure) {
        log::error(
            "refusals are missing in the audit log",
            {{"entries", noted_.size()}, {"reason", failure.what()}}
        );
    }
}

}  // namespace otpost::api
