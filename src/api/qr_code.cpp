// SPDX-License-Identifier: Apache-2.0
#include "api/qr_code.hpp"

#include "base/assert.hpp"
#include "crypto/encoding.hpp"

#include <fmt/format.h>

#include <iterator>
#include <memory>
#include <qrencode.h>
#include <stdexcept>

namespace otpost::api {

namespace {

constexpr std::size_t text_max = 1000;
constexpr int margin = 4;

struct Free {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

using Symbol = std::unique_ptr<QRcode, Free>;

Symbol encode(std::string_view text) {
    ASSERT(text.size() <= text_max);
    Symbol symbol{QRcode_encodeData(
        static_cast<int>(text.size()),
        reinterpret_cast<const unsigned char*>(text.data()),
        0,  // the smallest version that holds it
        QR_ECLEVEL_M
    )};
    if (!symbol) throw std::runtime_error("libqrencode made no symbol");
    return symbol;
}

/// One move and one bar for each run of dark squares of a row.
std::string dark_path(const QRcode& symbol) {
    std::string path;
    auto out = std::back_inserter(path);
    const auto is_dark = [&](int x, int y) {
        return (symbol.data[y * symbol.width + x] & 1U) != 0;
    };
    for (int y = 0; y < symbol.width; ++y) {
        for (int x = 0; x < symbol.width; ++x) {
            if (!is_dark(x, y)) continue;
            const int begin = x;
            while (x < symbol.width && is_dark(x, y)) ++x;
            fmt::format_to(
                out, "M{} {}h{}v1h-{}z", begin + margin, y + margin, x - begin, x - begin
            );
        }
    }
    return path;
}

}  // namespace

std::string qr_code_url(std::string_view text) {
    const Symbol symbol = encode(text);
    const int size = symbol->width + 2 * margin;
    const std::string svg = fmt::format(
        R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" )"
        R"(shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{0}v{0}H0z"/>)"
        R"(<path d="{1}"/></svg>)",
        size,
        dark_path(*symbol)
    );
    return "data:image/svg+xml;base64," + crypto::base64(svg);
}

}  // namespace otpost::api
