// SPDX-License-Identifier: Apache-2.0
// The suppliers being served: each enabled row of the store with its adapter. Loaded at start-up;
// adapters with work of their own run in the group until it is cancelled.
#pragma once

#include "net/task_group.hpp"
#include "suppliers/adapter.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::suppliers {

/// Secrets by the name under which a supplier row refers to them.
using FindSecrets = std::function<std::vector<Secret>(std::string_view secret_ref)>;

struct Resources {
    db::Database& database;
    Intake& intake;
    net::Timer& timer;
    Random& random;
    FindSecrets find_secrets;
    std::string public_url;  ///< of this server as suppliers reach it, without a slash at the end
};

class Directory {
public:
    /// Suppliers whose adapter is not known are logged and left out.
    void load(const std::vector<inventory::Supplier>& suppliers, const Resources& resources);

    void start(net::TaskGroup& tasks);

    /// The adapter behind /ingest/<adapter>/<slug>; null if there is none.
    Adapter* find(std::string_view adapter, std::string_view slug) const;

private:
    std::map<std::string, std::unique_ptr<Adapter>, std::less<>> adapters_;
};

}  // namespace otpost::suppliers
