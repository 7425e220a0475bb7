// SPDX-License-Identifier: Apache-2.0
#include "sim/actors/supplier.hpp"

#include "suppliers/http/http_supplier.hpp"

#include <fmt/format.h>

namespace otpost::sim {

using namespace std::chrono_literals;

namespace {

constexpr int tries_max = 8;

std::string json_of(
    std::string_view id,
    std::string_view to,
    std::string_view sender,
    std::string_view text,
    std::string_view part
) {
    return fmt::format(
        R"({{"id":"{}","to":"{}","from":"{}","text":"{}"{}{}}})",
        id,
        to,
        sender,
        text,
        part.empty() ? "" : R"(,"part":)",
        part
    );
}

}  // namespace

void Supplier::expect(const std::string& number, const Sold& service, Duration window) {
    Faults& faults = stage_.faults;
    if (faults.strikes(Fault::message_lost)) return;
    const Sold* named = &service;
    if (faults.strikes(Fault::message_of_other_service))
        named = &services[stage_.below(std::size(services))];
    std::string to = number;
    if (faults.strikes(Fault::message_to_other_number))
        to.back() = static_cast<char>('0' + stage_.below(10));
    const bool has_code = !stage_.one_in(12);
    const std::string words =
        has_code ? fmt::format("code: {:06}", stage_.below(1'000'000)) : "welcome back";
    Sms sms{
        fmt::format("{}-{}", slug_, ++messages_),
        std::move(to),
        std::string{named->name},
        fmt::format("Your {} {}. {}{}", named->name, words, canary, messages_)
    };
    Duration delay = stage_.draw(window / 2);
    // Now and then to the second of the deadline, where it meets expiry and cancel.
    if (stage_.one_in(6)) delay = window - 30ms + stage_.draw(60ms);
    if (faults.strikes(Fault::message_late)) delay = window + stage_.draw(window);
    if (faults.strikes(Fault::message_in_parts)) {
        deliver_in_parts(sms, delay);
        return;
    }
    if (faults.strikes(Fault::message_duplicated)) deliver(sms, delay + stage_.draw(30s));
    if (faults.strikes(Fault::message_renamed)) {
        Sms renamed = sms;
        renamed.id += "-again";
        deliver(std::move(renamed), delay + stage_.draw(5s));
    }
    deliver(std::move(sms), delay);
    if (stage_.one_in(5)) {
        Sms second{
            fmt::format("{}-{}", slug_, ++messages_),
            number,
            std::string{service.name},
            fmt::format("{:06} is your {} code {}", stage_.below(1'000'000), service.name, canary)
        };
        deliver(std::move(second), delay + stage_.draw(20s));
    }
}

void Supplier::deliver_in_parts(const Sms& sms, Duration delay) {
    const int total = 2 + static_cast<int>(stage_.below(2));
    const int reference = static_cast<int>(stage_.below(256));
    const std::size_t size = sms.text.size() / static_cast<std::size_t>(total) + 1;
    for (int seq = 1; seq <= total; ++seq) {
        if (stage_.one_in(15)) continue;
        Sms part = sms;
        part.id = fmt::format("{}/{}", sms.id, seq);
        part.text = sms.text.substr(static_cast<std::size_t>(seq - 1) * size, size);
        part.part = fmt::format(R"({{"ref":{},"total":{},"seq":{}}})", reference, total, seq);
        if (stage_.one_in(6)) deliver(part, delay + stage_.draw(10s));
        deliver(std::move(part), delay + stage_.draw(4s));
    }
}

void Supplier::deliver(Sms sms, Duration delay) {
    stage_.clock.call_in(delay, this, [this, sms = std::move(sms)] { send(sms); });
}

void Supplier::send(const Sms& sms) {
    const bool is_stale = stage_.faults.strikes(Fault::message_stale);
    const Time signed_at = stage_.clock.now() - (is_stale ? 400s : 0s);
    const std::string timestamp = std::to_string(to_micros(signed_at) / 1'000'000);
    CallSpec spec{
        .method = net::Method::post,
        .target = "/ingest/http/" + slug_,
        .body = json_of(sms.id, sms.to, sms.sender, sms.text, sms.part),
        .actor = actor_
    };
    std::string signature = suppliers::http::signature(secret_, timestamp, spec.body);
    if (stage_.faults.strikes(Fault::message_forged)) signature.back() ^= 1;
    spec.headers.emplace_back("x-otpost-timestamp", timestamp);
    spec.headers.emplace_back("x-otpost-signature", std::move(signature));
    stage_.network.call(std::move(spec), [this, sms](const Answer* answer) {
        answered(sms, answer);
    });
}

void Supplier::answered(Sms sms, const Answer* answer) {
    if (answer != nullptr && answer->status == 200 && sms.part.empty())
        stage_.witness.saw_receipt(sms.id, answer->body);
    const bool is_done = answer != nullptr && answer->status < 500 && answer->status != 401;
    if (is_done || ++sms.tries >= tries_max) return;
    deliver(std::move(sms), 500ms + stage_.draw(5s));
}

}  // namespace otpost::sim
