// SPDX-License-Identifier: Apache-2.0
// Customers write to those who run the house, by an email to the configured address.
#pragma once

#include "api/account_mail.hpp"
#include "api/route.hpp"
#include "api/support_contacts.hpp"
#include "api/views.hpp"

#include <string>

namespace otpost::api {

/// There is a form where emails are sent and somebody gets them.
SupportView support_view(const SupportContacts& contacts, const AccountMail& mail);

/// `mail` outlives the routes.
void add_support_routes(Routes& routes, const AccountMail& mail, const std::string& email);

}  // namespace otpost::api
