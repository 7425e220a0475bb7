// SPDX-License-Identifier: Apache-2.0
#include "identity/consent.hpp"

#include "identity/consent_sql.hpp"

#include <utility>

namespace otpost::identity {

namespace sql = otpost::sql::consent;

namespace {

std::string_view word_of(ConsentPurpose purpose) {
    switch (purpose) {
        case ConsentPurpose::marketing:
            return "marketing";
    }
    std::unreachable();
}

Consent from_row(const db::Row& row) {
    return {
        row.int64(0) == 1 ? ConsentAct::given : ConsentAct::withdrawn,
        std::string{row.text(1)},
        row.time(2)
    };
}

}  // namespace

std::optional<Consent> find_consent(db::Tx& tx, AccountId account, ConsentPurpose purpose) {
    return tx.one(sql::newest_consent, from_row, account, word_of(purpose));
}

void record_consent(
    db::Tx& tx,
    AccountId account,
    ConsentPurpose purpose,
    ConsentAct act,
    std::string_view terms_version,
    const Moment& moment
) {
    const auto before = find_consent(tx, account, purpose);
    if ((before ? before->act : ConsentAct::withdrawn) == act) return;
    tx.send(
        sql::insert_consent,
        moment.ids.next(),
        account,
        word_of(purpose),
        std::int64_t{act == ConsentAct::given ? 1 : 0},
        terms_version,
        moment.now
    );
}

}  // namespace otpost::identity
