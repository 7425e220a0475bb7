// SPDX-License-Identifier: Apache-2.0
#include "suppliers/http/http_supplier.hpp"

#include "base/phone.hpp"
#include "base/utf8.hpp"
#include "crypto/encoding.hpp"
#include "crypto/hash.hpp"

#include <boost/json.hpp>

#include <charconv>

namespace otpost::suppliers::http {

namespace json = boost::json;

namespace {

constexpr auto replay_window = std::chrono::seconds{300};
constexpr std::size_t batch_max = 100;
constexpr std::size_t id_length_max = 200;
constexpr std::size_t text_length_max = 4096;

crypto::Digest256 mac(const Secret& secret, std::string_view timestamp, std::string_view body) {
    return crypto::hmac_sha256(secret.reveal(), {timestamp, ".", body});
}

bool any_signature_matches(std::string_view header, const crypto::Digest256& expected) {
    while (!header.empty()) {
        const auto comma = std::min(header.find(','), header.size());
        std::string_view item = header.substr(0, comma);
        header.remove_prefix(std::min(comma + 1, header.size()));
        while (item.starts_with(' ')) item.remove_prefix(1);
        if (!item.starts_with("v1=")) continue;
        const auto given = crypto::from_hex(item.substr(3));
        if (given && crypto::equal_constant_time(*given, expected)) return true;
    }
    return false;
}

/// A text field of the object; nothing if it is absent, no string, empty or too long.
std::optional<std::string> text_of(
    const json::object& object, json::string_view name, std::size_t longest
) {
    const auto* value = object.if_contains(name);
    if (value == nullptr || !value->is_string()) return std::nullopt;
    const auto& text = value->get_string();
    if (text.size() > longest) return std::nullopt;
    return std::string{text.data(), text.size()};
}

std::optional<int> small_number(const json::object& object, json::string_view name, int most) {
    const auto* value = object.if_contains(name);
    if (value == nullptr || !value->is_int64()) return std::nullopt;
    const std::int64_t number = value->get_int64();
    if (number < 0 || number > most) return std::nullopt;
    return static_cast<int>(number);
}

Error fault(std::string field, std::string message) {
    return {
        ErrorCode::validation_failed,
        "The message is not right; see `errors`.",
        std::nullopt,
        {{std::move(field), std::move(message)}}
    };
}

Result<std::optional<messages::Part>> read_part(const json::object& object) {
    const auto* value = object.if_contains("part");
    if (value == nullptr || value->is_null()) return std::optional<messages::Part>{};
    const auto* part = value->if_object();
    if (part == nullptr) return std::unexpected{fault("part", "must be {ref, total, seq}")};
    const auto ref = small_number(*part, "ref", 65'535);
    const auto total = small_number(*part, "total", 255);
    const auto seq = small_number(*part, "seq", 255);
    if (!ref || !total || !seq || *seq < 1 || *seq > *total)
        return std::unexpected{
            fault("part", "must be {ref, total, seq} with 1 <= seq <= total <= 255")
        };
    return std::optional{messages::Part{*ref, *total, *seq}};
}

class HttpSupplier final : public Adapter {
public:
    explicit HttpSupplier(const AdapterSetup& setup)
        : supplier_(setup.supplier.id),
          secrets_(setup.secrets) {}

    Result<Webhook> read_webhook(const net::Request& request, Time now) const override {
        CHECK(verify(request, now));
        boost::system::error_code error;
        json::parse_options options;
        options.max_depth = 8;
        const json::value body = json::parse(request.body, error, {}, options);
        if (error) {
            return refuse(
                ErrorCode::malformed_json, "The body is not valid JSON: " + error.message() + "."
            );
        }
        Webhook webhook;
        if (const auto* batch = body.if_array()) {
            webhook.is_batch = true;
            if (batch->size() > batch_max)
                return std::unexpected{fault("body", "holds more than 100 messages")};
            for (const json::value& item : *batch) {
                TRY(auto message, read_message(item, now));
                webhook.messages.push_back(std::move(message));
            }
        } else {
            TRY(auto message, read_message(body, now));
            webhook.messages.push_back(std::move(message));
        }
        return webhook;
    }

    net::Response acknowledge(
        const Webhook& webhook, const std::vector<Result<messages::Received>>& results
    ) const override {
        json::array items;
        for (const auto& result : results) {
            json::object item;
            if (!result) {
                item["status"] = "refused";
                const std::string_view code = to_string(result.error().code);
                item["code"] = json::string_view{code.data(), code.size()};
                item["detail"] = result.error().message;
            } else {
                const bool again = result->times == messages::Received::Times::again;
                item["status"] = again ? "duplicate" : "accepted";
                item["id"] = otpost::to_string(result->message);
            }
            items.push_back(std::move(item));
        }
        const std::string body = webhook.is_batch
                                     ? json::serialize(json::object{{"items", std::move(items)}})
                                     : json::serialize(items.at(0));
        return {.status = 200, .content_type = "application/json", .body = body};
    }

private:
    Result<> verify(const net::Request& request, Time now) const {
        const std::string_view timestamp = request.header("x-otpost-timestamp");
        const std::string_view header = request.header("x-otpost-signature");
        std::int64_t seconds = 0;
        const char* const end = timestamp.data() + timestamp.size();
        const auto [stop, error] = std::from_chars(timestamp.data(), end, seconds);
        if (timestamp.empty() || error != std::errc{} || stop != end || header.empty()) {
            return refuse(
                ErrorCode::signature_invalid,
                "Send X-Otpost-Timestamp (Unix seconds) and X-Otpost-Signature: v1=<hex "
                "HMAC-SHA256 of \"<timestamp>.<raw body>\">."
            );
        }
        const bool genuine = std::ranges::any_of(secrets_, [&](const Secret& secret) {
            return any_signature_matches(header, mac(secret, timestamp, request.body));
        });
        if (!genuine) {
            return refuse(
                ErrorCode::signature_invalid,
                "The signature does not match the body. Check the secret and sign the raw bytes."
            );
        }
        const std::int64_t now_seconds = to_micros(now) / 1'000'000;
        if (seconds < now_seconds - replay_window.count() ||
            seconds > now_seconds + replay_window.count()) {
            return refuse(
                ErrorCode::signature_expired,
                "The timestamp is more than 5 minutes off. Check the clock and sign again."
            );
        }
        return {};
    }

    Result<messages::InboundMessage> read_message(const json::value& value, Time now) const {
        const auto* object = value.if_object();
        if (object == nullptr)
            return std::unexpected{fault("body", "must be an object or an array of them")};
        const auto id = text_of(*object, "id", id_length_max);
        if (!id || id->empty() || !is_plain_text(*id))
            return std::unexpected{fault("id", "must be a text of 1 to 200 bytes without NUL")};
        const auto to = text_of(*object, "to", 32);
        const auto number = to ? canonical_phone(*to) : std::nullopt;
        if (!number) return std::unexpected{fault("to", "must be an international phone number")};
        auto from = text_of(*object, "from", 64);
        if (!from) return std::unexpected{fault("from", "must be a text of at most 64 bytes")};
        auto text = text_of(*object, "text", text_length_max);
        if (!text) return std::unexpected{fault("text", "must be a text of at most 4096 bytes")};
        Time received_at = now;
        if (object->contains("received_at") && !object->at("received_at").is_null()) {
            const auto stated = text_of(*object, "received_at", 40);
            const auto time = stated ? parse_rfc3339(*stated) : std::nullopt;
            if (!time) return std::unexpected{fault("received_at", "must be an RFC 3339 time")};
            received_at = *time;
        }
        TRY(const auto part, read_part(*object));
        return messages::InboundMessage{
            .supplier = supplier_,
            .supplier_message_id = id,
            .to = otpost::to_string(*number),
            .from = Secret{*std::move(from)},
            .text = Secret{*std::move(text)},
            .received_at = received_at,
            .part = part
        };
    }

    SupplierId supplier_;
    std::vector<Secret> secrets_;
};

}  // namespace

std::unique_ptr<Adapter> make_adapter(const AdapterSetup& setup) {
    return std::make_unique<HttpSupplier>(setup);
}

std::string signature(const Secret& secret, std::string_view timestamp, std::string_view body) {
    return "v1=" + crypto::hex(mac(secret, timestamp, body));
}

}  // namespace otpost::suppliers::http
