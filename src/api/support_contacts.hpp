// SPDX-License-Identifier: Apache-2.0
// How people reach those who run the house; what is empty is not offered.
#pragma once

#include <string>
#include <vector>

namespace otpost::api {

struct SupportContacts {
    std::string email;
    std::string whatsapp;  ///< a phone number in E.164 form
    std::string recharge;  ///< how to pay by hand: a text of a few lines
};

/// Adds what is wrong with them, for a person; `support.email` and so on.
void check_support(const SupportContacts& contacts, std::vector<std::string>& faults);

}  // namespace otpost::api
