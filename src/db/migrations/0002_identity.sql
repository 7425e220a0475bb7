-- Accounts, browser sessions, API keys, and the count of failed sign-ins.
-- New tables; no lock on anything that exists.

-- email_key and username_key are the lower-case forms that must differ; email and username keep
-- the spelling of their owner. birth_date is YYYY-MM-DD. wallet_id is the wallet of the ledger.
CREATE TABLE account (
    id {{int64}} NOT NULL PRIMARY KEY,
    public_id TEXT NOT NULL UNIQUE,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE,
    username TEXT NOT NULL,
    username_key TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    role TEXT NOT NULL CONSTRAINT account_role CHECK (role IN ('user', 'operator', 'admin')),
    status TEXT NOT NULL CONSTRAINT account_status CHECK (status IN ('active', 'suspended')),
    plan TEXT NOT NULL,
    birth_date TEXT NOT NULL,
    terms_version TEXT NOT NULL,
    terms_accepted_at {{int64}} NOT NULL,
    wallet_id {{int64}} NOT NULL UNIQUE,
    created_at {{int64}} NOT NULL
);

-- The few who run the house; the last active admin can't be taken away.
CREATE INDEX account_by_role ON account (role, status) WHERE role <> 'user';

-- A username asked for together with an email that has an account already: it must look taken
-- from then on, or a second try would tell whether the first made an account.
CREATE TABLE username_hold (
    username_key TEXT NOT NULL PRIMARY KEY,
    held_until {{int64}} NOT NULL
);

CREATE INDEX username_hold_end ON username_hold (held_until);

-- token_hash is SHA-256 of the token, which has 256 random bits and is stored nowhere.
CREATE TABLE session (
    id {{int64}} NOT NULL PRIMARY KEY,
    account_id {{int64}} NOT NULL REFERENCES account (id),
    token_hash {{blob}} NOT NULL UNIQUE,
    created_at {{int64}} NOT NULL,
    last_seen_at {{int64}} NOT NULL,
    expires_at {{int64}} NOT NULL,
    user_agent TEXT NOT NULL,
    revoked_at {{int64}}
);

CREATE INDEX session_by_account ON session (account_id, id) WHERE revoked_at IS NULL;
CREATE INDEX session_end ON session (expires_at);

-- key_hash is HMAC-SHA-256 of the whole key under a key that is not in the store. prefix is what
-- lists show of it. last_used_at is exact to the hour.
CREATE TABLE api_key (
    id {{int64}} NOT NULL PRIMARY KEY,
    account_id {{int64}} NOT NULL REFERENCES account (id),
    key_hash {{blob}} NOT NULL UNIQUE,
    label TEXT NOT NULL,
    prefix TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at {{int64}} NOT NULL,
    expires_at {{int64}},
    last_used_at {{int64}},
    revoked_at {{int64}}
);

CREATE INDEX api_key_by_account ON api_key (account_id, id);

-- Consecutive sign-ins without success. subject is a hash of the email tried, whether it has an
-- account or not, or of a device that signed in before: it tells neither.
CREATE TABLE sign_in_failure (
    subject {{blob}} NOT NULL PRIMARY KEY,
    failures {{int64}} NOT NULL CONSTRAINT sign_in_failure_count CHECK (failures >= 0),
    last_at {{int64}} NOT NULL,
    retry_at {{int64}} NOT NULL
);

CREATE INDEX sign_in_failure_age ON sign_in_failure (last_at);
