-- name: insert_number
-- Nothing affected: the number is in the inventory already.
INSERT INTO number (id, e164, country, supplier_id, status, serves_all, pool_seq, leasable, pick,
                    attested_by, attested_at, attestation_version, added_at)
VALUES ($1, $2, $3, $4, 'active', CASE WHEN CAST($5 AS {{int64}}) IS NULL THEN 0 ELSE 1 END, $5,
        (SELECT p.enabled FROM supplier p WHERE p.id = $4), $6, $7, $8, $9, $8)
ON CONFLICT (e164) DO NOTHING

-- name: open_one_service
-- For a number whose services were chosen.
INSERT INTO availability (number_id, service_id, country, pick, state, changed_at)
SELECT n.id, s.id, n.country, n.pick,
       CASE WHEN n.leasable = 1 THEN 'free' ELSE 'paused' END, n.added_at
FROM number n
JOIN service s ON s.id = $2
WHERE n.id = $1
ON CONFLICT (number_id, service_id) DO NOTHING

-- name: stock_one_service
-- The list of offers walks through these.
INSERT INTO stocked_offer (service, country, service_id)
SELECT s.slug, CAST($2 AS TEXT), s.id FROM service s WHERE s.id = $1
ON CONFLICT (service, country) DO NOTHING

-- name: take_from
-- The first free row at or after a pick. SQLite's RETURNING sees only the updated table, hence
-- the sub-selects; each is one look-up by primary key.
UPDATE availability SET state = 'leased', changed_at = $4
WHERE (number_id, service_id) = (
    SELECT a.number_id, a.service_id FROM availability a
    WHERE a.country = $1 AND a.service_id = $2 AND a.state = 'free' AND a.pick >= $3
    ORDER BY a.pick
    LIMIT 1
    {{for_update}} {{skip_locked}}
)
RETURNING number_id,
    (SELECT n.e164 FROM number n WHERE n.id = availability.number_id),
    (SELECT n.supplier_id FROM number n WHERE n.id = availability.number_id),
    (SELECT p.cost_per_code FROM number n JOIN supplier p ON p.id = n.supplier_id
     WHERE n.id = availability.number_id),
    (SELECT p.operator_share_bp FROM number n JOIN supplier p ON p.id = n.supplier_id
     WHERE n.id = availability.number_id),
    (SELECT p.payable_account FROM number n JOIN supplier p ON p.id = n.supplier_id
     WHERE n.id = availability.number_id),
    (SELECT p.operator_account FROM number n JOIN supplier p ON p.id = n.supplier_id
     WHERE n.id = availability.number_id),
    (SELECT n.leasable FROM number n WHERE n.id = availability.number_id)

-- name: pause_taken
-- It was freed in the same instant as its number or supplier was paused.
UPDATE availability SET state = 'paused', changed_at = $3
WHERE number_id = $1 AND service_id = $2 AND state = 'leased'

-- name: mark_used
-- It got a code: never again for this service (L2).
UPDATE availability SET state = 'used', changed_at = $3
WHERE number_id = $1 AND service_id = $2 AND state = 'leased'

-- name: quarantine
-- Late messages of the last lease must not reach the next one.
UPDATE availability SET state = 'quarantine', changed_at = $3, available_at = $4
WHERE number_id = $1 AND service_id = $2 AND state = 'leased'

-- name: end_quarantine
-- Rows that another node is freeing are passed over. A number that is paused at this very instant
-- may come out free: taking it notices.
UPDATE availability SET
    state = CASE WHEN COALESCE(availability.choice, 'open') = 'open' AND EXISTS (
        SELECT 1 FROM number n WHERE n.id = availability.number_id AND n.leasable = 1
    ) THEN 'free' ELSE 'paused' END,
    changed_at = $1,
    available_at = NULL
FROM (
    SELECT a.number_id, a.service_id FROM availability a
    WHERE a.state = 'quarantine' AND a.available_at <= $1
    ORDER BY a.available_at
    LIMIT $2
    {{for_update}} {{skip_locked}}
) AS due
WHERE availability.number_id = due.number_id AND availability.service_id = due.service_id

-- name: set_number_status
-- From active or paused; nothing affected: unknown or retired.
UPDATE number SET status = $2,
    leasable = CASE WHEN $2 = 'active' AND EXISTS (
        SELECT 1 FROM supplier p WHERE p.id = number.supplier_id AND p.enabled = 1
    ) THEN 1 ELSE 0 END
WHERE id = $1 AND status <> 'retired'

-- name: pause_rows
-- A number that is not active must not be taken.
UPDATE availability SET state = 'paused', changed_at = $2 WHERE number_id = $1 AND state = 'free'

-- name: resume_rows
-- Only where its supplier is enabled; else enabling that brings them back. Not what was closed.
UPDATE availability SET state = 'free', changed_at = $2
WHERE number_id = $1 AND state = 'paused' AND COALESCE(choice, 'open') = 'open' AND EXISTS (
    SELECT 1 FROM number n WHERE n.id = availability.number_id AND n.leasable = 1
)

-- name: touch_last_message
-- Out of order is possible: requests are stamped when they come, and some overtake others. The row
-- is written all the same: its lock orders the messages of a number.
UPDATE number SET last_message_at =
    CASE WHEN last_message_at >= $2 THEN last_message_at ELSE $2 END
WHERE id = $1

-- name: find_by_e164
-- The way in for every message.
SELECT id, e164, country, supplier_id, status, attested_by, attested_at, attestation_version,
       added_at, last_message_at
FROM number WHERE e164 = $1

-- name: find_number
-- By id.
SELECT id, e164, country, supplier_id, status, attested_by, attested_at, attestation_version,
       added_at, last_message_at
FROM number WHERE id = $1

-- name: list_numbers
-- All of the house, by id.
SELECT id, e164, country, supplier_id, status, attested_by, attested_at, attestation_version,
       added_at, last_message_at
FROM number WHERE id > $1 ORDER BY id LIMIT $2

-- name: list_numbers_of_supplier
-- By id, along number_by_supplier.
SELECT id, e164, country, supplier_id, status, attested_by, attested_at, attestation_version,
       added_at, last_message_at
FROM number WHERE supplier_id = $3 AND id > $1 ORDER BY id LIMIT $2

-- name: list_numbers_of_operator
-- Of every supplier that is the operator's.
SELECT id, e164, country, supplier_id, status, attested_by, attested_at, attestation_version,
       added_at, last_message_at
FROM number
WHERE supplier_id IN (SELECT p.id FROM supplier p WHERE p.operator_id = $3) AND id > $1
ORDER BY id LIMIT $2

-- name: number_services
-- At most a row for each service; one that its offer has not opened yet is as free as the number.
SELECT s.id, s.slug,
       COALESCE(a.state, CASE WHEN n.leasable = 1 THEN 'free' ELSE 'paused' END), a.available_at,
       CASE WHEN a.choice = 'closed' THEN 1 ELSE 0 END
FROM number n
JOIN service s ON TRUE
LEFT JOIN availability a ON a.number_id = n.id AND a.service_id = s.id
WHERE n.id = $1 AND (a.number_id IS NOT NULL OR n.serves_all = 1 AND s.allowed = 1)
ORDER BY s.slug
