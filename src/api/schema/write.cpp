// SPDX-License-Identifier: Apache-2.0
#include "api/schema/write.hpp"

#include "base/utf8.hpp"

namespace otpost::api::schema {

namespace {

void append_escaped(std::string& out, char c) {
    switch (c) {
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\r':
            out += "\\r";
            return;
        case '\t':
            out += "\\t";
            return;
        default:
            break;
    }
    constexpr char hex[] = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    out += "\\u00";
    out.push_back(hex[byte >> 4U]);
    out.push_back(hex[byte & 0xFU]);
}

}  // namespace

void append_string(std::string& out, std::string_view text) {
    out.push_back('"');
    std::size_t plain = 0;
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\') {
            ++i;
            continue;
        }
        if (byte >= 0x80) {
            if (const std::size_t length = utf8_sequence(text.substr(i)); length != 0) {
                i += length;
                continue;
            }
        }
        out.append(text.substr(plain, i - plain));
        if (byte >= 0x80) {
            out += "\xEF\xBF\xBD";
        } else {
            append_escaped(out, text[i]);
        }
        plain = ++i;
    }
    out.append(text.substr(plain)).push_back('"');
}

}  // namespace otpost::api::schema
