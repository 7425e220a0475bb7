-- name: walk_offers
-- The next $6 stocked offers in the order shown, whether or not they are sold (first column): the
-- inner LIMIT bounds the work, and the caller goes on from the last row. Stock is what is free and
-- what the offer has not opened yet, each counted no further than $7; where an operator opened or
-- closed anything of it, what has a row already is not counted as unopened. The filters are CASEs
-- so that PostgreSQL, planning for any parameters, does not think them so selective that it sorts
-- all the offers.
SELECT CASE WHEN s.allowed = 1 AND c.enabled = 1
                 AND CASE WHEN p.country IS NULL THEN r.price ELSE p.price END IS NOT NULL
            THEN 1 ELSE 0 END,
       k.service, k.country, k.service_id, s.name, s.category, c.name,
       CASE WHEN p.country IS NULL THEN r.price ELSE p.price END,
       CASE WHEN p.country IS NULL THEN r.currency ELSE p.currency END,
       (SELECT COUNT(*) FROM (
            SELECT 1 FROM availability a
            WHERE a.country = k.country AND a.service_id = k.service_id AND a.state = 'free'
            LIMIT $7
        ) AS free_rows)
       + (SELECT COUNT(*) FROM (
            SELECT 1 FROM number n
            WHERE n.country = k.country AND n.leasable = 1 AND n.pool_seq > k.opened_to
              AND (k.chosen = 0 OR NOT EXISTS (
                  SELECT 1 FROM availability c
                  WHERE c.number_id = n.id AND c.service_id = k.service_id
              ))
            LIMIT $7
        ) AS unopened),
       d.closed, d.delivered, d.median_seconds
FROM (
    SELECT o.service, o.country, o.service_id, o.opened_to,
           (SELECT COUNT(*) FROM (
                SELECT 1 FROM availability x
                WHERE x.country = o.country AND x.service_id = o.service_id
                  AND x.choice IS NOT NULL
                LIMIT 1
            ) AS chosen_rows) AS chosen
    FROM stocked_offer o
    WHERE o.service >= $1 AND (o.service > $1 OR o.country > $2)
      AND o.service <= COALESCE($4, (SELECT MAX(l.service) FROM stocked_offer l))
      AND CASE WHEN $3 = '' OR o.country = $3 THEN TRUE ELSE FALSE END
      AND CASE
          WHEN $5 = '' THEN TRUE
          WHEN o.service_id IN (
              SELECT f.id FROM service f
              WHERE lower(f.name) LIKE $5 ESCAPE '!'
                 OR lower(COALESCE(f.aliases, '')) LIKE $5 ESCAPE '!'
          )
              THEN TRUE
          WHEN o.country IN (SELECT g.code FROM country g WHERE lower(g.name) LIKE $5 ESCAPE '!')
              THEN TRUE
          ELSE FALSE
      END
    ORDER BY o.service, o.country
    LIMIT $6
) AS k
LEFT JOIN service s ON s.id = k.service_id
LEFT JOIN country c ON c.code = k.country
LEFT JOIN price p ON p.country = k.country AND p.service_id = k.service_id
LEFT JOIN price_rule r ON r.country_tier = c.tier AND r.service_tier = s.tier
LEFT JOIN delivery_stat d ON d.country = k.country AND d.service_id = k.service_id
ORDER BY k.service, k.country

-- name: service_prices
-- Of each service that is sold anywhere, by name: the lowest price and in how many countries.
SELECT s.slug, s.name, s.category, o.price_min, o.currency, o.countries
FROM (
    SELECT k.service_id,
           MIN(CASE WHEN p.country IS NULL THEN r.price ELSE p.price END) AS price_min,
           MIN(CASE WHEN p.country IS NULL THEN r.currency ELSE p.currency END) AS currency,
           COUNT(*) AS countries
    FROM stocked_offer k
    JOIN service sold ON sold.id = k.service_id AND sold.allowed = 1
    JOIN country c ON c.code = k.country AND c.enabled = 1
    LEFT JOIN price p ON p.country = k.country AND p.service_id = k.service_id
    LEFT JOIN price_rule r ON r.country_tier = c.tier AND r.service_tier = sold.tier
    WHERE CASE WHEN p.country IS NULL THEN r.price ELSE p.price END IS NOT NULL
    GROUP BY k.service_id
) AS o
JOIN service s ON s.id = o.service_id
ORDER BY lower(s.name), s.slug

-- name: services_in_stock
-- Services that can be had somewhere now. Each is looked up until the first free number: the
-- scalar subquery keeps PostgreSQL from joining the whole inventory instead.
SELECT s.slug FROM service s
WHERE s.allowed = 1 AND (
    SELECT 1 FROM stocked_offer o
    WHERE o.service = s.slug
      AND (SELECT c.enabled FROM country c WHERE c.code = o.country) = 1
      AND ((SELECT 1 FROM availability a
            WHERE a.country = o.country AND a.service_id = o.service_id AND a.state = 'free'
            LIMIT 1) = 1
           OR (SELECT 1 FROM number n
               WHERE n.country = o.country AND n.leasable = 1 AND n.pool_seq > o.opened_to
                 AND NOT EXISTS (
                     SELECT 1 FROM availability c
                     WHERE c.number_id = n.id AND c.service_id = o.service_id
                 )
               LIMIT 1) = 1)
    LIMIT 1
) = 1

-- name: delivery_progress
-- One node refreshes at a time; another finds nothing and leaves.
SELECT closed_at, lease_id FROM delivery_progress WHERE id = 1 {{for_update}} {{skip_locked}}

-- name: leases_closed_since
-- In the order of closing, up to a moment that no transaction still writes before.
SELECT l.closed_at, l.id, l.country, l.service_id FROM lease l
WHERE l.closed_at >= $1 AND (l.closed_at > $1 OR l.id > $2) AND l.closed_at <= $3
ORDER BY l.closed_at, l.id
LIMIT $4

-- name: advance_progress
-- The next refresh begins after this lease.
UPDATE delivery_progress SET closed_at = $1, lease_id = $2 WHERE id = 1

-- name: stale_stats
-- Old samples leave the window though nothing was closed.
SELECT country, service_id FROM delivery_stat
WHERE computed_at <= $1 AND closed > 0
ORDER BY computed_at
LIMIT $2

-- name: delivery_samples
-- The offer's latest leases: when opened, and when the code came (null: never). A customer who
-- cancels within the first minute has not given the number a chance.
SELECT l.opened_at, l.code_received_at FROM lease l
WHERE l.country = $1 AND l.service_id = $2 AND l.closed_at > $3 AND l.closed_at <= $4
  AND (l.status <> 'cancelled' OR l.closed_at - l.opened_at >= $5)
ORDER BY l.closed_at DESC
LIMIT $6

-- name: put_stat
-- What the list of offers shows.
INSERT INTO delivery_stat (country, service_id, closed, delivered, median_seconds, computed_at)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (country, service_id) DO UPDATE SET closed = excluded.closed,
    delivered = excluded.delivered, median_seconds = excluded.median_seconds,
    computed_at = excluded.computed_at
