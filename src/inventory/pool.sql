-- name: join_pool
-- The row stays locked until the commit, which keeps the order of pool_seq that of the commits.
INSERT INTO country_pool (country, size) VALUES ($1, 1)
ON CONFLICT (country) DO UPDATE SET size = country_pool.size + 1
RETURNING size

-- name: unopened
-- How far the offer has opened the pool, if there is more of it, and where its next block ends: at
-- the $3-th number that has no row yet, so that what operators closed ahead of it hides nothing.
SELECT o.opened_to, c.size,
    (SELECT n.pool_seq FROM number n
     WHERE n.country = o.country AND n.pool_seq > o.opened_to AND n.status <> 'retired'
       AND NOT EXISTS (
           SELECT 1 FROM availability a WHERE a.number_id = n.id AND a.service_id = $2
       )
     ORDER BY n.pool_seq
     LIMIT 1 OFFSET CAST($3 AS {{int64}}) - 1)
FROM stocked_offer o
JOIN country_pool c ON c.country = o.country
WHERE o.service = (SELECT s.slug FROM service s WHERE s.id = $2)
  AND o.country = $1 AND o.opened_to < c.size

-- name: advance_opened
-- Nothing affected: another opened the block in the meantime.
UPDATE stocked_offer SET opened_to = $4
WHERE service = (SELECT s.slug FROM service s WHERE s.id = $2)
  AND country = $1 AND opened_to = $3

-- name: open_block
-- A number that becomes leasable in this very instant may stay paused until it is resumed again;
-- one that ceases to be may come out free: taking it notices.
INSERT INTO availability (number_id, service_id, country, pick, state, changed_at)
SELECT n.id, CAST($2 AS {{int64}}), n.country, n.pick,
       CASE WHEN n.leasable = 1 THEN 'free' ELSE 'paused' END, CAST($5 AS {{int64}})
FROM number n
WHERE n.country = $1 AND n.pool_seq > $3 AND n.pool_seq <= $4 AND n.status <> 'retired'
ON CONFLICT (number_id, service_id) DO NOTHING

-- name: stock_all_services
-- The list of offers walks through these.
INSERT INTO stocked_offer (service, country, service_id)
SELECT s.slug, CAST($1 AS TEXT), s.id FROM service s WHERE s.allowed = 1
ON CONFLICT (service, country) DO NOTHING

-- name: stock_allowed_services
-- The offers of services that were allowed after the numbers came.
INSERT INTO stocked_offer (service, country, service_id)
SELECT s.slug, c.country, s.id
FROM country_pool c
JOIN service s ON s.allowed = 1
WHERE TRUE
ON CONFLICT (service, country) DO NOTHING
