// SPDX-License-Identifier: Apache-2.0
#include "suppliers/twilio/twilio_supplier.hpp"

#include "base/phone.hpp"
#include "base/utf8.hpp"
#include "crypto/encoding.hpp"
#include "crypto/hash.hpp"

#include <algorithm>

namespace otpost::suppliers::twilio {

namespace {

/// The forms of one URL that Twilio may have signed: as configured, and with or without the
/// standard port, since proxies and its own SDK disagree about it.
std::vector<std::string> url_trials(const std::string& url) {
    std::vector<std::string> trials{url};
    const auto scheme_end = url.find("://");
    if (scheme_end == std::string::npos) return trials;
    const std::string port = url.starts_with("https") ? ":443" : ":80";
    const auto host = scheme_end + 3;
    const auto path = std::min(url.find('/', host), url.size());
    const std::string authority = url.substr(host, path - host);
    if (authority.ends_with(port)) {
        trials.push_back(url.substr(0, path - port.size()) + url.substr(path));
    } else if (authority.find(':') == std::string::npos) {
        trials.push_back(url.substr(0, path) + port + url.substr(path));
    }
    return trials;
}

std::optional<std::string> field(const std::vector<net::FormField>& fields, std::string_view name) {
    const auto found = std::ranges::find(fields, name, &net::FormField::name);
    if (found == fields.end()) return std::nullopt;
    return found->value;
}

/// It is a key in the store, whose keys have an end; Twilio's own are of 34 characters.
bool is_message_id(std::string_view text) {
    return !text.empty() && text.size() <= 200 && is_plain_text(text);
}

class TwilioSupplier final : public Adapter {
public:
    explicit TwilioSupplier(const AdapterSetup& setup)
        : supplier_(setup.supplier.id),
          tokens_(setup.secrets),
          url_(setup.public_url) {}

    Result<Webhook> read_webhook(const net::Request& request, Time now) const override {
        const auto fields = net::parse_form(request.body);
        if (!fields) return refuse(ErrorCode::invalid_request, "The body is not a valid form.");
        CHECK(verify(request, *fields));
        const auto sid = field(*fields, "MessageSid");
        const auto to = field(*fields, "To");
        auto from = field(*fields, "From");
        auto body = field(*fields, "Body");
        if (!sid || !is_message_id(*sid) || !to || !from || !body)
            return refuse(ErrorCode::invalid_request, "MessageSid, To, From and Body are needed.");
        const auto number = canonical_phone(*to);
        if (!number)
            return refuse(ErrorCode::number_invalid, "To is no international phone number.");
        Webhook webhook;
        webhook.messages.push_back(
            {.supplier = supplier_,
             .supplier_message_id = sid,
             .to = otpost::to_string(*number),
             .from = Secret{*std::move(from)},
             .text = Secret{*std::move(body)},
             .received_at = now,
             .part = std::nullopt}
        );
        return webhook;
    }

    /// Twilio reads the answer as TwiML; anything else could be sent back as an SMS.
    net::Response acknowledge(const Webhook&, const std::vector<Result<messages::Received>>&)
        const override {
        return {.status = 200, .content_type = "text/xml", .body = "<Response/>"};
    }

private:
    Result<> verify(const net::Request& request, const std::vector<net::FormField>& fields) const {
        const auto given = crypto::from_base64(request.header("x-twilio-signature"));
        std::string url = url_;
        if (!request.query().empty()) url.append("?").append(request.query());
        for (const Secret& token : tokens_) {
            for (const std::string& trial : url_trials(url)) {
                const auto expected = crypto::from_base64(signature(token, trial, fields));
                if (given && expected && crypto::equal_constant_time(*given, *expected)) return {};
            }
        }
        return refuse(
            ErrorCode::signature_invalid,
            "X-Twilio-Signature does not match. Check the auth token and that the public URL "
            "configured here is the one configured at Twilio."
        );
    }

    SupplierId supplier_;
    std::vector<Secret> tokens_;
    std::string url_;
};

}  // namespace

std::unique_ptr<Adapter> make_adapter(const AdapterSetup& setup) {
    return std::make_unique<TwilioSupplier>(setup);
}

std::string signature(
    const Secret& auth_token, std::string_view url, std::vector<net::FormField> fields
) {
    std::ranges::sort(fields, [](const auto& left, const auto& right) {
        return std::pair{left.name, left.value} < std::pair{right.name, right.value};
    });
    const auto [first, last] = std::ranges::unique(fields);
    fields.erase(first, last);
    std::string signed_text{url.substr(0, url.find('#'))};
    for (const net::FormField& item : fields) signed_text += item.name + item.value;
    return crypto::base64(crypto::hmac_sha1(auth_token.reveal(), {signed_text}));
}

}  // namespace otpost::suppliers::twilio
