-- Delivery statistics of the offers. The index is built over all leases: do it before there are
-- many.

-- The latest leases of an offer, read newest first up to a bound.
CREATE INDEX lease_closed_of_offer ON lease (country, service_id, closed_at)
    WHERE closed_at IS NOT NULL;

-- What was closed since the statistics were last refreshed.
CREATE INDEX lease_by_closing ON lease (closed_at, id) WHERE closed_at IS NOT NULL;

CREATE TABLE delivery_stat (
    country TEXT NOT NULL,
    service_id {{int64}} NOT NULL,
    closed {{int64}} NOT NULL,
    delivered {{int64}} NOT NULL,
    median_seconds {{int64}},
    computed_at {{int64}} NOT NULL,
    PRIMARY KEY (country, service_id),
    CONSTRAINT delivery_stat_counts CHECK (delivered BETWEEN 0 AND closed),
    CONSTRAINT delivery_stat_median CHECK ((median_seconds IS NULL) = (delivered = 0))
);

CREATE INDEX delivery_stat_by_age ON delivery_stat (computed_at);

-- One row: the last closed lease that the statistics have taken notice of.
CREATE TABLE delivery_progress (
    id {{int64}} NOT NULL PRIMARY KEY CONSTRAINT delivery_progress_one CHECK (id = 1),
    closed_at {{int64}} NOT NULL,
    lease_id {{int64}} NOT NULL
);

INSERT INTO delivery_progress (id, closed_at, lease_id) VALUES (1, 0, 0);
