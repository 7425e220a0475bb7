-- Manual credits that wait for a second administrator (SEC-A5). A new table, and an index over
-- transfers that reads them all once; it holds manual credits alone.

-- status is pending until one decides; from expires_at on it can't be approved any more.
CREATE TABLE credit_approval (
    id {{int64}} NOT NULL PRIMARY KEY,
    account_id {{int64}} NOT NULL,
    wallet_id {{int64}} NOT NULL,
    amount {{int64}} NOT NULL CONSTRAINT credit_approval_amount CHECK (amount > 0),
    reason TEXT NOT NULL,
    asked_by {{int64}} NOT NULL,
    asked_at {{int64}} NOT NULL,
    expires_at {{int64}} NOT NULL,
    status TEXT NOT NULL
        CONSTRAINT credit_approval_status CHECK (status IN ('pending', 'approved', 'rejected')),
    decided_by {{int64}},
    decided_at {{int64}},
    CONSTRAINT credit_approval_decided CHECK ((status = 'pending') = (decided_by IS NULL)),
    CONSTRAINT credit_approval_two_people CHECK (decided_by IS NULL OR decided_by <> asked_by)
);

CREATE INDEX credit_approval_pending ON credit_approval (id) WHERE status = 'pending';
CREATE INDEX credit_approval_by_wallet ON credit_approval (wallet_id, decided_at);

-- What administrators credited to a wallet of late.
CREATE INDEX transfer_by_actor ON transfer (wallet_id, booked_at) WHERE actor_id IS NOT NULL;
