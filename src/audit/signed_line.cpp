// SPDX-License-Identifier: Apache-2.0
#include "audit/signed_line.hpp"

#include "crypto/encoding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace otpost::audit {

namespace {

constexpr std::string_view before_signature = R"(,"signature":")";
constexpr std::string_view line_end = R"("})";

/// With which a line begins.
std::string_view front_of(StatementKind kind) {
    switch (kind) {
        case StatementKind::checkpoint:
            return R"({"seq":)";
        case StatementKind::anchor:
            return R"({"pruned_to":)";
    }
    return {};
}

std::string body_of(StatementKind kind, const Statement& statement, const crypto::PublicKey& key) {
    return fmt::format(
        R"({}{},"hash":"{}","root":"{}","time":"{}","key":"{}")",
        front_of(kind),
        statement.seq,
        crypto::hex(statement.hash),
        crypto::hex(statement.root),
        format_rfc3339(statement.at),
        crypto::hex(key)
    );
}

/// The text between the next `begin` and `end`, which is taken off the front.
std::optional<std::string_view> take(
    std::string_view& text, std::string_view begin, std::string_view end
) {
    if (!text.starts_with(begin)) return std::nullopt;
    const auto stop = text.find(end, begin.size());
    if (stop == std::string_view::npos) return std::nullopt;
    const auto taken = text.substr(begin.size(), stop - begin.size());
    text.remove_prefix(stop);
    return taken;
}

std::optional<Statement> parse_body(StatementKind kind, std::string_view body) {
    const auto seq = take(body, front_of(kind), ",");
    const auto hash = take(body, R"(,"hash":")", "\"");
    const auto root = take(body, R"(","root":")", "\"");
    const auto time = take(body, R"(","time":")", "\"");
    if (!seq || !hash || !time) return std::nullopt;
    Statement read;
    const auto [end, error] = std::from_chars(seq->data(), seq->data() + seq->size(), read.seq);
    const auto hash_bytes = crypto::from_hex(*hash);
    const auto root_bytes = crypto::from_hex(root.value_or(""));
    const auto at = parse_rfc3339(*time);
    const bool is_number = error == std::errc{} && end == seq->data() + seq->size();
    if (!is_number || !hash_bytes || !root_bytes || !at) return std::nullopt;
    read.hash = crypto::as_text(*hash_bytes);
    read.root = crypto::as_text(*root_bytes);
    read.at = *at;
    return read;
}

}  // namespace

std::string sign_line(
    StatementKind kind, const Statement& statement, const crypto::SigningKey& key
) {
    const std::string body = body_of(kind, statement, key.public_key());
    return fmt::format(
        "{}{}{}{}", body, before_signature, crypto::base64url(key.sign(body)), line_end
    );
}

std::optional<Statement> read_line(
    StatementKind kind, std::string_view line, const crypto::PublicKey& key
) {
    const auto cut = line.find(before_signature);
    if (!is_whole_line(line) || cut == std::string_view::npos) return std::nullopt;
    const auto body = line.substr(0, cut);
    auto text = line.substr(cut + before_signature.size());
    text.remove_suffix(line_end.size());
    const auto bytes = crypto::from_base64url(text);
    crypto::Signature signature{};
    if (!bytes || bytes->size() != signature.size()) return std::nullopt;
    std::ranges::copy(*bytes, signature.begin());
    if (!crypto::is_signed(key, body, signature)) return std::nullopt;
    return parse_body(kind, body);
}

bool is_whole_line(std::string_view line) {
    return line.ends_with(line_end);
}

}  // namespace otpost::audit
