// SPDX-License-Identifier: Apache-2.0
// Services of the demo house that clients under test ask for, with the names their messages use.
#pragma once

#include <array>

namespace otpost::crash {

struct Service {
    const char* slug;
    const char* name;
};

inline constexpr std::array services{
    Service{"whatsapp", "WhatsApp"},
    Service{"telegram", "Telegram"},
    Service{"google", "Google"},
    Service{"discord", "Discord"},
    Service{"tiktok", "TikTok"},
    Service{"facebook", "Facebook"},
    Service{"instagram", "Instagram"},
    Service{"amazon", "Amazon"},
    Service{"microsoft", "Microsoft"},
    Service{"uber", "Uber"},
};

}  // namespace otpost::crash
