-- What an operator's numbers do and did: standing, leases served, delivery.

-- name: numbers_of_supplier
-- Newest first, those before $2. The leased are found by the live leases, which are few: a cross join
-- makes SQLite begin with them. What of a number's services is used or closed counts only while the
-- house offers the service.
SELECT n.id, n.e164, n.country, n.supplier_id, n.status, n.serves_all, n.leasable, n.attested_at,
       n.attestation_version, n.added_at, n.last_message_at,
       (SELECT COUNT(*) FROM lease l
        WHERE l.number_id = n.id AND l.status IN ('waiting', 'received')),
       (SELECT COUNT(*) FROM availability a JOIN service s ON s.id = a.service_id AND s.allowed = 1
        WHERE a.number_id = n.id),
       (SELECT COUNT(*) FROM availability a JOIN service s ON s.id = a.service_id AND s.allowed = 1
        WHERE a.number_id = n.id AND a.state = 'used'),
       (SELECT COUNT(*) FROM availability a JOIN service s ON s.id = a.service_id AND s.allowed = 1
        WHERE a.number_id = n.id AND a.choice = 'closed' AND a.state <> 'used'),
       (SELECT COUNT(*) FROM availability a JOIN service s ON s.id = a.service_id AND s.allowed = 1
        WHERE a.number_id = n.id AND a.state = 'quarantine'
          AND COALESCE(a.choice, 'open') = 'open')
FROM (
    SELECT * FROM (
        SELECT m.id FROM number m
        WHERE CAST($7 AS {{int64}}) = 0 AND m.supplier_id = $1 AND m.id < $2
          AND (CAST($4 AS TEXT) IS NULL OR m.status = $4)
          AND (CAST($5 AS TEXT) IS NULL OR m.country = $5)
          AND (CAST($6 AS TEXT) IS NULL OR m.e164 LIKE $6)
        ORDER BY m.id DESC
        LIMIT $3
    ) AS whatever
    UNION ALL
    SELECT * FROM (
        SELECT m.id FROM (
            SELECT DISTINCT l.number_id FROM lease l
            WHERE l.status IN ('waiting', 'received') AND l.supplier_id = $1
        ) AS live
        CROSS JOIN number m
        WHERE CAST($7 AS {{int64}}) = 1 AND m.id = live.number_id AND m.supplier_id = $1
          AND m.id < $2
          AND (CAST($4 AS TEXT) IS NULL OR m.status = $4)
          AND (CAST($5 AS TEXT) IS NULL OR m.country = $5)
          AND (CAST($6 AS TEXT) IS NULL OR m.e164 LIKE $6)
        ORDER BY m.id DESC
        LIMIT $3
    ) AS leased
) AS page
JOIN number n ON n.id = page.id
ORDER BY n.id DESC

-- name: number_of_operator
-- The same of one number, if it is the operator's.
SELECT n.id, n.e164, n.country, n.supplier_id, n.status, n.serves_all, n.leasable, n.attested_at,
       n.attestation_version, n.added_at, n.last_message_at,
       (SELECT COUNT(*) FROM lease l
        WHERE l.number_id = n.id AND l.status IN ('waiting', 'received')),
       (SELECT COUNT(*) FROM availability a JOIN service s ON s.id = a.service_id AND s.allowed = 1
        WHERE a.number_id = n.id),
       (SELECT COUNT(*) FROM availability a JOIN service s ON s.id = a.service_id AND s.allowed = 1
        WHERE a.number_id = n.id AND a.state = 'used'),
       (SELECT COUNT(*) FROM availability a JOIN service s ON s.id = a.service_id AND s.allowed = 1
        WHERE a.number_id = n.id AND a.choice = 'closed' AND a.state <> 'used'),
       (SELECT COUNT(*) FROM availability a JOIN service s ON s.id = a.service_id AND s.allowed = 1
        WHERE a.number_id = n.id AND a.state = 'quarantine'
          AND COALESCE(a.choice, 'open') = 'open')
FROM number n
WHERE n.id = $1
  AND n.supplier_id IN (SELECT p.id FROM supplier p WHERE p.operator_id = $2)

-- name: allowed_services
-- What a number that serves all is open to.
SELECT COUNT(*) FROM service WHERE allowed = 1

-- name: numbers_by_status
-- Active, paused, retired; from the index alone.
SELECT COUNT(CASE WHEN n.status = 'active' THEN 1 END),
       COUNT(CASE WHEN n.status = 'paused' THEN 1 END),
       COUNT(CASE WHEN n.status = 'retired' THEN 1 END)
FROM number n
WHERE n.supplier_id = $1

-- name: numbers_leased
-- Whatever their status; all live leases are looked at.
SELECT COUNT(DISTINCT l.number_id)
FROM lease l
WHERE l.status IN ('waiting', 'received') AND l.supplier_id = $1

-- name: served_leases
-- Newest first, those before $2. Nothing of the customer, and nothing of a message (M7).
SELECT l.id, l.number_id, l.e164, l.country, l.service, l.status, l.opened_at, l.code_received_at,
       l.closed_at, l.operator_share, l.currency
FROM lease l
WHERE l.operator_payable = $1 AND l.id < $2
ORDER BY l.id DESC
LIMIT $3

-- name: served_leases_of_number
-- Among the newest $5 of all the operator's before $2: an index by numbers would cost every lease.
SELECT l.id, l.number_id, l.e164, l.country, l.service, l.status, l.opened_at, l.code_received_at,
       l.closed_at, l.operator_share, l.currency
FROM (
    SELECT * FROM lease k WHERE k.operator_payable = $1 AND k.id < $2 ORDER BY k.id DESC LIMIT $5
) AS l
WHERE l.number_id = $4
ORDER BY l.id DESC
LIMIT $3

-- name: served_before
-- The last of them, if there are so many.
SELECT l.id FROM lease l
WHERE l.operator_payable = $1 AND l.id < $2
ORDER BY l.id DESC
LIMIT 1 OFFSET CAST($3 AS {{int64}}) - 1

-- name: served_services
-- Of the operator's newest $3 leases, those opened since $2. A customer who cancels within $4 has
-- not given the number a chance.
SELECT l.service, COUNT(*),
       COUNT(CASE WHEN l.closed_at IS NOT NULL OR l.code_received_at IS NOT NULL THEN
           CASE WHEN l.status <> 'cancelled' OR l.closed_at - l.opened_at >= $4 THEN 1 END
       END),
       COUNT(l.code_received_at),
       CAST(SUM(CASE WHEN l.code_received_at IS NULL THEN 0 ELSE l.operator_share END)
            AS {{int64}})
FROM (
    SELECT k.service, k.status, k.opened_at, k.closed_at, k.code_received_at, k.operator_share
    FROM lease k
    WHERE k.operator_payable = $1
    ORDER BY k.id DESC
    LIMIT $3
) AS l
WHERE l.opened_at >= $2
GROUP BY l.service
ORDER BY l.service
