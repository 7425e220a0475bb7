// SPDX-License-Identifier: Apache-2.0
// To whom a message goes (M3, L8, T1). Live: waiting or received, before the deadline.
//
//  leases live on | the text names          | goes to          | outcome            | L8 noted on
//  the number     |                         |                  |                    |
//  ---------------+-------------------------+------------------+--------------------+------------
//  none           | anything                | nobody           | no_lease           | -
//  none, one over | anything                | nobody           | late               | -
//  any            | a blocked service       | nobody           | policy             | only waiting
//  any            | the service of a lease  | that lease       | delivered_to_lease | -
//  any            | another known service   | nobody           | other_service      | only waiting
//  any            | a service not in the    | nobody           | other_service      | -
//                 | catalogue               |                  |                    |
//  any            | none, sensitive wording | nobody           | policy             | -
//  one            | none                    | that lease       | delivered_to_lease | -
//  several        | none                    | nobody: it would | ambiguous          | -
//                 |                         | show one person  |                    |
//                 |                         | another's code   |                    |
//
// `only waiting`: the one lease live on the number, if it is waiting; of several nobody can say
// who chose wrongly, and none loses its refund. A message that names an allowed service is that
// service's whatever its wording.
#pragma once

#include "base/time.hpp"
#include "db/database.hpp"
#include "leases/lease.hpp"
#include "messages/extract/extract.hpp"
#include "messages/outcome.hpp"

#include <optional>
#include <span>

namespace otpost::messages {

/// What the catalogue says of the service that a message names.
enum class NamedService { none, unknown, blocked, allowed };

struct Recipient {
    Outcome outcome = Outcome::no_lease;
    const leases::Lease* lease = nullptr;           ///< to deliver to
    const leases::Lease* wrongly_chosen = nullptr;  ///< to note the other service on (L8)
};

/// `on_number` are the leases not yet closed; the result points into it.
Recipient match(
    std::span<const leases::Lease> on_number,
    const Extraction& extraction,
    NamedService named,
    Time now
);

NamedService named_service(db::Tx& tx, const Extraction& extraction);

}  // namespace otpost::messages
