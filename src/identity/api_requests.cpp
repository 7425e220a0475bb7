// SPDX-License-Identifier: Apache-2.0
#include "identity/api_requests.hpp"

#include "identity/api_requests_sql.hpp"

#include <limits>
#include <set>

namespace otpost::identity {

namespace sql = otpost::sql::api_requests;

void record_api_requests(db::Tx& tx, std::span<const ApiRequest> requests, IdGenerator& ids) {
    std::set<AccountId> accounts;
    for (const ApiRequest& request : requests) {
        tx.send(
            sql::insert_api_request,
            request.account,
            ids.next(),
            request.endpoint,
            request.status,
            request.ip.reveal(),
            request.at
        );
        accounts.insert(request.account);
    }
    for (const AccountId account : accounts)
        tx.send(sql::trim_api_requests, account, std::int64_t{api_requests_kept});
}

std::vector<ListedApiRequest> list_api_requests(
    db::Tx& tx, AccountId account, std::optional<std::int64_t> before, std::int64_t limit
) {
    const auto read = [account](const db::Row& row) {
        return ListedApiRequest{
            row.int64(0),
            {account,
             std::string{row.text(1)},
             row.int64(2),
             Personal{std::string{row.text(3)}},
             row.time(4)}
        };
    };
    const auto end = before.value_or(std::numeric_limits<std::int64_t>::max());
    return tx.all(sql::list_api_requests, read, account, end, limit);
}

std::int64_t purge_api_requests(db::Tx& tx, Time now, std::int64_t limit) {
    return tx.exec(sql::purge_api_requests, now - api_request_life, limit);
}

}  // namespace otpost::identity
