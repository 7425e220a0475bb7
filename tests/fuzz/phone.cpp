// SPDX-License-Identifier: Apache-2.0
#include "base/phone.hpp"

#include "support/fuzz.hpp"

namespace otpost {

FUZZ_TARGET(phone) {
    const auto strict = PhoneNumber::parse(input);
    const auto number = canonical_phone(input);
    if (strict) ASSERT(number == strict && to_string(*strict) == input);
    if (!number) return;
    ASSERT(PhoneNumber::parse(to_string(*number)) == number);
    ASSERT(PhoneNumber::from_value(number->value()) == number);
    ASSERT(canonical_phone(number->digits()) == number);
    ASSERT(canonical_phone("00" + number->digits()) == number);
    ASSERT(canonical_phone(format_international(*number)) == number);
    ASSERT(number->digits().ends_with(number->national_digits()));
    ASSERT(number->country().empty() || number->country().size() == 2);
}

}  // namespace otpost
