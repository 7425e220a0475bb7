// SPDX-License-Identifier: Apache-2.0
#include "client.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include <atomic>
#include <charconv>
#include <set>

namespace otpost::api_test {

namespace json = boost::json;

namespace {

std::string at(const json::value& value, std::string_view pointer) {
    boost::system::error_code error;
    const json::value* found = value.find_pointer({pointer.data(), pointer.size()}, error);
    if (found == nullptr) return "absent";
    if (found->is_string()) return {found->get_string().data(), found->get_string().size()};
    return json::serialize(*found);
}

json::value parse_or_null(std::string_view text) {
    boost::system::error_code error;
    json::value value = json::parse({text.data(), text.size()}, error);
    return error ? json::value{} : value;
}

/// SEC-S1, of every cookie that any test is given: of this host alone, never in clear, out of reach
/// of scripts but for the one that the page must read.
void expect_host_cookie(const std::string& line) {
    EXPECT_TRUE(line.starts_with("__Host-")) << line;
    const auto first = line.find("; ");
    std::set<std::string> attributes;
    for (auto at = first; at != std::string::npos; at = line.find("; ", at + 2))
        attributes.insert(line.substr(at + 2, line.find("; ", at + 2) - at - 2));
    for (const char* needed : {"Path=/", "Secure", "SameSite=Strict"})
        EXPECT_TRUE(attributes.contains(needed)) << line;
    const bool is_for_scripts = line.starts_with("__Host-csrf=") && line[12] != ';';
    EXPECT_EQ(attributes.contains("HttpOnly"), !is_for_scripts) << line;
    for (const std::string& attribute : attributes)
        EXPECT_FALSE(attribute.starts_with("Domain")) << line;
}

}  // namespace

std::string Reply::operator[](std::string_view pointer) const {
    return at(json, pointer);
}

std::string Reply::header(std::string_view lowercase_name) const {
    const auto all = all_headers(lowercase_name);
    return all.empty() ? "" : all.front();
}

std::vector<std::string> Reply::all_headers(std::string_view lowercase_name) const {
    std::vector<std::string> values;
    for (const auto& [name, value] : headers)
        if (name == lowercase_name) values.push_back(value);
    return values;
}

std::ostream& operator<<(std::ostream& out, const Reply& reply) {
    return out << reply.status << ' ' << reply.body;
}

Reply reply_of(const net::testing::RawResponse& response) {
    for (const auto& [name, value] : response.headers)
        if (name == "set-cookie") expect_host_cookie(value);
    return {response.status, response.headers, response.body, parse_or_null(response.body)};
}

Caller::Caller(unsigned short port, std::string header_lines)
    : port_(port),
      header_lines_(std::move(header_lines)) {}

Reply Caller::post(std::string_view target, std::string_view body, std::string_view key) {
    const std::string used = key.empty() ? new_idempotency_key() : std::string{key};
    return send("POST", target, body, "Idempotency-Key: " + used + "\r\n");
}

Reply Caller::del(std::string_view target) {
    return send("DELETE", target, {}, "Idempotency-Key: " + new_idempotency_key() + "\r\n");
}

Reply Caller::send(
    std::string_view method,
    std::string_view target,
    std::string_view body,
    std::string_view header_lines
) {
    if (!client_) client_.emplace(port_, patience);
    auto response =
        client_->request(method, target, body, header_lines_ + std::string{header_lines});
    if (response.status == 0 || response.header("connection") == "close") client_.reset();
    return reply_of(response);
}

std::string new_idempotency_key() {
    static std::atomic<int> made = 0;
    return "key-" + std::to_string(++made);
}

std::string Event::operator[](std::string_view pointer) const {
    return at(data, pointer);
}

EventReader::EventReader(
    unsigned short port, std::string_view header_lines, std::optional<std::int64_t> last_event_id
)
    : client_(port, stream_patience) {
    std::string text = "GET /v1/events HTTP/1.1\r\nHost: localhost\r\n";
    text += header_lines;
    if (last_event_id) text += "Last-Event-ID: " + std::to_string(*last_event_id) + "\r\n";
    client_.send(text + "\r\n");
    status_ = client_.read_head().status;
    if (status_ == 200) client_.read_event();
}

std::optional<Event> EventReader::next() {
    const auto lines = client_.read_event();
    if (lines.empty()) return std::nullopt;
    Event event;
    std::string data;
    for (const std::string& line : lines) {
        if (line.starts_with("id: "))
            std::from_chars(line.data() + 4, line.data() + line.size(), event.id);
        if (line.starts_with("event: ")) event.name = line.substr(7);
        if (line.starts_with("data: ")) data += line.substr(6);
    }
    event.data = parse_or_null(data);
    return event;
}

std::optional<Event> EventReader::next_of(std::string_view name) {
    for (auto event = next(); event; event = next())
        if (event->name == name) return event;
    return std::nullopt;
}

std::vector<Event> EventReader::take(std::size_t count) {
    std::vector<Event> events;
    while (events.size() < count) {
        auto event = next();
        if (!event) break;
        events.push_back(*std::move(event));
    }
    return events;
}

}  // namespace otpost::api_test
