// SPDX-License-Identifier: Apache-2.0
#include "api/csv_download.hpp"

#include <fmt/format.h>

namespace otpost::api {

net::Response csv_download(std::string_view name, Time now) {
    net::Response response{.status = 200, .content_type = "text/csv; charset=utf-8"};
    const auto day = format_rfc3339(now).substr(0, 10);
    response.headers.emplace_back(
        "Content-Disposition", fmt::format("attachment; filename=\"{}-{}.csv\"", name, day)
    );
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
}

}  // namespace otpost::api
