// SPDX-License-Identifier: Apache-2.0
// The dashboard, built into the binary: every file of web/dist with its compressed twins. Assets
// with a hash in their name are cached for ever; the page itself is asked for anew.
#pragma once

#include "net/http.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace otpost::api {

struct WebFile {
    std::string_view path;  ///< `/assets/index-3f2a.js`
    std::string_view content;
};

/// Whether the value of an Accept-Encoding header asks for the coding: named, and not with q=0.
bool accepts_coding(std::string_view header, std::string_view coding);

/// All files, sorted by path; generated from web/dist, empty when built without the dashboard.
std::span<const WebFile> web_files();

/// The answer for a GET that no API route took: a file, or the page for paths of the dashboard.
/// Nothing for paths that look like API or a missing file.
std::optional<net::Response> serve_web(const net::Request& request);

}  // namespace otpost::api
