// SPDX-License-Identifier: Apache-2.0
#include "testing/mailbox.hpp"

#include <fstream>
#include <map>
#include <sstream>
#include <utility>

namespace otpost::testing {

namespace fs = std::filesystem;

namespace {

/// Long lines are folded with `=` at their ends.
std::string unfolded(std::string_view email) {
    std::string text;
    for (std::size_t at = 0; at < email.size(); ++at) {
        if (email.substr(at, 3) == "=\r\n")
            at += 2;
        else
            text.push_back(email[at]);
    }
    return text;
}

}  // namespace

std::vector<std::string> emails_in(const fs::path& folder) {
    std::map<std::string, std::string> by_id;
    std::error_code missing;
    for (const auto& entry : fs::directory_iterator(folder, missing)) {
        if (entry.path().extension() != ".eml") continue;
        std::stringstream text;
        text << std::ifstream(entry.path()).rdbuf();
        by_id[entry.path().filename()] = text.str();
    }
    std::vector<std::string> all;
    all.reserve(by_id.size());
    for (auto& [id, text] : by_id) all.push_back(std::move(text));
    return all;
}

std::string digits_in(std::string_view email) {
    constexpr std::size_t length = 6;
    for (std::size_t at = 0; at + length + 4 <= email.size(); ++at) {
        const std::string_view piece = email.substr(at, length + 4);
        const std::string_view code = piece.substr(2, length);
        if (piece.starts_with("\r\n") && piece.ends_with("\r\n") &&
            code.find_first_not_of("0123456789") == std::string_view::npos)
            return std::string{code};
    }
    return {};
}

std::string reset_code_in(std::string_view email) {
    constexpr std::size_t length = 26;
    constexpr std::string_view before = "enter this code: ";
    const std::string text = unfolded(email);
    const auto at = text.find(before);
    return at == std::string::npos ? "" : text.substr(at + before.size(), length);
}

}  // namespace otpost::testing
