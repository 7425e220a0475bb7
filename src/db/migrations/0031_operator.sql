-- What operators choose and see: which services their numbers are open to, the leases these served
-- and what they earned. On PostgreSQL the new column's check reads the table of availabilities once
-- under its lock; the indexes are built over all leases and transfers: do it before there are many.

-- What the operator chose for a number and a service; null: nothing, it is as the pool or the
-- number's services have it. What is closed is never free, so taking a number need not ask.
ALTER TABLE availability ADD COLUMN choice TEXT CONSTRAINT availability_choice
    CHECK (choice IN ('open', 'closed') AND (choice = 'open' OR state <> 'free'));

-- The few rows chosen: an offer without any need not look for them in its pool.
CREATE INDEX availability_chosen ON availability (country, service_id) WHERE choice IS NOT NULL;

-- Closed on all numbers of an operator, those added later too.
CREATE TABLE operator_closed_service (
    operator_id {{int64}} NOT NULL,
    service_id {{int64}} NOT NULL REFERENCES service (id),
    closed_at {{int64}} NOT NULL,
    PRIMARY KEY (operator_id, service_id)
);

-- Leases that an operator's numbers served, newest first.
CREATE INDEX lease_of_operator ON lease (operator_payable, id) WHERE operator_payable IS NOT NULL;

-- Earnings of an operator in a range of time, read from the index alone.
CREATE INDEX transfer_to_operator ON transfer (credit_id, booked_at, amount)
    WHERE kind = 'operator_share';
