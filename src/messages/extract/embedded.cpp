// SPDX-License-Identifier: Apache-2.0
// The data files compiled into the program, so that one binary is all there is to install.
#include "messages/extract/brands.hpp"
#include "messages/messages_data.hpp"

namespace otpost::messages {

BrandData embedded_brand_data() {
    return {parse_brands(data::brands), parse_words(data::words), std::string{data::folding}};
}

std::string_view embedded_services_csv() {
    return data::services;
}

}  // namespace otpost::messages
