-- What API keys were used for (P7): endpoint, status, address and time, and no more. Only the newest
-- of an account are kept, and none for longer than operational logs (P1). New table.
CREATE TABLE api_request (
    account_id {{int64}} NOT NULL,
    id {{int64}} NOT NULL,
    endpoint TEXT NOT NULL,
    status {{int64}} NOT NULL,
    ip TEXT NOT NULL,
    made_at {{int64}} NOT NULL,
    PRIMARY KEY (account_id, id)
);

CREATE INDEX api_request_by_time ON api_request (made_at);
