// SPDX-License-Identifier: Apache-2.0
// Names the party that sent a message: by the origin-bound host, the sender id, names in the text
// (weighed by where they stand) and hosts of links. A brand only mentioned is not the service.
#pragma once

#include "messages/extract/brands.hpp"
#include "messages/extract/reading.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace otpost::messages {

class ServiceFinder {
public:
    ServiceFinder(
        const Folding& folding, const std::vector<Brand>& brands, const PhraseMatcher& matcher
    );

    // Index of the brand. `code_begin` is where the code stands, absent when there is none.
    std::optional<std::uint32_t> find(
        std::string_view sender, const Reading& reading, std::optional<std::uint32_t> code_begin
    ) const;

    // The brand of a host name or of its parent domains.
    std::optional<std::uint32_t> brand_of_host(std::string_view host) const;

private:
    std::optional<std::uint32_t> brand_of_sender(std::string_view sender) const;
    std::string compact(std::string_view text) const;

    const Folding& folding_;
    const PhraseMatcher& matcher_;
    std::vector<bool> carriers_;
    std::unordered_map<std::string, std::uint32_t> senders_;
    std::unordered_map<std::string, std::uint32_t> hosts_;
    std::unordered_map<std::string, std::uint32_t> long_names_;  // compact names, 5 and longer
};

}  // namespace otpost::messages
