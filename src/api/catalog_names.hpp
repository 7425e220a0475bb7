// SPDX-License-Identifier: Apache-2.0
// Names of countries and services for answers, from memory: they change with the catalogue, not
// with leases. Replaced whole by a duty; handlers read it on engine threads too.
#pragma once

#include "db/database.hpp"

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace otpost::api {

struct CatalogSnapshot {
    std::unordered_map<std::string, std::string> countries;  ///< code to name
    std::unordered_map<std::string, std::string> services;   ///< slug to name
};

CatalogSnapshot load_catalog_snapshot(db::Tx& tx);

class CatalogNames {
public:
    CatalogNames() : snapshot_(std::make_shared<const CatalogSnapshot>()) {}

    void replace(CatalogSnapshot snapshot);

    /// The code or slug itself where no name is known.
    std::string country(const std::string& code) const;
    std::string service(const std::string& slug) const;

private:
    std::atomic<std::shared_ptr<const CatalogSnapshot>> snapshot_;
};

}  // namespace otpost::api
