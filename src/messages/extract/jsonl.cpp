// SPDX-License-Identifier: Apache-2.0
// Reads {"sender","text"} lines, writes {"code","service"} lines.
#include "messages/extract/jsonl.hpp"

#include "messages/extract/extract.hpp"

#include <boost/json.hpp>

#include <iostream>
#include <string>

namespace otpost::messages {
namespace {

namespace json = boost::json;

json::value nullable(const std::optional<std::string>& text) {
    return text ? json::value(*text) : json::value(nullptr);
}

struct Message {
    std::string sender;
    std::string text;
};

// Empty `error` means success.
Message parse_message(const std::string& line, std::string& error) {
    json::error_code code;
    const auto value = json::parse(line, code);
    if (code) return error = code.message(), Message{};
    const auto* object = value.if_object();
    if (object == nullptr) return error = "not a JSON object", Message{};
    const auto* text = object->if_contains("text");
    const auto* sender = object->if_contains("sender");
    if (text == nullptr || !text->is_string())
        return error = "\"text\" must be a string", Message{};
    if (sender != nullptr && !sender->is_string() && !sender->is_null()) {
        return error = "\"sender\" must be a string", Message{};
    }
    Message message;
    message.text = std::string(text->get_string());
    if (sender != nullptr && sender->is_string())
        message.sender = std::string(sender->get_string());
    return message;
}

}  // namespace

int run_extract(std::istream& in, std::ostream& out) {
    return run_extract(in, out, std::cerr);
}

int run_extract(std::istream& in, std::ostream& out, std::ostream& errors) {
    const auto extractor = Extractor::from_embedded();
    int status = 0;
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        std::string error;
        const auto message = parse_message(line, error);
        Extraction found;
        if (error.empty()) {
            found = extractor.extract(message.sender, message.text);
        } else {
            errors << "line " << number << ": " << error << '\n';
            status = 1;
        }
        json::object result;
        result["code"] = nullable(found.code);
        result["service"] = nullable(found.service);
        out << json::serialize(result) << '\n';
    }
    out.flush();
    return status;
}

}  // namespace otpost::messages
