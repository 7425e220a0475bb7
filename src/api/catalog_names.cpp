// SPDX-License-Identifier: Apache-2.0
#include "api/catalog_names.hpp"

#include "catalog/catalog.hpp"

namespace otpost::api {

namespace {

std::string name_of(
    const std::unordered_map<std::string, std::string>& names, const std::string& key
) {
    const auto found = names.find(key);
    return found == names.end() ? key : found->second;
}

}  // namespace

CatalogSnapshot load_catalog_snapshot(db::Tx& tx) {
    CatalogSnapshot snapshot;
    for (auto& country : catalog::list_countries(tx))
        snapshot.countries.emplace(std::move(country.code), std::move(country.name));
    for (auto& service : catalog::list_services(tx))
        snapshot.services.emplace(std::move(service.slug), std::move(service.name));
    return snapshot;
}

void CatalogNames::replace(CatalogSnapshot snapshot) {
    snapshot_.store(std::make_shared<const CatalogSnapshot>(std::move(snapshot)));
}

std::string CatalogNames::country(const std::string& code) const {
    return name_of(snapshot_.load()->countries, code);
}

std::string CatalogNames::service(const std::string& slug) const {
    return name_of(snapshot_.load()->services, slug);
}

}  // namespace otpost::api
