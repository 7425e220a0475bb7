-- A wallet's transfers lie together in the file, in the order of its chain: a page of a statement
-- reads a few pages of the store however large it is. Rewrites the table of transfers once; their
-- values, and so their hashes, stay as they are.
CREATE TABLE transfer_by_wallet (
    id INTEGER NOT NULL,
    wallet_id INTEGER NOT NULL,
    chain_seq INTEGER NOT NULL,
    debit_id INTEGER NOT NULL,
    credit_id INTEGER NOT NULL,
    amount INTEGER NOT NULL CONSTRAINT transfer_amount_positive CHECK (amount > 0),
    kind TEXT NOT NULL CONSTRAINT transfer_kind CHECK (
        kind IN ('top_up', 'lease', 'refund', 'settle', 'supplier_cost', 'operator_share')
    ),
    lease_id INTEGER,
    slot INTEGER,
    reason TEXT,
    actor_id INTEGER,
    balance_after INTEGER NOT NULL,
    booked_at INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (wallet_id, chain_seq),
    CONSTRAINT transfer_two_accounts CHECK (debit_id <> credit_id),
    CONSTRAINT transfer_slot_of_lease CHECK ((lease_id IS NULL) = (slot IS NULL))
) WITHOUT ROWID;

INSERT INTO transfer_by_wallet (
    id, wallet_id, chain_seq, debit_id, credit_id, amount, kind, lease_id, slot, reason, actor_id,
    balance_after, booked_at, hash
)
SELECT
    id, wallet_id, chain_seq, debit_id, credit_id, amount, kind, lease_id, slot, reason, actor_id,
    balance_after, booked_at, hash
FROM transfer
ORDER BY wallet_id, chain_seq;

-- Its indexes and triggers go with it.
DROP TABLE transfer;

ALTER TABLE transfer_by_wallet RENAME TO transfer;

CREATE UNIQUE INDEX transfer_id ON transfer (id);

CREATE UNIQUE INDEX transfer_lease_slot ON transfer (lease_id, slot) WHERE lease_id IS NOT NULL;

CREATE TRIGGER transfer_no_update BEFORE UPDATE ON transfer
BEGIN
    SELECT RAISE(ABORT, 'transfers are never updated');
END;

CREATE TRIGGER transfer_no_delete BEFORE DELETE ON transfer
BEGIN
    SELECT RAISE(ABORT, 'transfers are never deleted');
END;
