-- Numbers that serve every service no longer have an availability row for each from the start:
-- a country's numbers form a pool, and each offer opens it a block at a time (inventory/pool.sql).
-- A million numbers and a thousand services would otherwise be a billion rows. Rewrites the table
-- of numbers once.

-- pool_seq counts a country's numbers that serve all, without gaps in the order of their commits.
-- Null: the services were chosen, and their rows are there.
ALTER TABLE number ADD COLUMN pool_seq {{int64}};

-- 1 while the number is active and its supplier enabled.
ALTER TABLE number ADD COLUMN leasable {{int64}} NOT NULL DEFAULT 1
    CONSTRAINT number_leasable CHECK (leasable IN (0, 1));

UPDATE number SET leasable = 0
WHERE status <> 'active' OR supplier_id IN (SELECT p.id FROM supplier p WHERE p.enabled = 0);

UPDATE number SET pool_seq = ranked.place
FROM (SELECT n.id, ROW_NUMBER() OVER (PARTITION BY n.country ORDER BY n.id) AS place
      FROM number n WHERE n.serves_all = 1) AS ranked
WHERE ranked.id = number.id;

CREATE UNIQUE INDEX number_by_pool ON number (country, pool_seq) WHERE pool_seq IS NOT NULL;
CREATE INDEX number_leasable_in_pool ON number (country, pool_seq) WHERE leasable = 1;

-- size: the pool_seq of the newest number. Its row is locked by whoever adds numbers, so that a
-- lower pool_seq never commits after a higher one.
CREATE TABLE country_pool (
    country TEXT NOT NULL PRIMARY KEY REFERENCES country (code),
    size {{int64}} NOT NULL CONSTRAINT country_pool_size CHECK (size > 0)
);

INSERT INTO country_pool (country, size)
SELECT n.country, MAX(n.pool_seq) FROM number n WHERE n.pool_seq IS NOT NULL GROUP BY n.country;

-- The numbers of the pool up to here have their availability row for the offer.
ALTER TABLE stocked_offer ADD COLUMN opened_to {{int64}} NOT NULL DEFAULT 0;

UPDATE stocked_offer SET opened_to =
    COALESCE((SELECT c.size FROM country_pool c WHERE c.country = stocked_offer.country), 0);
