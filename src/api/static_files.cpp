// SPDX-License-Identifier: Apache-2.0
#include "api/static_files.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace otpost::api {

namespace {

struct MediaType {
    std::string_view extension;
    std::string_view type;
};

constexpr std::array media_types{
    MediaType{".html", "text/html; charset=utf-8"},
    MediaType{".js", "text/javascript; charset=utf-8"},
    MediaType{".css", "text/css; charset=utf-8"},
    MediaType{".svg", "image/svg+xml"},
    MediaType{".png", "image/png"},
    MediaType{".ico", "image/x-icon"},
    MediaType{".json", "application/json"},
    MediaType{".webmanifest", "application/manifest+json"},
    MediaType{".txt", "text/plain; charset=utf-8"},
};

const WebFile* find_file(std::string_view path) {
    const auto files = web_files();
    const auto found = std::ranges::lower_bound(files, path, {}, &WebFile::path);
    return found != files.end() && found->path == path ? &*found : nullptr;
}

std::string_view trim(std::string_view text) {
    while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
    return text;
}

/// `;q=0`, `; q=0.0`: of all parameters a coding has only this one.
bool has_no_weight(std::string_view parameters) {
    const auto equals = parameters.find("q=0");
    return equals != std::string_view::npos &&
           trim(parameters.substr(equals + 3)).find_first_not_of(".0") == std::string_view::npos;
}

net::Response file_response(const net::Request& request, const WebFile& file) {
    net::Response response{.status = 200, .content_type = "application/octet-stream"};
    for (const MediaType& media : media_types)
        if (file.path.ends_with(media.extension)) response.content_type = media.type;
    const bool hashed = file.path.starts_with("/assets/");
    response.headers.emplace_back(
        "Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache"
    );
    response.headers.emplace_back("Vary", "Accept-Encoding");
    const std::string_view accepted = request.header("accept-encoding");
    const std::string path{file.path};
    for (const auto& [coding, suffix] : {std::pair{"br", ".br"}, std::pair{"gzip", ".gz"}}) {
        const WebFile* twin = accepts_coding(accepted, coding) ? find_file(path + suffix) : nullptr;
        if (twin == nullptr) continue;
        response.headers.emplace_back("Content-Encoding", coding);
        response.body = twin->content;
        return response;
    }
    response.body = file.content;
    return response;
}

}  // namespace

bool accepts_coding(std::string_view header, std::string_view coding) {
    while (!header.empty()) {
        const auto comma = std::min(header.find(','), header.size());
        const std::string_view item = header.substr(0, comma);
        header.remove_prefix(std::min(comma + 1, header.size()));
        const auto parameters = std::min(item.find(';'), item.size());
        if (trim(item.substr(0, parameters)) == coding)
            return !has_no_weight(item.substr(parameters));
    }
    return false;
}

std::optional<net::Response> serve_web(const net::Request& request) {
    if (request.method != net::Method::get && request.method != net::Method::head)
        return std::nullopt;
    const std::string_view path = request.path();
    if (const WebFile* file = find_file(path)) return file_response(request, *file);
    const std::string_view name = path.substr(path.rfind('/') + 1);
    const std::string_view root = path.substr(0, path.find('/', 1));
    const bool of_server = root == "/v1" || root == "/ingest" || root == "/assets";
    if (of_server || name.contains('.')) return std::nullopt;
    const WebFile* page = find_file("/index.html");
    if (page == nullptr) return std::nullopt;
    return file_response(request, *page);
}

}  // namespace otpost::api
