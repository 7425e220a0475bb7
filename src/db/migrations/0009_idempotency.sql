-- The answers given to mutating calls, by account and key (W6). They hold no message content.
-- New table; takes no lock on others.
CREATE TABLE idempotency_key (
    account_id {{int64}} NOT NULL,
    idem_key TEXT NOT NULL,
    request_hash {{blob}} NOT NULL,
    status {{int64}} NOT NULL,
    body TEXT,
    created_at {{int64}} NOT NULL,
    PRIMARY KEY (account_id, idem_key)
);

CREATE INDEX idempotency_key_kept ON idempotency_key (created_at) WHERE body IS NOT NULL;
