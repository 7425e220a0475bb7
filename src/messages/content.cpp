// SPDX-License-Identifier: Apache-2.0
#include "messages/content.hpp"

#include <fmt/format.h>

#include <array>
#include <cstring>

namespace otpost::messages {

namespace {

// Packed as fields of length (4 bytes, little endian) and bytes: sender, text and, if there is
// one, code. Not JSON, whose reader would leave copies of the content in freed memory.

void append(std::string& packed, std::string_view field) {
    const auto size = static_cast<std::uint32_t>(field.size());
    std::array<char, sizeof size> length{};
    std::memcpy(length.data(), &size, sizeof size);
    packed.append(length.data(), length.size());
    packed.append(field);
}

/// Nothing at the end, or when what is left is no whole field.
std::optional<Secret> take(std::string_view& packed) {
    std::uint32_t size = 0;
    if (packed.size() < sizeof size) return std::nullopt;
    std::memcpy(&size, packed.data(), sizeof size);
    packed.remove_prefix(sizeof size);
    if (packed.size() < size) return std::nullopt;
    Secret field{std::string{packed.substr(0, size)}};
    packed.remove_prefix(size);
    return field;
}

Secret pack(const Content& content) {
    std::string packed;
    const std::size_t code_size = content.code ? content.code->reveal().size() : 0;
    // At once, so that growing leaves no piece of it behind.
    packed.reserve(content.sender.reveal().size() + content.text.reveal().size() + code_size + 12);
    append(packed, content.sender.reveal());
    append(packed, content.text.reveal());
    if (content.code) append(packed, content.code->reveal());
    return Secret{std::move(packed)};
}

std::string key_cell(MessageId message) {
    return cell("message", message.value(), "wrapped_key");
}

}  // namespace

std::string cell(std::string_view table, std::int64_t id, std::string_view column) {
    return fmt::format("{}:{}:{}", table, id, column);
}

std::vector<std::byte> seal_content(
    const crypto::Key& key, Random& random, const Content& content, std::string_view cell
) {
    return crypto::seal(key, random, pack(content).reveal(), cell);
}

std::optional<Content> open_content(
    const crypto::Key& key, crypto::ByteView sealed, std::string_view cell
) {
    const std::optional<Secret> packed = crypto::open(key, sealed, cell);
    if (!packed) return std::nullopt;
    std::string_view rest = packed->reveal();
    auto sender = take(rest);
    auto text = take(rest);
    if (!sender || !text) return std::nullopt;
    return Content{*std::move(sender), *std::move(text), take(rest)};
}

std::vector<std::byte> wrap_key(
    const crypto::Key& by, Random& random, const crypto::Key& key, MessageId message
) {
    return crypto::seal(by, random, std::span<const std::byte>{key.reveal()}, key_cell(message));
}

std::optional<crypto::Key> unwrap_key(
    const crypto::Key& by, crypto::ByteView wrapped, MessageId message
) {
    const auto key = crypto::open(by, wrapped, key_cell(message));
    if (!key || key->reveal().size() != crypto::Key::size) return std::nullopt;
    const auto bytes = std::as_bytes(std::span{key->reveal()});
    return crypto::Key{bytes.first<crypto::Key::size>()};
}

}  // namespace otpost::messages
