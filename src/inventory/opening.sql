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

-- name: hold_suppliers
-- Numbers refer to their supplier: those being added are there before this, or come after it.
SELECT id FROM supplier WHERE operator_id = $1 ORDER BY id
{{for_update}}

-- name: begin_change
-- From the first number, also when the opposite was under way.
INSERT INTO opening_change (supplier_id, service_id, opening, done_to)
SELECT p.id, CAST($2 AS {{int64}}), CAST($3 AS TEXT), 0 FROM supplier p WHERE p.operator_id = $1
ON CONFLICT (supplier_id, service_id) DO UPDATE SET opening = excluded.opening, done_to = 0

-- name: change_of_operator
-- Whoever comes second waits, and goes on where the first ended.
SELECT c.supplier_id, c.service_id, c.opening, c.done_to
FROM opening_change c
WHERE c.supplier_id IN (SELECT p.id FROM supplier p WHERE p.operator_id = $1)
ORDER BY c.supplier_id, c.service_id
LIMIT 1
{{for_update}}

-- name: is_changing
-- The look before may have met a row that went in the same instant.
SELECT 1 FROM opening_change c
WHERE c.supplier_id IN (SELECT p.id FROM supplier p WHERE p.operator_id = $1)
LIMIT 1

-- name: any_change
-- Those that somebody else is at are passed over.
SELECT c.supplier_id, c.service_id, c.opening, c.done_to
FROM opening_change c
ORDER BY c.supplier_id, c.service_id
LIMIT 1
{{for_update}} {{skip_locked}}

-- name: last_of_batch
-- Nothing: fewer than $3 are left.
SELECT n.id FROM number n
WHERE n.supplier_id = $1 AND n.id > $2
ORDER BY n.id
LIMIT 1 OFFSET CAST($3 AS {{int64}}) - 1

-- name: open_service_of_batch
-- As of one number; those whose services were chosen get it too.
INSERT INTO availability (number_id, service_id, country, pick, state, changed_at, choice)
SELECT n.id, CAST($2 AS {{int64}}), n.country, n.pick,
       CASE WHEN n.leasable = 1 THEN 'free' ELSE 'paused' END, CAST($3 AS {{int64}}), 'open'
FROM number n
WHERE n.supplier_id = $1 AND n.id > $4 AND n.id <= $5 AND n.status <> 'retired'
  AND (n.serves_all = 0 OR EXISTS (
      SELECT 1 FROM availability a WHERE a.number_id = n.id AND a.service_id = $2
  ))
ON CONFLICT (number_id, service_id) DO UPDATE SET
    choice = 'open', changed_at = excluded.changed_at,
    state = CASE WHEN availability.state = 'paused' THEN excluded.state ELSE availability.state END

-- name: close_service_of_batch
-- As of one number.
INSERT INTO availability (number_id, service_id, country, pick, state, changed_at, choice)
SELECT n.id, CAST($2 AS {{int64}}), n.country, n.pick, 'paused', CAST($3 AS {{int64}}), 'closed'
FROM number n
WHERE n.supplier_id = $1 AND n.id > $4 AND n.id <= $5 AND n.status <> 'retired'
  AND (n.serves_all = 1 OR EXISTS (
      SELECT 1 FROM availability a WHERE a.number_id = n.id AND a.service_id = $2
  ))
ON CONFLICT (number_id, service_id) DO UPDATE SET
    choice = 'closed', changed_at = excluded.changed_at,
    state = CASE WHEN availability.state = 'free' THEN 'paused' ELSE availability.state END

-- name: stock_service_of_batch
-- The list of offers walks through these.
INSERT INTO stocked_offer (service, country, service_id)
SELECT DISTINCT s.slug, n.country, s.id
FROM number n
JOIN service s ON s.id = $2
WHERE n.supplier_id = $1 AND n.id > $3 AND n.id <= $4
ON CONFLICT (service, country) DO NOTHING

-- name: advance_change
-- The rest is done later.
UPDATE opening_change SET done_to = $3 WHERE supplier_id = $1 AND service_id = $2

-- name: end_change
-- All numbers of the supplier are as it says.
DELETE FROM opening_change WHERE supplier_id = $1 AND service_id = $2

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

-- name: close_on_new_number
-- What its operator closed on all numbers. The number is found by its id alone: a plan made while
-- there were none would go through all of its supplier's.
INSERT INTO availability (number_id, service_id, country, pick, state, changed_at, choice)
SELECT n.id, c.service_id, n.country, n.pick, 'paused', n.added_at, 'closed'
FROM operator_closed_service c
CROSS JOIN number n
WHERE c.operator_id = (SELECT p.operator_id FROM supplier p WHERE p.id = $2) AND n.id = $1
  AND (n.serves_all = 1 OR EXISTS (
      SELECT 1 FROM availability a WHERE a.number_id = n.id AND a.service_id = c.service_id
  ))
ON CONFLICT (number_id, service_id) DO UPDATE SET choice = 'closed', state = 'paused'
