// SPDX-License-Identifier: Apache-2.0
#include "suppliers/registry.hpp"

#include "suppliers/demo/demo_supplier.hpp"
#include "suppliers/http/http_supplier.hpp"
#include "suppliers/twilio/twilio_supplier.hpp"

#include <algorithm>
#include <array>

namespace otpost::suppliers {

namespace {

struct Kind {
    std::string_view name;
    std::unique_ptr<Adapter> (*make)(const AdapterSetup&);
};

constexpr std::array kinds{
    Kind{"demo", demo::make_adapter},
    Kind{"http", http::make_adapter},
    Kind{"twilio", twilio::make_adapter},
};

}  // namespace

std::unique_ptr<Adapter> make_adapter(const AdapterSetup& setup) {
    const auto kind = std::ranges::find(kinds, setup.supplier.adapter, &Kind::name);
    return kind == kinds.end() ? nullptr : kind->make(setup);
}

std::vector<std::string_view> adapter_names() {
    std::vector<std::string_view> names;
    names.reserve(kinds.size());
    for (const Kind& kind : kinds) names.push_back(kind.name);
    return names;
}

}  // namespace otpost::suppliers
