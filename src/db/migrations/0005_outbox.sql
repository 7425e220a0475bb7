-- Events of an account, numbered without gaps. New tables; no lock on anything that exists.

-- Ids sort by time, so the oldest are found without an index of their own.
CREATE TABLE event (
    id {{int64}} PRIMARY KEY,
    account_id {{int64}} NOT NULL,
    seq {{int64}} NOT NULL,
    kind TEXT NOT NULL,
    subject_id {{int64}} NOT NULL,
    data TEXT NOT NULL,
    created_at {{int64}} NOT NULL
);

CREATE UNIQUE INDEX event_of_account ON event (account_id, seq);

-- Its row lock puts the events of an account in the order of commit.
CREATE TABLE event_cursor (
    account_id {{int64}} PRIMARY KEY,
    last_seq {{int64}} NOT NULL
);
