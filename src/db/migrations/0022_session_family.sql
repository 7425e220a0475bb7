-- A session becomes the family of its refresh tokens. Everyone signs in once more: what sessions of
-- before hold is no refresh token. The table is small, and made anew under a short exclusive lock.
DROP TABLE session;

-- refresh_hash is SHA-256 of the secret in the newest refresh token, which is its generation-th;
-- rotated_at is when it was made, and rotated_by a MAC of the browser that was given it.
CREATE TABLE session (
    id {{int64}} NOT NULL PRIMARY KEY,
    account_id {{int64}} NOT NULL REFERENCES account (id),
    generation {{int64}} NOT NULL,
    refresh_hash {{blob}} NOT NULL,
    rotated_at {{int64}} NOT NULL,
    rotated_by {{blob}},
    created_at {{int64}} NOT NULL,
    authenticated_at {{int64}} NOT NULL,
    last_seen_at {{int64}} NOT NULL,
    expires_at {{int64}} NOT NULL,
    user_agent TEXT NOT NULL,
    revoked_at {{int64}}
);

CREATE INDEX session_by_account ON session (account_id, id) WHERE revoked_at IS NULL;
CREATE INDEX session_end ON session (expires_at);
