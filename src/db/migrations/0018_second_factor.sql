-- What accounts prove besides their password: authenticator apps, and recovery codes for when the
-- app is lost. New tables; no lock on anything that exists.

-- One authenticator app of an account. seed is what it shares with us, sealed under the key that
-- key_id names, which is not in the store; null until the owner has shown a code of it. A seed that
-- waits for that is in pending_seed, and takes the place of an older one only then. last_step is
-- the time step of the newest code that was accepted: no code is accepted twice. failures counts
-- the wrong ones since, and retry_at is when the next may be tried.
CREATE TABLE second_factor (
    account_id {{int64}} NOT NULL PRIMARY KEY REFERENCES account (id),
    key_id {{int64}} NOT NULL,
    seed {{blob}},
    active_since {{int64}},
    last_step {{int64}} NOT NULL,
    pending_seed {{blob}},
    pending_until {{int64}},
    failures {{int64}} NOT NULL CONSTRAINT second_factor_failures CHECK (failures >= 0),
    last_failure_at {{int64}} NOT NULL,
    retry_at {{int64}} NOT NULL,
    CONSTRAINT second_factor_active CHECK ((seed IS NULL) = (active_since IS NULL)),
    CONSTRAINT second_factor_pending CHECK ((pending_seed IS NULL) = (pending_until IS NULL))
);

-- SHA-256 of codes with 120 random bits; a used one is gone.
CREATE TABLE recovery_code (
    account_id {{int64}} NOT NULL REFERENCES account (id),
    code_hash {{blob}} NOT NULL,
    PRIMARY KEY (account_id, code_hash)
);
