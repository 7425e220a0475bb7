-- name: open_service_of_number
-- A number of the pool without a row is open already. A row that its lease or quarantine holds
-- keeps its state; one that got its code stays used (L2).
INSERT INTO availability (number_id, service_id, country, pick, state, changed_at, choice)
SELECT n.id, CAST($2 AS {{int64}}), n.country, n.pick,
       CASE WHEN n.leasable = 1 THEN 'free' ELSE 'paused' END, CAST($3 AS {{int64}}), 'open'
FROM number n
WHERE n.id = $1 AND (n.serves_all = 0 OR EXISTS (
    SELECT 1 FROM availability a WHERE a.number_id = n.id AND a.service_id = $2
))
ON CONFLICT (number_id, service_id) DO UPDATE SET
    choice = 'open', changed_at = excluded.changed_at,
    state = CASE WHEN availability.state = 'paused' THEN excluded.state ELSE availability.state END

-- name: close_service_of_number
-- A number of the pool gets its row before the offer reaches it. A lease that is open goes on.
INSERT INTO availability (number_id, service_id, country, pick, state, changed_at, choice)
SELECT n.id, CAST($2 AS {{int64}}), n.country, n.pick, 'paused', CAST($3 AS {{int64}}), 'closed'
FROM number n
WHERE n.id = $1 AND (n.serves_all = 1 OR EXISTS (
    SELECT 1 FROM availability a WHERE a.number_id = n.id AND a.service_id = $2
))
ON CONFLICT (number_id, service_id) DO UPDATE SET
    choice = 'closed', changed_at = excluded.changed_at,
    state = CASE WHEN availability.state = 'free' THEN 'paused' ELSE availability.state END

-- name: open_service_of_operator
-- The same for all numbers of an operator; those whose services were chosen get it too.
INSERT INTO availability (number_id, service_id, country, pick, state, changed_at, choice)
SELECT n.id, CAST($2 AS {{int64}}), n.country, n.pick,
       CASE WHEN n.leasable = 1 THEN 'free' ELSE 'paused' END, CAST($3 AS {{int64}}), 'open'
FROM number n
WHERE n.supplier_id IN (SELECT p.id FROM supplier p WHERE p.operator_id = $1)
  AND n.status <> 'retired'
  AND (n.serves_all = 0 OR EXISTS (
      SELECT 1 FROM availability a WHERE a.number_id = n.id AND a.service_id = $2
  ))
ON CONFLICT (number_id, service_id) DO UPDATE SET
    choice = 'open', changed_at = excluded.changed_at,
    state = CASE WHEN availability.state = 'paused' THEN excluded.state ELSE availability.state END

-- name: close_service_of_operator
-- The same for all numbers of an operator.
INSERT INTO availability (number_id, service_id, country, pick, state, changed_at, choice)
SELECT n.id, CAST($2 AS {{int64}}), n.country, n.pick, 'paused', CAST($3 AS {{int64}}), 'closed'
FROM number n
WHERE n.supplier_id IN (SELECT p.id FROM supplier p WHERE p.operator_id = $1)
  AND n.status <> 'retired'
  AND (n.serves_all = 1 OR EXISTS (
      SELECT 1 FROM availability a WHERE a.number_id = n.id AND a.service_id = $2
  ))
ON CONFLICT (number_id, service_id) DO UPDATE SET
    choice = 'closed', changed_at = excluded.changed_at,
    state = CASE WHEN availability.state = 'free' THEN 'paused' ELSE availability.state END

-- name: stock_service_of_operator
-- The list of offers walks through these.
INSERT INTO stocked_offer (service, country, service_id)
SELECT DISTINCT s.slug, n.country, s.id
FROM number n
JOIN service s ON s.id = $2
WHERE n.supplier_id IN (SELECT p.id FROM supplier p WHERE p.operator_id = $1)
ON CONFLICT (service, country) DO NOTHING

-- name: keep_closed
-- For the numbers that come later.
INSERT INTO operator_closed_service (operator_id, service_id, closed_at) VALUES ($1, $2, $3)
ON CONFLICT (operator_id, service_id) DO NOTHING

-- name: forget_closed
-- Numbers that come later are open to it again.
DELETE FROM operator_closed_service WHERE operator_id = $1 AND service_id = $2

-- name: closed_services
-- Of one operator.
SELECT s.slug FROM operator_closed_service c
JOIN service s ON s.id = c.service_id
WHERE c.operator_id = $1
ORDER BY s.slug

-- name: suppliers_with_closed
-- Whose new numbers are not open to everything.
SELECT p.id FROM supplier p
WHERE EXISTS (SELECT 1 FROM operator_closed_service c WHERE c.operator_id = p.operator_id)

-- name: close_on_new_number
-- What its operator closed on all numbers.
INSERT INTO availability (number_id, service_id, country, pick, state, changed_at, choice)
SELECT n.id, c.service_id, n.country, n.pick, 'paused', n.added_at, 'closed'
FROM number n
JOIN supplier p ON p.id = n.supplier_id
JOIN operator_closed_service c ON c.operator_id = p.operator_id
WHERE n.id = $1 AND (n.serves_all = 1 OR EXISTS (
    SELECT 1 FROM availability a WHERE a.number_id = n.id AND a.service_id = c.service_id
))
ON CONFLICT (number_id, service_id) DO UPDATE SET choice = 'closed', state = 'paused'
