-- Emails to be sent, the codes in some of them, and which addresses were proved by one.
-- New tables, and a column of accounts whose rows are all rewritten once: minutes with millions.

-- payload is sealed under a key that is not in the store, as it may hold a code; it is gone once
-- the email was given up. next_at is when it is due, or while a node is sending it, when another
-- may take that node for dead. attempts counts the claims, and tells whose claim it is.
CREATE TABLE email (
    id {{int64}} NOT NULL PRIMARY KEY,
    payload {{blob}},
    attempts {{int64}} NOT NULL,
    next_at {{int64}} NOT NULL,
    created_at {{int64}} NOT NULL,
    expires_at {{int64}} NOT NULL,
    given_up_at {{int64}},
    reason TEXT,
    CONSTRAINT email_payload CHECK ((payload IS NULL) = (given_up_at IS NOT NULL))
);

CREATE INDEX email_due ON email (next_at) WHERE given_up_at IS NULL;
CREATE INDEX email_expiry ON email (expires_at) WHERE given_up_at IS NULL;
CREATE INDEX email_given_up ON email (given_up_at) WHERE given_up_at IS NOT NULL;

-- When the owner proved to read the account's email. Accounts of before count as proved.
ALTER TABLE account ADD COLUMN email_verified_at {{int64}};

UPDATE account SET email_verified_at = created_at;

-- Each row is an email that an account was sent for a purpose; the newest of a purpose has the
-- code that is good. code_hash is HMAC-SHA-256 under a key that is not in the store; it is null in
-- notices, which are here to be counted.
CREATE TABLE email_code (
    id {{int64}} NOT NULL PRIMARY KEY,
    account_id {{int64}} NOT NULL REFERENCES account (id),
    purpose TEXT NOT NULL,
    code_hash {{blob}},
    tries_left {{int64}} NOT NULL CONSTRAINT email_code_tries CHECK (tries_left >= 0),
    created_at {{int64}} NOT NULL,
    expires_at {{int64}} NOT NULL
);

CREATE INDEX email_code_of_account ON email_code (account_id, purpose, id);
CREATE INDEX email_code_age ON email_code (created_at);
