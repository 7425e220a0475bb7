-- Double-entry ledger: wallets with their balance, payables without one, and immutable transfers.
-- New tables; no lock on anything that exists.

-- balance is free to spend, held is this wallet's fees in escrow. version counts its transfers and
-- head is the hash of the newest: the row's lock orders the chain.
CREATE TABLE wallet (
    id {{int64}} PRIMARY KEY,
    currency TEXT NOT NULL,
    balance {{int64}} NOT NULL CONSTRAINT wallet_balance_not_negative CHECK (balance >= 0),
    held {{int64}} NOT NULL CONSTRAINT wallet_held_not_negative CHECK (held >= 0),
    version {{int64}} NOT NULL CONSTRAINT wallet_version_not_negative CHECK (version >= 0),
    head {{blob}} NOT NULL
);

-- What is owed to a supplier or an operator: the sum of its transfers, so it is never contended.
CREATE TABLE ledger_account (
    id {{int64}} PRIMARY KEY,
    class TEXT NOT NULL
        CONSTRAINT ledger_account_class CHECK (class IN ('supplier_payable', 'operator_payable')),
    owner {{int64}} NOT NULL,
    currency TEXT NOT NULL,
    UNIQUE (class, owner, currency)
);

-- debit_id and credit_id are a house account (see ledger.hpp), a wallet or a ledger_account.
-- wallet_id is the wallet in whose chain the transfer stands, chain_seq its place there. slot says
-- what a transfer of a lease is: 0 the fee held, 1 its outcome (settled or refunded), 2 the
-- supplier's cost, 3 the operator's share.
CREATE TABLE transfer (
    id {{int64}} PRIMARY KEY,
    wallet_id {{int64}} NOT NULL,
    chain_seq {{int64}} NOT NULL,
    debit_id {{int64}} NOT NULL,
    credit_id {{int64}} NOT NULL,
    amount {{int64}} NOT NULL CONSTRAINT transfer_amount_positive CHECK (amount > 0),
    kind TEXT NOT NULL CONSTRAINT transfer_kind CHECK (
        kind IN ('top_up', 'lease', 'refund', 'settle', 'supplier_cost', 'operator_share')
    ),
    lease_id {{int64}},
    slot {{int64}},
    reason TEXT,
    actor_id {{int64}},
    balance_after {{int64}} NOT NULL,
    booked_at {{int64}} NOT NULL,
    hash {{blob}} NOT NULL,
    CONSTRAINT transfer_two_accounts CHECK (debit_id <> credit_id),
    CONSTRAINT transfer_slot_of_lease CHECK ((lease_id IS NULL) = (slot IS NULL))
);

CREATE UNIQUE INDEX transfer_chain ON transfer (wallet_id, chain_seq);

-- Settle and refund share a slot, so the store itself lets only one of them happen (W5).
CREATE UNIQUE INDEX transfer_lease_slot ON transfer (lease_id, slot) WHERE lease_id IS NOT NULL;
