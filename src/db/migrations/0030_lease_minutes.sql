-- What leases did in each minute, by currency, counted once the minute is over: a week of them
-- costs its minutes and not its leases. Rows of the last days only.
-- New tables; no lock on anything that exists.

-- minute: of the Unix epoch. withdrawn: cancelled by the customer within the first minute. kept:
-- without a code, and without a refund. code_times: seconds to the code and how many took so long,
-- as in `7:3 12:1`.
CREATE TABLE lease_minute (
    minute {{int64}} NOT NULL,
    currency TEXT NOT NULL,
    opened {{int64}} NOT NULL,
    delivered {{int64}} NOT NULL,
    missed {{int64}} NOT NULL,
    withdrawn {{int64}} NOT NULL,
    kept {{int64}} NOT NULL,
    earned {{int64}} NOT NULL,
    refunded {{int64}} NOT NULL,
    code_times TEXT NOT NULL,
    PRIMARY KEY (minute, currency)
);

-- One row: minutes before this one are counted.
CREATE TABLE lease_minute_progress (
    id {{int64}} NOT NULL PRIMARY KEY CONSTRAINT lease_minute_progress_one CHECK (id = 1),
    minute {{int64}} NOT NULL
);

INSERT INTO lease_minute_progress (id, minute) VALUES (1, 0);
