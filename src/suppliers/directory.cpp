// SPDX-License-Identifier: Apache-2.0
#include "suppliers/directory.hpp"

#include "base/log.hpp"
#include "suppliers/registry.hpp"

namespace otpost::suppliers {

namespace {

std::string key_of(std::string_view adapter, std::string_view slug) {
    return std::string{adapter} + "/" + std::string{slug};
}

}  // namespace

void Directory::load(
    const std::vector<inventory::Supplier>& suppliers, const Resources& resources
) {
    for (const inventory::Supplier& supplier : suppliers) {
        if (!supplier.enabled) continue;
        std::vector<Secret> secrets;
        if (supplier.secret_ref) secrets = resources.find_secrets(*supplier.secret_ref);
        const std::string key = key_of(supplier.adapter, supplier.slug);
        auto adapter = make_adapter(
            {supplier,
             std::move(secrets),
             resources.public_url + "/ingest/" + key,
             resources.database,
             resources.intake,
             resources.timer,
             resources.random}
        );
        if (!adapter) {
            log::error(
                "supplier left out: no such adapter",
                {{"supplier", supplier.slug}, {"adapter", supplier.adapter}}
            );
            continue;
        }
        adapters_.insert_or_assign(key, std::move(adapter));
    }
}

void Directory::start(net::TaskGroup& tasks) {
    for (auto& [key, adapter] : adapters_) tasks.spawn("supplier " + key, adapter->run());
}

Adapter* Directory::find(std::string_view adapter, std::string_view slug) const {
    const auto found = adapters_.find(key_of(adapter, slug));
    return found == adapters_.end() ? nullptr : found->second.get();
}

}  // namespace otpost::suppliers
