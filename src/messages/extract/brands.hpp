// SPDX-License-Identifier: Apache-2.0
// The data the extractor works from: brands (data/services/brands.txt), words by what they say
// (words.txt) and character folding (folding.txt). Formats are described at the head of each
// file; parsing errors are std::runtime_error with the file's name and line number.
#pragma once

#include "messages/extract/phrases.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace otpost::messages {

struct Brand {
    std::string slug;
    std::string category;
    std::string display_name;
    bool carrier = false;  // sends others' codes: yields to any other brand named
    std::vector<std::string> names;
    std::vector<std::string> words;  // names that are also common words
    std::vector<std::string> sender_ids;
    std::vector<std::string> domains;
};

struct WordEntry {
    std::string text;
    WordClass kind{};
    bool open_begin = false;
    bool open_end = false;
};

struct BrandData {
    std::vector<Brand> brands;
    std::vector<WordEntry> words;
    std::string folding;
};

std::vector<Brand> parse_brands(std::string_view text);
std::vector<WordEntry> parse_words(std::string_view text);

// The data compiled into the program.
BrandData embedded_brand_data();
std::string_view embedded_services_csv();

}  // namespace otpost::messages
