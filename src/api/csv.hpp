// SPDX-License-Identifier: Apache-2.0
// Rows of comma-separated values (RFC 4180) that a spreadsheet opens as text: what it would take
// for a formula begins with an apostrophe, which it doesn't show.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace otpost::api {

void append_csv_row(std::string& out, std::initializer_list<std::string_view> cells);

}  // namespace otpost::api
