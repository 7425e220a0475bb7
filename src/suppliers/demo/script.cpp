// SPDX-License-Identifier: Apache-2.0
#include "suppliers/demo/script.hpp"

#include "suppliers/suppliers_data.hpp"

#include <fmt/format.h>

namespace otpost::suppliers::demo {

namespace {

const std::vector<std::string_view>& templates() {
    static const std::vector<std::string_view> all = [] {
        std::vector<std::string_view> lines;
        std::string_view rest = data::messages;
        while (!rest.empty()) {
            const auto end = std::min(rest.find('\n'), rest.size());
            const std::string_view line = rest.substr(0, end);
            rest.remove_prefix(std::min(end + 1, rest.size()));
            if (!line.empty() && !line.starts_with('#')) lines.push_back(line);
        }
        return lines;
    }();
    return all;
}

std::string replaced(std::string text, std::string_view name, std::string_view value) {
    const auto at = text.find(name);
    if (at != std::string::npos) text.replace(at, name.size(), value);
    return text;
}

PlannedMessage make_message(
    std::string_view to, std::string_view service_name, Random& random, Time due_at
) {
    const auto& all = templates();
    std::string text{all[random.below(all.size())]};
    text = replaced(std::move(text), "{service}", service_name);
    text = replaced(std::move(text), "{code}", fmt::format("{:06}", random.below(1'000'000)));
    return {
        .due_at = due_at,
        .id = fmt::format("demo-{:016x}", random.next_u64()),
        .to = std::string{to},
        .sender = std::string{service_name},
        .text = std::move(text),
        .received_at = due_at
    };
}

}  // namespace

std::vector<PlannedMessage> plan_messages(
    std::string_view to, std::string_view service_name, Random& random, Time now
) {
    const std::uint64_t draw = random.below(100);
    const Time due =
        now + std::chrono::milliseconds{3000 + static_cast<std::int64_t>(random.below(7000))};
    if (draw < 8) return {};
    if (draw < 16) {
        const std::string_view other = service_name == "Telegram" ? "WhatsApp" : "Telegram";
        return {make_message(to, other, random, due)};
    }
    std::vector<PlannedMessage> planned{make_message(to, service_name, random, due)};
    if (draw < 22) {
        planned.push_back(planned.front());
        planned.back().due_at = due + std::chrono::seconds{1};
    } else if (draw < 28) {
        planned.push_back(planned.front());
        planned.back().due_at = due + std::chrono::seconds{2};
        planned.back().id += "-resent";
    }
    return planned;
}

}  // namespace otpost::suppliers::demo
