// SPDX-License-Identifier: Apache-2.0
// Finds the one-time code in a message and names the service that sent it, in any language and
// script. Rules live in code, words and brands in data/services. Safe to share between threads:
// an Extractor never changes after construction. Construction takes tens of milliseconds.
#pragma once

#include "messages/extract/brands.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace otpost::messages {

struct Extraction {
    std::optional<std::string> code;     // ASCII, what the user types
    std::optional<std::string> service;  // slug
    bool sensitive = false;              // bank, payment, government or identity wording or service
    int confidence = 0;                  // 0..100, of the code; 0 without one
};

class Extractor {
public:
    // From the data compiled into the program.
    static Extractor from_embedded();

    // Throws std::runtime_error when the data is malformed.
    explicit Extractor(const BrandData& data);
    ~Extractor();
    Extractor(Extractor&&) noexcept;
    Extractor& operator=(Extractor&&) noexcept;

    // Never throws on any input but std::bad_alloc; malformed UTF-8 is read as far as it goes.
    Extraction extract(std::string_view sender, std::string_view text) const;

private:
    struct Parts;
    std::unique_ptr<const Parts> parts_;
};

}  // namespace otpost::messages
