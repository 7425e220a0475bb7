// SPDX-License-Identifier: Apache-2.0
#include "net/http.hpp"

#include "net/characters.hpp"

#include <array>

namespace otpost::net {

namespace {

constexpr std::array<std::string_view, method_count> method_names{
    "GET",
    "HEAD",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
};

std::string_view slice(const std::string& text, std::uint32_t begin, std::uint32_t size) {
    return std::string_view{text}.substr(begin, size);
}

void append_json_text(std::string& out, std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') out += '\\';
        if (byte < 0x20) {
            out += "\\u00";
            out += hex[byte >> 4U];
            out += hex[byte & 15U];
        } else {
            out += c;
        }
    }
    out += '"';
}

}  // namespace

std::string_view to_string(Method method) {
    return method_names[static_cast<std::size_t>(method)];
}

std::optional<Method> parse_method(std::string_view token) {
    for (std::size_t i = 0; i < method_count; ++i) {
        if (method_names[i] == token) return static_cast<Method>(i);
    }
    return std::nullopt;
}

std::string_view Request::path() const {
    return std::string_view{target}.substr(0, target.find('?'));
}

std::string_view Request::query() const {
    const auto mark = target.find('?');
    return mark == std::string::npos ? std::string_view{}
                                     : std::string_view{target}.substr(mark + 1);
}

std::string_view Request::header(std::string_view lowercase_name) const {
    for (const auto& field : fields) {
        if (slice(head, field.name_begin, field.name_size) == lowercase_name)
            return slice(head, field.value_begin, field.value_size);
    }
    return {};
}

std::vector<std::string_view> Request::headers(std::string_view lowercase_name) const {
    std::vector<std::string_view> values;
    for (const auto& field : fields) {
        if (slice(head, field.name_begin, field.name_size) == lowercase_name)
            values.push_back(slice(head, field.value_begin, field.value_size));
    }
    return values;
}

bool Request::has_header(std::string_view lowercase_name) const {
    for (const auto& field : fields) {
        if (slice(head, field.name_begin, field.name_size) == lowercase_name) return true;
    }
    return false;
}

std::string_view Request::param(std::string_view name) const {
    for (const auto& [key, value] : params) {
        if (key == name) return value;
    }
    return {};
}

void Request::add_header(std::string_view name, std::string_view value) {
    const auto begin = static_cast<std::uint32_t>(head.size());
    for (const char c : name) head += to_lower(c);
    head += value;
    const auto name_size = static_cast<std::uint32_t>(name.size());
    fields.push_back({begin, name_size, begin + name_size, static_cast<std::uint32_t>(value.size())}
    );
}

void Request::clear() {
    method = Method::get;
    target.clear();
    body.clear();
    remote_ip.clear();
    request_id.clear();
    tls = false;
    params.clear();
    head.clear();
    fields.clear();
}

std::string_view reason_phrase(unsigned status) {
    struct Phrase {
        unsigned status;
        std::string_view text;
    };

    static constexpr Phrase phrases[] = {
        {200, "OK"},
        {201, "Created"},
        {202, "Accepted"},
        {204, "No Content"},
        {301, "Moved Permanently"},
        {302, "Found"},
        {303, "See Other"},
        {304, "Not Modified"},
        {307, "Temporary Redirect"},
        {308, "Permanent Redirect"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {402, "Payment Required"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {406, "Not Acceptable"},
        {408, "Request Timeout"},
        {409, "Conflict"},
        {410, "Gone"},
        {412, "Precondition Failed"},
        {413, "Content Too Large"},
        {414, "URI Too Long"},
        {415, "Unsupported Media Type"},
        {417, "Expectation Failed"},
        {422, "Unprocessable Content"},
        {425, "Too Early"},
        {428, "Precondition Required"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {501, "Method Not Known"},  // the only reason why we answer 501
        {502, "Bad Gateway"},
        {503, "Service Unavailable"},
        {504, "Gateway Timeout"},
        {505, "HTTP Version Not Supported"},
    };
    for (const auto& phrase : phrases) {
        if (phrase.status == status) return phrase.text;
    }
    return "Unknown";
}

Response problem_response(unsigned status, std::string_view code, std::string_view detail) {
    Response response;
    response.status = status;
    response.content_type = "application/problem+json";
    response.headers.emplace_back("Cache-Control", "no-store");
    response.body = R"({"type":"about:blank","title":)";
    append_json_text(response.body, reason_phrase(status));
    response.body += R"(,"status":)" + std::to_string(status) + R"(,"code":)";
    append_json_text(response.body, code);
    response.body += R"(,"detail":)";
    append_json_text(response.body, detail);
    response.body += '}';
    return response;
}

std::string format_event(std::string_view id, std::string_view event, std::string_view data) {
    constexpr std::string_view breaks = "\r\n";
    std::string out;
    out.reserve(id.size() + event.size() + data.size() + 32);
    // A line break would start another field, so id and event end where one begins.
    if (!id.empty()) (out += "id: ").append(id.substr(0, id.find_first_of(breaks))) += '\n';
    if (!event.empty())
        (out += "event: ").append(event.substr(0, event.find_first_of(breaks))) += '\n';
    // A break inside the data starts another data line; the reader joins them again.
    for (;;) {
        const auto end = data.find_first_of(breaks);
        (out += "data: ").append(data.substr(0, end)) += '\n';
        if (end == std::string_view::npos) break;
        data.remove_prefix(end + (data.substr(end).starts_with("\r\n") ? 2 : 1));
    }
    out += '\n';
    return out;
}

}  // namespace otpost::net
