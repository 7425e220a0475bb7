-- Leases. New table; no lock on anything that exists.

-- Price, cost and payees are copied when a lease opens, so that closing needs this row only.
-- account_seq counts the account's leases from 1: the n-th newest is found without a scan (L13).
-- quarantine is how long the number rests after a lease without a code, in microseconds.
CREATE TABLE lease (
    id {{int64}} PRIMARY KEY,
    account_id {{int64}} NOT NULL,
    account_seq {{int64}} NOT NULL,
    wallet_id {{int64}} NOT NULL,
    number_id {{int64}} NOT NULL,
    e164 TEXT NOT NULL,
    supplier_id {{int64}} NOT NULL,
    country TEXT NOT NULL,
    service_id {{int64}} NOT NULL,
    service TEXT NOT NULL,
    price {{int64}} NOT NULL CONSTRAINT lease_price_positive CHECK (price > 0),
    currency TEXT NOT NULL,
    supplier_cost {{int64}} NOT NULL CONSTRAINT lease_supplier_cost CHECK (supplier_cost >= 0),
    operator_share {{int64}} NOT NULL CONSTRAINT lease_operator_share CHECK (operator_share >= 0),
    supplier_payable {{int64}} NOT NULL,
    operator_payable {{int64}},
    quarantine {{int64}} NOT NULL,
    status TEXT NOT NULL CONSTRAINT lease_status CHECK (
        status IN ('waiting', 'received', 'completed', 'cancelled', 'expired', 'failed')
    ),
    opened_at {{int64}} NOT NULL,
    expires_at {{int64}} NOT NULL,
    cancel_allowed_at {{int64}} NOT NULL,
    code_received_at {{int64}},
    closed_at {{int64}},
    close_reason TEXT,
    awaiting_code {{int64}} NOT NULL CONSTRAINT lease_awaiting_code CHECK (awaiting_code IN (0, 1)),
    other_service TEXT,
    message_count {{int64}} NOT NULL,
    switched_from {{int64}},
    CONSTRAINT lease_closed_or_live CHECK (
        (status IN ('waiting', 'received')) = (closed_at IS NULL)
        AND (closed_at IS NULL) = (close_reason IS NULL)
    ),
    CONSTRAINT lease_code_as_status CHECK (
        (status IN ('received', 'completed')) = (code_received_at IS NOT NULL)
    )
);

CREATE UNIQUE INDEX lease_of_account ON lease (account_id, account_seq);

-- Hold live leases only. The first makes the store itself refuse a second one (I4).
CREATE UNIQUE INDEX lease_live_on_number ON lease (number_id, service_id)
    WHERE status IN ('waiting', 'received');
CREATE INDEX lease_live_by_deadline ON lease (expires_at, id)
    WHERE status IN ('waiting', 'received');
CREATE INDEX lease_live_of_account ON lease (account_id, account_seq)
    WHERE status IN ('waiting', 'received');
