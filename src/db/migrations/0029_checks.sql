-- Checks of the ledger and of the audit log, asked for by administrators or by the house once a
-- day: what is asked, which node is at it, what the newest one found.
-- New tables; no lock on anything that exists.

-- asked_by is null when the house asked. claimed_at: a node is at it, and taken for dead a while
-- later.
CREATE TABLE integrity_check (
    kind TEXT NOT NULL PRIMARY KEY
        CONSTRAINT integrity_check_kind CHECK (kind IN ('ledger', 'audit')),
    asked_at {{int64}},
    asked_by {{int64}},
    claimed_at {{int64}},
    ended_at {{int64}},
    took {{int64}},
    outcome TEXT CONSTRAINT integrity_check_outcome
        CHECK (outcome IN ('whole', 'differs', 'unfinished')),
    report TEXT,
    CONSTRAINT integrity_check_ended CHECK ((ended_at IS NULL) = (outcome IS NULL))
);

INSERT INTO integrity_check (kind) VALUES ('ledger'), ('audit');

-- What the newest whole check of the ledger found in the accounts of the house and in what is owed;
-- of wallets the sums alone, as the accounts 0 (balances) and -1 (held).
CREATE TABLE ledger_tally (
    account_id {{int64}} NOT NULL,
    currency TEXT NOT NULL,
    debited {{int64}} NOT NULL,
    credited {{int64}} NOT NULL,
    as_of {{int64}} NOT NULL,
    PRIMARY KEY (account_id, currency)
);
