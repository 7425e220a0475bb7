-- A service that an operator opens or closes on all numbers, until all of them are as it says: a
-- batch at a time, since they may be many. New table; no lock on anything that exists.

-- done_to: numbers with an id up to this one are done.
CREATE TABLE opening_change (
    supplier_id {{int64}} NOT NULL REFERENCES supplier (id),
    service_id {{int64}} NOT NULL REFERENCES service (id),
    opening TEXT NOT NULL CONSTRAINT opening_change_opening CHECK (opening IN ('open', 'closed')),
    done_to {{int64}} NOT NULL,
    PRIMARY KEY (supplier_id, service_id)
);
