// SPDX-License-Identifier: Apache-2.0
#include "app/metrics.hpp"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <vector>

namespace otpost::app {

namespace {

using Families = std::vector<prometheus::MetricFamily>;
using prometheus::MetricType;

prometheus::MetricFamily& add_family(
    Families& families, const char* name, const char* help, MetricType type
) {
    return families.emplace_back(prometheus::MetricFamily{name, help, type, {}});
}

void add_value(
    prometheus::MetricFamily& family,
    double value,
    std::vector<prometheus::ClientMetric::Label> labels = {}
) {
    prometheus::ClientMetric metric;
    metric.label = std::move(labels);
    if (family.type == MetricType::Counter) {
        metric.counter.value = value;
    } else {
        metric.gauge.value = value;
    }
    family.metric.push_back(std::move(metric));
}

void add_one(
    Families& families, const char* name, const char* help, MetricType type, std::int64_t value
) {
    add_value(add_family(families, name, help, type), static_cast<double>(value));
}

void add_http(Families& families, const net::Counters& http) {
    constexpr auto counter = MetricType::Counter;
    constexpr auto gauge = MetricType::Gauge;
    auto& answers =
        add_family(families, "otpost_http_answers_total", "HTTP answers by status", counter);
    for (std::size_t status = 100; status < http.answers.size(); ++status) {
        const std::int64_t count = http.answers[status].value();
        if (count != 0)
            add_value(answers, static_cast<double>(count), {{"status", std::to_string(status)}});
    }
    add_one(
        families,
        "otpost_http_connections_open",
        "Open connections",
        gauge,
        http.connections_open.value()
    );
    add_one(
        families,
        "otpost_event_streams_open",
        "Open event streams",
        gauge,
        http.streams_open.value()
    );
    add_one(
        families,
        "otpost_http_connections_total",
        "Accepted connections",
        counter,
        http.connections_total.value()
    );
    add_one(
        families,
        "otpost_http_connections_refused_total",
        "Connections over a limit",
        counter,
        http.connections_refused.value()
    );
    add_one(
        families,
        "otpost_http_requests_refused_total",
        "Requests refused by the gate or a limit",
        counter,
        http.requests_refused.value()
    );
    add_one(
        families,
        "otpost_http_deadlines_missed_total",
        "Connections closed for being slow",
        counter,
        http.deadlines_missed.value()
    );
    add_one(families, "otpost_http_bytes_in_total", "Bytes read", counter, http.bytes_in.value());
    add_one(
        families, "otpost_http_bytes_out_total", "Bytes written", counter, http.bytes_out.value()
    );
}

void add_limits(Families& families, const api::Limits& limits) {
    auto& refusals = add_family(
        families,
        "otpost_limit_refusals_total",
        "Requests refused by a rate limit, by class and by who was counted",
        MetricType::Counter
    );
    for (std::size_t i = 0; i < api::limit_class_count; ++i) {
        for (std::size_t j = 0; j < api::limit_subject_count; ++j) {
            const auto limit_class = static_cast<api::LimitClass>(i);
            const auto subject = static_cast<api::LimitSubject>(j);
            const std::int64_t count = limits.refusals(limit_class, subject);
            if (count == 0) continue;
            add_value(
                refusals,
                static_cast<double>(count),
                {{"class", std::string{to_string(limit_class)}},
                 {"by", std::string{to_string(subject)}}}
            );
        }
    }
}

void add_mail(Families& families, const Mail& mail) {
    const auto& counters = mail.counters();
    auto& ends = add_family(
        families,
        "otpost_emails_total",
        "Attempts to send an email by what came of them",
        MetricType::Counter
    );
    add_value(ends, static_cast<double>(counters.sent.value()), {{"end", "sent"}});
    add_value(ends, static_cast<double>(counters.failed.value()), {{"end", "failed"}});
    add_value(ends, static_cast<double>(counters.refused.value()), {{"end", "refused"}});
    const auto& stored = mail.stored();
    add_one(
        families, "otpost_emails_waiting", "Emails to be sent", MetricType::Gauge, stored.waiting
    );
    add_one(
        families,
        "otpost_emails_given_up",
        "Emails given up within 30 days",
        MetricType::Gauge,
        stored.given_up
    );
}

}  // namespace

std::string collect_metrics(const MetricsSources& sources) {
    Families families;
    constexpr auto counter = MetricType::Counter;
    constexpr auto gauge = MetricType::Gauge;
    add_http(families, sources.http);
    add_limits(families, sources.limits);
    add_one(
        families,
        "otpost_store_queue_depth",
        "Writes waiting for the store",
        gauge,
        static_cast<std::int64_t>(sources.database.queue_depth())
    );
    const auto written = sources.database.written();
    add_one(
        families,
        "otpost_store_works_total",
        "Works committed, of which one commit may hold many",
        counter,
        written.works
    );
    add_one(families, "otpost_store_commits_total", "Commits", counter, written.commits);
    add_one(
        families,
        "otpost_messages_received_total",
        "Messages taken in, duplicates included",
        counter,
        sources.intake.taken()
    );
    add_one(
        families,
        "otpost_messages_duplicate_total",
        "Messages that had come before",
        counter,
        sources.intake.duplicates()
    );
    if (const auto free = sources.ring.free_slots())
        add_one(
            families,
            "otpost_vault_slots_free",
            "Free key slots for undelivered content",
            gauge,
            static_cast<std::int64_t>(*free)
        );
    add_one(
        families,
        "otpost_password_queue_depth",
        "Password hashes waiting",
        gauge,
        static_cast<std::int64_t>(sources.hashing.queue_depth())
    );
    add_one(
        families,
        "otpost_account_waiters",
        "Streams and long polls waiting for news",
        gauge,
        static_cast<std::int64_t>(sources.signals.subscriptions())
    );
    add_mail(families, sources.mail);
    return prometheus::TextSerializer{}.Serialize(families);
}

}  // namespace otpost::app
