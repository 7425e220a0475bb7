-- name: insert_supplier
-- Nothing affected: the slug is taken.
INSERT INTO supplier (id, slug, adapter, name, enabled, secret_ref, payable_account, operator_id,
                      operator_account, operator_share_bp, cost_per_code)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
ON CONFLICT (slug) DO NOTHING

-- name: find_supplier
-- By id.
SELECT id, slug, adapter, name, enabled, secret_ref, payable_account, operator_id,
       operator_account, operator_share_bp, cost_per_code
FROM supplier WHERE id = $1

-- name: supplier_by_slug
-- The slug stands in the path that a supplier's messages come in by.
SELECT id, slug, adapter, name, enabled, secret_ref, payable_account, operator_id,
       operator_account, operator_share_bp, cost_per_code
FROM supplier WHERE slug = $1

-- name: supplier_of_operator
-- The oldest, should there be several.
SELECT id, slug, adapter, name, enabled, secret_ref, payable_account, operator_id,
       operator_account, operator_share_bp, cost_per_code
FROM supplier WHERE operator_id = $1 ORDER BY id LIMIT 1

-- name: list_suppliers_of_operator
-- One or a few.
SELECT id, slug, adapter, name, enabled, secret_ref, payable_account, operator_id,
       operator_account, operator_share_bp, cost_per_code
FROM supplier WHERE operator_id = $1 ORDER BY id

-- name: list_suppliers
-- One for each operator and provider: hundreds at most.
SELECT id, slug, adapter, name, enabled, secret_ref, payable_account, operator_id,
       operator_account, operator_share_bp, cost_per_code
FROM supplier ORDER BY slug

-- name: update_supplier
-- What an admin can change later; leases already open keep the terms they began with.
UPDATE supplier SET name = $2, secret_ref = $3, operator_share_bp = $4, cost_per_code = $5
WHERE id = $1

-- name: set_supplier_enabled
-- Nothing affected: unknown.
UPDATE supplier SET enabled = $2 WHERE id = $1

-- name: withhold_supplier_numbers
-- Before its rows, as everywhere: number, then availability.
UPDATE number SET leasable = 0 WHERE supplier_id = $1 AND leasable = 1

-- name: offer_supplier_numbers
-- Those that are not paused themselves.
UPDATE number SET leasable = 1 WHERE supplier_id = $1 AND status = 'active'

-- name: pause_supplier_rows
-- None of its numbers must be taken.
UPDATE availability SET state = 'paused', changed_at = $2
WHERE state = 'free' AND number_id IN (SELECT n.id FROM number n WHERE n.supplier_id = $1)

-- name: resume_supplier_rows
-- Those of numbers that are not paused themselves, and not what their operator closed.
UPDATE availability SET state = 'free', changed_at = $2
WHERE state = 'paused' AND COALESCE(choice, 'open') = 'open' AND number_id IN (
    SELECT n.id FROM number n WHERE n.supplier_id = $1 AND n.status = 'active'
)
