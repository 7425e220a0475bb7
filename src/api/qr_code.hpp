// SPDX-License-Identifier: Apache-2.0
// QR codes by libqrencode, as pictures that a page or a mail program can show as they are.
#pragma once

#include <string>
#include <string_view>

namespace otpost::api {

/// An SVG of black squares on white, with the margin that readers want, as a `data:` URL. The text
/// has at most 1,000 bytes. Takes well under a millisecond.
std::string qr_code_url(std::string_view text);

}  // namespace otpost::api
