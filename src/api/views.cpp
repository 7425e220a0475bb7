// SPDX-License-Identifier: Apache-2.0
#include "api/views.hpp"

namespace otpost::api {

MoneyView money_view(Money money, std::string_view currency) {
    return {format_amount(money), std::string{currency}};
}

}  // namespace otpost::api
