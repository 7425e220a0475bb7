// SPDX-License-Identifier: Apache-2.0
#include "api/allowed_ips.hpp"

#include "base/words.hpp"
#include "identity/api_keys.hpp"
#include "net/client_ip.hpp"

namespace otpost::api {

Result<> check_blocks(const std::vector<std::string>& blocks) {
    Error error{ErrorCode::validation_failed, "Some addresses can't be allowed.", {}, {}};
    if (blocks.size() > identity::allowed_ips_max) {
        const auto max = std::to_string(identity::allowed_ips_max);
        error.fields.push_back({"allowed_ips", "at most " + max + " blocks"});
        return std::unexpected{std::move(error)};
    }
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (net::Cidr::parse(blocks[i])) continue;
        error.fields.push_back(
            {"allowed_ips[" + std::to_string(i) + "]",
             "must be an address or a block of them, such as 198.51.100.0/24 or 2001:db8::/32"}
        );
    }
    if (!error.fields.empty()) return std::unexpected{std::move(error)};
    return {};
}

Result<> check_address(std::string_view allowed, std::string_view ip) {
    if (allowed.empty()) return {};
    const auto address = net::parse_forwarded_address(ip);
    for (const std::string_view text : split_words(allowed)) {
        const auto block = net::Cidr::parse(text);
        if (address && block && block->contains(*address)) return {};
    }
    return refuse(
        ErrorCode::ip_not_allowed,
        "This API key can't be used from " + std::string{ip} +
            ". Call from an address that it allows, or make a key that allows this one."
    );
}

}  // namespace otpost::api
