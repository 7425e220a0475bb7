// SPDX-License-Identifier: Apache-2.0
#include "api/gzip.hpp"

#include "api/static_files.hpp"
#include "base/assert.hpp"

#include <zlib.h>

namespace otpost::api {

namespace {

std::string compress(std::string body) {
    constexpr int largest_window_as_gzip = 15 + 16;
    constexpr int usual_memory = 8;
    z_stream stream{};
    const int begun = deflateInit2(
        &stream,
        Z_DEFAULT_COMPRESSION,
        Z_DEFLATED,
        largest_window_as_gzip,
        usual_memory,
        Z_DEFAULT_STRATEGY
    );
    if (begun != Z_OK) throw std::bad_alloc{};
    std::string out(deflateBound(&stream, body.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(body.data());
    stream.avail_in = static_cast<uInt>(body.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int ended = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    ASSERT(ended == Z_STREAM_END);
    return out;
}

}  // namespace

Gzip::Wanted Gzip::wanted_by(const net::Request& request) {
    return accepts_coding(request.header("accept-encoding"), "gzip") ? Wanted::yes : Wanted::no;
}

void Gzip::apply(net::Response& response, Wanted wanted) {
    if (response.status != 200 || response.body.size() < body_min) return;
    response.headers.emplace_back("Vary", "Accept-Encoding");
    if (wanted == Wanted::no) return;
    response.headers.emplace_back("Content-Encoding", "gzip");
    response.body = *compressed(response.body);
}

std::shared_ptr<const std::string> Gzip::compressed(const std::string& body) {
    const crypto::Digest256 key = crypto::sha256(body);
    {
        const std::lock_guard lock{mutex_};
        if (const auto* known = known_.find(key)) return *known;
    }
    auto made = std::make_shared<const std::string>(compress(body));
    const std::lock_guard lock{mutex_};
    return known_.put(key, std::move(made));
}

}  // namespace otpost::api
