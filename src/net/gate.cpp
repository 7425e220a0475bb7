// SPDX-License-Identifier: Apache-2.0
#include "net/gate.hpp"

#include "net/characters.hpp"
#include "net/host.hpp"
#include "net/target.hpp"

#include <array>
#include <cstring>

namespace otpost::net {

namespace {

constexpr std::size_t fields_max = 64;
constexpr std::string_view line_end = "\r\n";

using Verdict = std::optional<Refusal>;

Refusal bad_request(std::string_view detail) {
    return {400, "bad_request", detail};
}

// Fields that mean one thing only: a second one is a contradiction that somebody planted.
constexpr std::array<std::string_view, 12> single_fields{
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "cookie",
    "expect",
    "host",
    "idempotency-key",
    "origin",
    "transfer-encoding",
    "upgrade",
    "x-request-id",
};

bool is_single(std::string_view name) {
    for (const auto single : single_fields) {
        if (single.size() == name.size() && single == name) return true;
    }
    return false;
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

bool equals_ignoring_case(std::string_view text, std::string_view lowercase) {
    if (text.size() != lowercase.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (to_lower(text[i]) != lowercase[i]) return false;
    }
    return true;
}

/// A list of tokens, of which only `close` matters here.
Verdict read_connection(std::string_view list, Framing& framing) {
    while (!list.empty()) {
        const auto comma = list.find(',');
        const auto option = trim(list.substr(0, comma));
        if (option.empty() || !all_of(option, CharClass::token))
            return bad_request("Connection is not a list of tokens.");
        framing.wants_close = framing.wants_close || equals_ignoring_case(option, "close");
        list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
    }
    return std::nullopt;
}

struct RequestLine {
    std::string_view method;
    std::string_view target;
    std::string_view version;
};

/// Exactly two single spaces; everything else about the parts is checked later.
std::optional<RequestLine> split_request_line(std::string_view line) {
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return std::nullopt;
    return RequestLine{
        line.substr(0, first), line.substr(first + 1, last - first - 1), line.substr(last + 1)
    };
}

bool is_version(std::string_view text) {
    return text.size() == 8 && text.starts_with("HTTP/") && is_digit(text[5]) && text[6] == '.' &&
           is_digit(text[7]);
}

Verdict read_request_line(Request& request, std::string_view line, std::string_view& version) {
    const auto parts = split_request_line(line);
    if (!parts) return bad_request("The request line is not method, target and version.");
    if (parts->method.empty() || !all_of(parts->method, CharClass::token))
        return bad_request("The method is not a token.");
    if (!is_version(parts->version)) return bad_request("The version is not one of HTTP.");
    version = parts->version;
    const auto method = parse_method(parts->method);
    if (!method) return Refusal{501, "method_unknown", "This method is not known here."};
    if (const auto fault = check_target(parts->target)) return bad_request(*fault);
    request.method = *method;
    request.target.assign(parts->target);
    return std::nullopt;
}

/// Reads one `name: value` line at `begin` of the head, lowering the name in place.
Verdict read_field(Request& request, std::size_t begin, std::size_t end) {
    char* const head = request.head.data();
    if (head[begin] == ' ' || head[begin] == '\t') return bad_request("A header line is folded.");
    std::size_t colon = begin;
    while (colon < end && has_class(head[colon], CharClass::token)) {
        head[colon] = to_lower(head[colon]);
        ++colon;
    }
    if (colon == begin || colon == end || head[colon] != ':')
        return bad_request("A header name is not a token followed by a colon.");
    const auto raw = std::string_view{head + colon + 1, end - colon - 1};
    if (!all_of(raw, CharClass::field_value))
        return bad_request("A header value has a control character.");
    if (request.fields.size() == fields_max)
        return Refusal{431, "header_too_large", "There are too many headers."};
    const auto value = trim(raw);
    const auto value_begin = value.empty() ? end : static_cast<std::size_t>(value.data() - head);
    request.fields.push_back(
        {static_cast<std::uint32_t>(begin),
         static_cast<std::uint32_t>(colon - begin),
         static_cast<std::uint32_t>(value_begin),
         static_cast<std::uint32_t>(value.size())}
    );
    return std::nullopt;
}

Verdict read_content_length(std::string_view value, Framing& framing) {
    if (value.empty() || value.size() > 18 || !all_of(value, CharClass::digit))
        return bad_request("Content-Length is not a number.");
    std::uint64_t length = 0;
    for (const char c : value) length = length * 10 + static_cast<std::uint64_t>(c - '0');
    framing.content_length = length;
    return std::nullopt;
}

/// What the fields that frame the message say. Each appears at most once here.
Verdict read_framing_field(std::string_view name, std::string_view value, Framing& framing) {
    if (name == "content-length") return read_content_length(value, framing);
    if (name == "connection") return read_connection(value, framing);
    if (name == "transfer-encoding") {
        if (!equals_ignoring_case(value, "chunked"))
            return bad_request("The only transfer coding known here is chunked.");
        framing.chunked = true;
    } else if (name == "expect") {
        if (!equals_ignoring_case(value, "100-continue"))
            return Refusal{417, "expectation_failed", "The only expectation is 100-continue."};
        framing.expects_continue = true;
    } else if (name == "host" && !is_valid_host(value)) {
        return bad_request("The Host header is not a host.");
    }
    return std::nullopt;
}

std::string_view name_of(const Request& request, const Request::Field& field) {
    return std::string_view{request.head}.substr(field.name_begin, field.name_size);
}

std::string_view value_of(const Request& request, const Request::Field& field) {
    return std::string_view{request.head}.substr(field.value_begin, field.value_size);
}

bool seen_before(const Request& request, std::size_t index) {
    const auto name = name_of(request, request.fields[index]);
    for (std::size_t i = 0; i < index; ++i) {
        if (name_of(request, request.fields[i]) == name) return true;
    }
    return false;
}

Verdict read_fields(Request& request, std::size_t begin, Framing& framing) {
    const std::string_view head = request.head;
    for (auto end = head.find(line_end, begin); end != begin; end = head.find(line_end, begin)) {
        if (auto refusal = read_field(request, begin, end)) return refusal;
        begin = end + line_end.size();
    }
    bool has_host = false;
    for (std::size_t i = 0; i < request.fields.size(); ++i) {
        const auto name = name_of(request, request.fields[i]);
        if (!is_single(name)) continue;
        if (seen_before(request, i)) return bad_request("A header came twice that must come once.");
        const auto value = value_of(request, request.fields[i]);
        if (auto refusal = read_framing_field(name, value, framing)) return refusal;
        has_host = has_host || name == "host";
    }
    if (!has_host) return bad_request("The Host header is missing.");
    return std::nullopt;
}

}  // namespace

HeadScanner::Found HeadScanner::scan(std::string_view bytes) {
    if (!bytes.empty() && !has_class(bytes.front(), CharClass::token)) return Found::malformed;
    while (scanned_ < bytes.size()) {
        const auto* const from = bytes.data() + scanned_;
        const void* const hit = std::memchr(from, '\n', bytes.size() - scanned_);
        if (hit == nullptr) return Found::incomplete;
        const auto length = static_cast<std::size_t>(static_cast<const char*>(hit) - from);
        if (length == 0 || from[length - 1] != '\r') return Found::malformed;
        scanned_ += length + 1;
        if (length == 1) return Found::complete;
    }
    return Found::incomplete;
}

void HeadScanner::restart() {
    scanned_ = 0;
}

std::expected<Framing, Refusal> read_head(Request& request) {
    const auto end = request.head.find(line_end);
    if (end == std::string::npos || !request.head.ends_with("\r\n\r\n"))
        return std::unexpected{bad_request("The head is incomplete.")};
    const auto line = std::string_view{request.head}.substr(0, end);
    std::string_view version;
    if (auto refusal = read_request_line(request, line, version)) return std::unexpected{*refusal};
    Framing framing;
    const auto fault = read_fields(request, end + line_end.size(), framing);
    if (version != "HTTP/1.1") {
        // A coding in HTTP/1.0 is no old client but an attempt to be read in two ways.
        if (request.has_header("transfer-encoding"))
            return std::unexpected{bad_request("HTTP/1.0 knows no Transfer-Encoding.")};
        return std::unexpected{
            Refusal{505, "http_version_not_supported", "Only HTTP/1.1 is spoken here."}
        };
    }
    if (fault) return std::unexpected{*fault};
    if (framing.chunked && framing.content_length)
        return std::unexpected{
            bad_request("Content-Length and Transfer-Encoding exclude each other.")
        };
    return framing;
}

}  // namespace otpost::net
