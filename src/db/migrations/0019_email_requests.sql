-- What strangers ask of an email address, and where codes were sent to. New table; a column with a
-- default, no rewrite.

-- Each row is answered by email alone, a moment later: whoever asked learns nothing of accounts,
-- neither from the answer nor from the time it takes. account_id is there where an account asks.
CREATE TABLE email_request (
    id {{int64}} NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    email TEXT NOT NULL,
    account_id {{int64}} REFERENCES account (id),
    created_at {{int64}} NOT NULL
);

-- The address a code was sent to where it is not the account's.
ALTER TABLE email_code ADD COLUMN address TEXT;
