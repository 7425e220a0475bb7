-- Services that an account keeps at hand. New table; no lock on anything that exists.
CREATE TABLE favourite (
    account_id {{int64}} NOT NULL,
    service_id {{int64}} NOT NULL REFERENCES service (id),
    kept_at {{int64}} NOT NULL,
    PRIMARY KEY (account_id, service_id)
);
