-- The questions of operators with many numbers and leases, answered from indexes alone. Both are
-- built anew over all rows.

-- With kind, though it is the same in all of it: SQLite looks at the row for it otherwise.
DROP INDEX transfer_to_operator;
CREATE INDEX transfer_to_operator ON transfer (credit_id, booked_at, amount, kind)
    WHERE kind = 'operator_share';

-- With status: how many numbers are active, paused and retired.
DROP INDEX number_by_supplier;
CREATE INDEX number_by_supplier ON number (supplier_id, id, status);
